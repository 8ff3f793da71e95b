"""認証手段: what one has registered, and the pages that add, name, replace and remove it."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as rest_session_on
from django_otp.models import Device

from accounts import devices, factors, passkeys, proofs, recovery
from accounts.factor_forms import NameForm
from accounts.factor_pages import open_proof, out_of_date, too_late, with_proof
from accounts.factors import LastFactor, NoSuchFactor
from accounts.models import Authenticator, Staff
from accounts.proofs import ProofFields
from accounts.requests import staff_of
from accounts.step_up import StepUpRefused

LAST_ONE: Final = (
    "残り1つの認証手段は削除できません。先に、ほかの認証アプリかパスキーを追加してください。"
)
MODELS: Final = {"app": Authenticator._meta.label_lower, "passkey": passkeys.LABEL}

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """/account/factors/: everything one can prove with, and since when."""
    staff = staff_of(request)
    found = devices.primary_devices(staff)
    listed = [
        {"device": device, "key": _key_of(device), "is_app": isinstance(device, Authenticator)}
        for device in found
    ]
    return render(
        request,
        "accounts/factors.html",
        {
            "factors": listed,
            "may_remove": len(listed) > 1,
            "session_device": getattr(request.user, "otp_device", None),
            "sheet": recovery.sheet_of(staff),
            "codes_left": recovery.how_many_left(staff),
        },
    )


@require_POST
def reissues(request: HttpRequest) -> HttpResponse:
    """回復コードを発行し直す: opens the page with the proof."""
    opened = factors.begin_reissue(actor=staff_of(request))
    return redirect("account_reissue", step_up_id=opened.pk)


@page
@never_cache
@sensitive_post_parameters()
def reissue(request: HttpRequest, step_up_id: UUID) -> HttpResponse:
    """The proof; the new codes stand in the answer to it, once."""
    staff = staff_of(request)
    if open_proof(step_up_id, staff, factors.REISSUE) is None:
        return too_late(request, step_up_id, factors.REISSUE)
    form = ProofFields(request.POST or None)
    replaces = recovery.sheet_of(staff) is not None
    if request.method == "POST" and form.is_valid():
        try:
            codes = factors.reissue(actor=staff, step_up_id=str(step_up_id), proof=form.proof)
        except StepUpRefused as refused:
            gone = proofs.refuse(request, form, refused)
            if gone is not None:
                return gone
        else:
            shown = {"codes": codes, "staff": staff, "replaces": replaces}
            return render(request, "accounts/factor_codes.html", shown)
    return with_proof(request, "accounts/factor_reissue.html", step_up_id, {"form": form})


@require_POST
def name(request: HttpRequest, key: str) -> HttpResponse:
    """名前を変える."""
    staff = staff_of(request)
    device, form = _load(staff, key), NameForm(request.POST)
    if form.is_valid():
        factors.rename(device, actor=staff, name=form.cleaned_data["name"])
        messages.success(request, "名前を変えました。")
    else:
        messages.error(request, str(form.errors["name"][0]))
    return redirect("account_factors")


@require_POST
def removals(request: HttpRequest, key: str) -> HttpResponse:
    """削除へ進む: opens the page with the proof."""
    staff = staff_of(request)
    device = _load(staff, key)
    try:
        opened = factors.begin_removal(device, actor=staff)
    except LastFactor:
        messages.error(request, LAST_ONE)
        return redirect("account_factors")
    return redirect("account_factor_removal", key=key, step_up_id=opened.pk)


@page
@never_cache
@sensitive_post_parameters()
def removal(request: HttpRequest, key: str, step_up_id: UUID) -> HttpResponse:
    """The consequence in words, and the proof."""
    staff = staff_of(request)
    device = _load(staff, key)
    if open_proof(step_up_id, staff, factors.REMOVE) is None:
        return too_late(request, step_up_id, factors.REMOVE)
    form = ProofFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _remove(request, staff, device, step_up_id, form)
        if done is not None:
            return done
    return with_proof(
        request, "accounts/factor_removal.html", step_up_id, {"form": form, "device": device}
    )


def _remove(
    request: HttpRequest, staff: Staff, device: Any, step_up_id: UUID, form: ProofFields
) -> HttpResponse | None:
    try:
        spent = factors.remove(device, actor=staff, step_up_id=str(step_up_id), proof=form.proof)
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except NoSuchFactor:
        return out_of_date(request)
    except LastFactor:
        messages.error(request, LAST_ONE)
        return redirect("account_factors")
    # The session goes on with what was proved just now; with the removed one it ends.
    rest_session_on(request, Device.from_persistent_id(spent.device))
    messages.success(request, "認証手段を削除しました。")
    return redirect("account_factors")


def _load(staff: Staff, key: str) -> Any:
    kind, _, pk = key.rpartition("-")
    try:
        return factors.find(staff, f"{MODELS[kind]}/{pk}")
    except (KeyError, NoSuchFactor):
        raise Http404 from None


def _key_of(device: Any) -> str:
    return f"{'app' if isinstance(device, Authenticator) else 'passkey'}-{device.pk}"
