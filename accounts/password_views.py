"""/account/password/: how one's own password is changed while signed in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import passwords, proofs, step_up
from accounts.account_forms import PasswordChangeForm
from accounts.passwords import ChangedMeanwhile
from accounts.requests import staff_of
from accounts.session_views import session_of
from accounts.step_up import StepUpRefused

OUT_OF_DATE = "この画面は期限が切れたか、使用済みです。もう一度操作してください。"


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The rules; its button opens the proof and leads to the form."""
    staff = staff_of(request)
    if request.method == "POST":
        opened = passwords.begin_change(actor=staff)
        return redirect("account_password_change", step_up_id=opened.pk)
    return render(request, "accounts/password.html", {"staff": staff})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables("form")
def change(request: HttpRequest, step_up_id: UUID) -> HttpResponse:
    """The password of now, the new one, and the proof."""
    staff = staff_of(request)
    opened = step_up.find_open(str(step_up_id), staff=staff)
    if opened is None or opened.action != passwords.STEP_UP_ACTION:
        if request.method == "POST":
            step_up.note_replay(str(step_up_id), staff=staff, action=passwords.STEP_UP_ACTION)
        messages.error(request, OUT_OF_DATE)
        return redirect("account_password")
    form = PasswordChangeForm(staff, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _change(request, step_up_id, form)
        if done is not None:
            return done
    context = {"form": form, "staff": staff, **proofs.shown(step_up_id, staff)}
    return render(request, "accounts/password_change.html", context)


@sensitive_variables("form")
def _change(
    request: HttpRequest, step_up_id: UUID, form: PasswordChangeForm
) -> HttpResponse | None:
    try:
        staff = passwords.change(
            form.cleaned_data["password1"],
            actor=staff_of(request),
            step_up_id=str(step_up_id),
            proof=form.proof,
            keep=session_of(request),
        )
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except ChangedMeanwhile:
        messages.error(request, OUT_OF_DATE)
        return redirect("account_password")
    # This session goes on with the new password; all others rest on the old one and are over.
    update_session_auth_hash(request, staff)
    messages.success(request, "パスワードを変えました。ほかの端末はログアウトしました。")
    return redirect("account")
