"""The pages of sign-in that ask for a second factor, or register the first one."""

from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts import devices, passkeys, qr, recovery, stages
from accounts.devices import Check, Verdict
from accounts.factor_forms import EnrolForm, PasskeyForm, RecoveryForm
from accounts.login_views import StageView
from accounts.models import Staff
from accounts.passkeys import PasskeyRefused
from accounts.proofs import ProofFields

CHALLENGE: Final = "passkey_challenge"
REGISTRATION: Final = "passkey_registration"
NOT_REGISTERED: Final = (
    "パスキーを登録できませんでした。もう一度試すか、認証アプリを登録してください。"
)


class CodeView(StageView):
    """/login/code/: a code of the authenticator app, or a passkey."""

    stage_key = stages.VERIFY
    template_name = "accounts/login_code.html"
    form_class = ProofFields

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            takes_code=bool(devices.authenticators(self.staff)),
            passkey_options=passkeys.request_options(self.staff, _ask(self.request, CHALLENGE)),
            has_recovery_codes=recovery.how_many_left(self.staff) > 0,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        check = _check(self.request, self.staff, **form.proof)
        if check is not None and check.verdict is Verdict.ACCEPTED:
            self.stage.state["device"] = check.device.persistent_id
            return self.go_on()
        self.record_failure(check)
        form.add_error("code", check.message if check else devices.NOT_A_CODE)
        return self.form_invalid(form)


class RecoveryView(StageView):
    """/login/recovery/: a recovery code, for whoever has lost what they registered."""

    stage_key = stages.VERIFY
    template_name = "accounts/login_recovery.html"
    form_class = RecoveryForm

    def form_valid(self, form: Any) -> HttpResponse:
        check = recovery.use(self.staff, form.cleaned_data["recovery_code"])
        if check.verdict is not Verdict.ACCEPTED:
            self.record_failure(check)
            words = recovery.MESSAGES[check.verdict].format(wait=check.wait)
            form.add_error("recovery_code", words)
            return self.form_invalid(form)
        left = recovery.how_many_left(self.staff)
        messages.warning(
            self.request,
            f"回復コードでログインしました。未使用の回復コードは{left}個です。"
            "端末をなくしたときは、情報政策課へ連絡して、認証手段をリセットしてください。",
        )
        self.stage.state["device"] = check.device.persistent_id
        return self.go_on()


class EnrolView(StageView):
    """/login/authenticator/: an app learns its secret and shows that it has, or a passkey is made.

    The recovery codes stand in the answer to the form and nowhere else: they are shown once.
    """

    stage_key = stages.ENROL
    template_name = "accounts/login_authenticator.html"
    device: Any

    def prepare(self) -> HttpResponseBase | None:
        self.device = devices.pending_enrolment(self.staff, self.stage.state.get("pending"))
        return self.start_again() if self.device is None else None

    def get_form(self, form_class: Any = None) -> EnrolForm | PasskeyForm:
        if "credential" in self.request.POST:
            return PasskeyForm(**self.get_form_kwargs())
        return EnrolForm(self.staff, self.device.pk, **self.get_form_kwargs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            **kwargs, qr=qr.svg(self.device), secret_groups=qr.groups(self.device)
        )
        is_passkey = isinstance(context["form"], PasskeyForm)
        return {
            **context,
            "passkey_form": context["form"] if is_passkey else PasskeyForm(),
            "app_form": EnrolForm(self.staff, self.device.pk) if is_passkey else context["form"],
            "creation_options": passkeys.creation_options(
                self.staff, _ask(self.request, REGISTRATION)
            ),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        if isinstance(form, EnrolForm):
            return self._finish(self.device)
        try:
            device = passkeys.register(
                self.staff,
                form.cleaned_data["credential"],
                _asked(self.request, REGISTRATION),
                name=form.cleaned_data["name"],
                is_first=True,
            )
        except PasskeyRefused:
            form.add_error("name", NOT_REGISTERED)
            return self.form_invalid(form)
        return self._finish(device)

    def form_invalid(self, form: Any) -> HttpResponse:
        if isinstance(form, EnrolForm):
            if form.is_dead:
                return self.start_again()
            self.record_failure(form.check)
        return super().form_invalid(form)

    def _finish(self, device: Any) -> HttpResponse:
        self.stage.state["device"] = device.persistent_id
        response = self.go_on()
        if response.get("Location") == reverse("account_login"):
            return response
        with transaction.atomic():
            replaces = recovery.sheet_of(self.staff) is not None
            codes = recovery.issue(self.staff)
        context = {
            "codes": codes,
            "next": response["Location"],
            "staff": self.staff,
            "replaces": replaces,
        }
        return render(self.request, "accounts/login_recovery_codes.html", context)


def _check(request: HttpRequest, staff: Staff, *, code: str, assertion: str) -> Check | None:
    if not assertion:
        typed = devices.normalised(code)
        return devices.prove(staff, typed) if devices.is_code(typed) else None
    challenge = _asked(request, CHALLENGE)
    try:
        passkeys.claim(challenge)
        answer = passkeys.check(staff, assertion, challenge)
    except PasskeyRefused:
        return Check(Verdict.PASSKEY)
    return Check(Verdict.ACCEPTED, device=answer.device)


def _ask(request: HttpRequest, name: str) -> bytes:
    challenge = passkeys.new_challenge()
    request.session[name] = challenge.hex()
    return challenge


def _asked(request: HttpRequest, name: str) -> bytes:
    # Taken out before it is looked at; without one, a challenge that nobody was asked.
    return bytes.fromhex(request.session.pop(name, "")) or passkeys.new_challenge()
