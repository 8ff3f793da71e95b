"""How one act on one content is proved afresh: the only part of sign-in that upper apps use.

The page that shows what is about to be decided calls `begin`; the form that decides sends the id
and a code, and the view calls `confirm` before the verb. Neither session nor memory is involved.
"""

import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import devices
from accounts.devices import Check, Verdict
from accounts.models import Staff, StepUp
from audit import trail
from audit.actions import Action

LIFETIME: Final = timedelta(minutes=5)
FAILURES_THAT_END_A_SESSION: Final = 5


class Refusal(StrEnum):
    """Why a proof was not accepted."""

    UNKNOWN = "unknown"
    SPENT = "spent"
    EXPIRED = "expired"
    CHANGED = "changed"
    MALFORMED = "malformed"
    WRONG = Verdict.WRONG.value
    USED = Verdict.USED.value
    THROTTLED = Verdict.THROTTLED.value
    NO_DEVICE = "no_device"


class StepUpRefused(Exception):
    """The act must not be done; `message` may be shown at the code field."""

    def __init__(self, reason: Refusal, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


_OPEN_AGAIN: Final = "画面を開き直し、内容を確かめてから、もう一度入力してください。"
_MESSAGES: Final = {
    Refusal.UNKNOWN: f"この画面からは操作できません。{_OPEN_AGAIN}",
    Refusal.SPENT: f"この画面からの操作は済んでいます。続けて操作する場合は、{_OPEN_AGAIN}",
    Refusal.EXPIRED: f"画面を開いてから5分が過ぎました。{_OPEN_AGAIN}",
    Refusal.CHANGED: f"画面を開いた後に内容が変わりました。{_OPEN_AGAIN}",
    Refusal.MALFORMED: devices.NOT_A_CODE,
    Refusal.NO_DEVICE: "認証アプリが登録されていません。情報政策課へ連絡してください。",
}


def begin(*, staff: Staff, action: str, target: str, digest: str) -> StepUp:
    """Open a proof for one act of one person on the content shown (SHA-256, 64 hex digits).

    It is good for five minutes and for one use. Opening another one leaves it as it is.
    """
    now = timezone.now()
    return StepUp.objects.create(
        staff=staff,
        action=action,
        target=target,
        digest=digest,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def confirm(
    step_up_id: str, *, staff: Staff, action: str, target: str, digest: str, code: str
) -> StepUp:
    """Spend a proof with a code of the authenticator app; `digest` is of the content as it is now.

    Whoever acts on it must still compare the digest once more under the lock of the content.
    Raises StepUpRefused, recorded in the trail, and RuntimeError inside a transaction: a failed
    try must stay counted when the caller rolls back.
    """
    try:
        return _confirm(step_up_id, staff, action, target, digest, devices.normalised(code))
    except StepUpRefused as refused:
        trail.record_alone(
            Action.STEP_UP_REFUSED,
            target=target,
            actor=staff.as_actor(),
            detail={"action": action, "target": target, "reason": refused.reason.value},
        )
        raise


def exhausted(staff: Staff) -> bool:
    """Have five tries in a row failed? Then the caller ends the session (`sessions.end`)."""
    return TOTPDevice.objects.filter(
        user=staff, confirmed=True, throttling_failure_count__gte=FAILURES_THAT_END_A_SESSION
    ).exists()


def _confirm(
    step_up_id: str, staff: Staff, action: str, target: str, digest: str, code: str
) -> StepUp:
    with transaction.atomic(durable=True):  # raises RuntimeError inside another transaction
        step_up = _find(step_up_id, staff, action, target)
    _refuse_if_closed(step_up, digest)
    if not devices.is_code(code):
        raise _refused(Refusal.MALFORMED)
    return _spend(step_up, _prove(staff, code))


def _find(step_up_id: str, staff: Staff, action: str, target: str) -> StepUp:
    try:
        pk = uuid.UUID(step_up_id)
    except ValueError:
        raise _refused(Refusal.UNKNOWN) from None
    step_up = StepUp.objects.filter(pk=pk, staff=staff, action=action, target=target).first()
    if step_up is None:
        raise _refused(Refusal.UNKNOWN)
    return step_up


def _refuse_if_closed(step_up: StepUp, digest: str) -> None:
    if step_up.used_at is not None:
        raise _refused(Refusal.SPENT)
    if step_up.expires_at <= timezone.now():
        raise _refused(Refusal.EXPIRED)
    if step_up.digest != digest:
        raise _refused(Refusal.CHANGED)


def _prove(staff: Staff, code: str) -> str:
    # A transaction of its own, committed before anything is refused: the failure stays counted.
    with transaction.atomic(durable=True):
        device = (
            TOTPDevice.objects.select_for_update()
            .filter(user=staff, confirmed=True)
            .order_by("pk")
            .first()
        )
        check = devices.check_code(device, code) if device else None
    if device is None or check is None:
        raise _refused(Refusal.NO_DEVICE)
    if check.verdict is not Verdict.ACCEPTED:
        raise _refused_for(check)
    name: str = device.persistent_id
    return name


def _spend(step_up: StepUp, device: str) -> StepUp:
    now = timezone.now()
    # The condition is the claim: of two that proved at once, one finds the row still open.
    hit = StepUp.objects.filter(pk=step_up.pk, used_at=None, expires_at__gt=now).update(
        used_at=now, device=device
    )
    if hit != 1:
        raise _refused(Refusal.SPENT)
    step_up.used_at, step_up.device = now, device
    return step_up


def _refused(reason: Refusal) -> StepUpRefused:
    return StepUpRefused(reason, _MESSAGES[reason])


def _refused_for(check: Check) -> StepUpRefused:
    return StepUpRefused(Refusal(check.verdict.value), check.message)
