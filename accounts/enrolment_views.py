"""The pages that add an authenticator app or a passkey to one's own factors."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import enrolment, proofs, qr
from accounts.enrolment import WrongFirstCode
from accounts.factor_forms import NewAuthenticatorForm, NewPasskeyForm
from accounts.factor_pages import open_proof, out_of_date, too_late, with_proof
from accounts.factors import NoSuchFactor
from accounts.models import Authenticator, Staff, StepUp
from accounts.passkeys import PasskeyRefused
from accounts.requests import staff_of
from accounts.step_up import StepUpRefused

NOT_ADDED: Final = "パスキーを登録できませんでした。もう一度操作してください。"

page = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def authenticators(request: HttpRequest) -> HttpResponse:
    """認証アプリを追加する: makes a secret and shows it on the next page."""
    opened = enrolment.begin_authenticator(actor=staff_of(request))
    return redirect("account_authenticator", step_up_id=opened.pk)


@page
@never_cache
@sensitive_post_parameters()
def authenticator(request: HttpRequest, step_up_id: UUID) -> HttpResponse:
    """The secret, its first code, and the proof."""
    staff = staff_of(request)
    opened = open_proof(step_up_id, staff, enrolment.ADD_AUTHENTICATOR)
    pending = enrolment.pending_of(opened) if opened else None
    if opened is None or pending is None:
        return too_late(request, step_up_id, enrolment.ADD_AUTHENTICATOR)
    form = NewAuthenticatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _add_authenticator(request, staff, pending, step_up_id, form)
        if done is not None:
            return done
    shown = {"form": form, "qr": qr.svg(pending), "secret_groups": qr.groups(pending)}
    return with_proof(request, "accounts/factor_authenticator.html", step_up_id, shown)


def _add_authenticator(
    request: HttpRequest,
    staff: Staff,
    pending: Authenticator,
    step_up_id: UUID,
    form: NewAuthenticatorForm,
) -> HttpResponse | None:
    try:
        enrolment.add_authenticator(
            pending,
            actor=staff,
            first_code=form.cleaned_data["first_code"],
            step_up_id=str(step_up_id),
            proof=form.proof,
        )
    except WrongFirstCode as wrong:
        form.add_error("first_code", wrong.check.message)
        return None
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except NoSuchFactor:
        return out_of_date(request)
    messages.success(request, "認証アプリを追加しました。")
    return redirect("account_factors")


@require_POST
def passkeys_new(request: HttpRequest) -> HttpResponse:
    """パスキーを追加する: opens the page on which the browser makes one."""
    opened = enrolment.begin_passkey(actor=staff_of(request))
    return redirect("account_passkey", step_up_id=opened.pk)


@page
@never_cache
@sensitive_post_parameters()
def passkey(request: HttpRequest, step_up_id: UUID) -> HttpResponse:
    """A name, the passkey just made, and the proof."""
    staff = staff_of(request)
    opened = open_proof(step_up_id, staff, enrolment.ADD_PASSKEY)
    if opened is None:
        return too_late(request, step_up_id, enrolment.ADD_PASSKEY)
    form = NewPasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _add_passkey(request, staff, opened, form)
        if done is not None:
            return done
    shown = {"form": form, "creation_options": enrolment.new_passkey_options(opened)}
    return with_proof(request, "accounts/factor_passkey.html", step_up_id, shown)


def _add_passkey(
    request: HttpRequest, staff: Staff, opened: StepUp, form: NewPasskeyForm
) -> HttpResponse | None:
    try:
        enrolment.add_passkey(
            opened,
            actor=staff,
            credential=form.cleaned_data["credential"],
            name=form.cleaned_data["name"],
            proof=form.proof,
        )
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except PasskeyRefused:
        messages.error(request, NOT_ADDED)
        return redirect("account_factors")
    messages.success(request, "パスキーを追加しました。")
    return redirect("account_factors")
