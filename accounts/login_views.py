"""The pages between the password and the session; each belongs to one stage of the sign-in."""

from typing import Any, ClassVar, Final

import allauth.account.decorators  # noqa: F401  # before .stages, or its import is circular
from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_login_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import FormView

from accounts import stages
from accounts.devices import Check, Verdict
from accounts.forms import FirstPasswordForm
from accounts.models import Staff
from accounts.stages import StaffStage
from audit import trail
from audit.actions import Action

START_AGAIN: Final = (
    "ログインの途中で時間が過ぎたか、登録内容が変わりました。最初からやり直してください。"
)


class StageView(FormView):  # type: ignore[type-arg]  # generic only for the type checker
    """A page of a pending sign-in; without one, or when the person has changed, back to the start.

    A form sent wrong comes back with status 200 and the message at its field.
    """

    stage_key: ClassVar[str]
    stage: StaffStage
    staff: Staff

    # Subclasses override `prepare`: `as_view` copies the marks of these decorators from the
    # class's own dispatch, and an overriding one would lose them.
    @method_decorator(login_not_required)
    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(get_login_redirect_url(request))
        was_pending = LOGIN_SESSION_KEY in request.session
        stage = LoginStageController.enter(request, self.stage_key)
        if stage is None:
            if was_pending and LOGIN_SESSION_KEY not in request.session:
                messages.info(request, START_AGAIN)
            return redirect("account_login")
        self.stage = stage
        if stage.staff is None or not stages.is_pinned(stage.controller, stage.staff):
            return self.start_again()
        self.staff = stage.staff
        return self.prepare() or super().dispatch(request, *args, **kwargs)

    def prepare(self) -> HttpResponseBase | None:
        """A response instead of the page, when the page makes no sense any more."""
        return None

    def start_again(self) -> HttpResponse:
        """Drop the pending sign-in and say so."""
        messages.info(self.request, START_AGAIN)
        response: HttpResponse = self.stage.abort()  # type: ignore[no-untyped-call]
        return response

    def go_on(self) -> HttpResponse:
        """To the next stage, or in."""
        response: HttpResponse = self.stage.exit()  # type: ignore[no-untyped-call]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = stages.steps_of(self.stage.controller)
        position = {
            "step_number": steps.index(self.stage_key) + 2 if self.stage_key in steps else None,
            "step_count": len(steps) + 1,
        }
        return super().get_context_data(**kwargs, **position, staff=self.staff)

    def record_failure(self, check: Check | None) -> None:
        """Note a code that was tried in vain; one that was not even tried is none."""
        if check is None or check.verdict not in (Verdict.WRONG, Verdict.USED, Verdict.PASSKEY):
            return
        # After a wrong code the next one waits; a passkey does not, and must not fill the trail.
        key = f"accounts.passkey-failure-recorded.{self.staff.pk}"
        if check.verdict is Verdict.PASSKEY and not cache.add(key, True, timeout=60):
            return
        trail.record_alone(
            Action.FACTOR_FAILED,
            target=self.staff,
            actor=self.staff.as_actor(),
            detail={"reason": check.verdict.value},
        )


class FirstPasswordView(StageView):
    """/login/password/: a password of one's own instead of the temporary one."""

    stage_key = stages.CHANGE_PASSWORD
    template_name = "accounts/login_password.html"

    def get_form(self, form_class: Any = None) -> FirstPasswordForm:
        return FirstPasswordForm(self.staff, **self.get_form_kwargs())

    @method_decorator(sensitive_variables("form"))
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # Of two who know the temporary password only one gets past it.
            staff = Staff.objects.select_for_update(no_key=True).get(pk=self.staff.pk)
            if not stages.is_pinned(self.stage.controller, staff):
                return self.start_again()
            get_adapter().set_password(staff, form.cleaned_data["password1"])
        stages.pin(self.stage.controller, staff)
        self.stage.login.user = staff
        return self.go_on()
