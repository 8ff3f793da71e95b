"""How one act on one content is proved afresh: the only part of sign-in that upper apps use.

The page that shows what is about to be decided calls `begin`; the form that decides sends the id
and a code or the answer of a passkey, and the verb calls `confirm` first. Neither session nor
memory is involved. Recovery codes prove nothing here (`accounts/recovery.py` says why).
"""

import logging
import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from accounts import devices, evidence, passkeys
from accounts.devices import Check, Verdict
from accounts.models import Authenticator, Staff, StepUp
from accounts.passkeys import PasskeyRefused
from audit import trail
from audit.actions import Action

logger = logging.getLogger(__name__)

LIFETIME: Final = timedelta(minutes=5)
FAILURES_THAT_END_A_SESSION: Final = 5
DIGEST_BYTES: Final = 32
NOBODYS: Final = uuid.UUID(int=0)  # which no random one is


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
    UNREADABLE = Verdict.UNREADABLE.value
    NO_DEVICE = Verdict.NO_DEVICE.value
    PASSKEY = Verdict.PASSKEY.value


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
}


def begin(*, staff: Staff, action: str, target: str, digest: str) -> StepUp:
    """Open a proof for one act of one person on the content shown (SHA-256, 64 hex digits).

    It is good for five minutes and for one use. Opening another one leaves it as it is. Raises
    ValueError for a digest that is none: a passkey could not sign it.
    """
    if len(bytes.fromhex(digest)) != DIGEST_BYTES:
        raise ValueError("the digest of a content has 64 hex digits")
    now = timezone.now()
    return StepUp.objects.create(
        staff=staff,
        action=action,
        target=target,
        digest=digest,
        created_at=now,
        expires_at=now + LIFETIME,
    )


def passkey_options(step_up_id: str, staff: Staff) -> str:
    """What the browser asks a passkey for this proof, as JSON; it may be read any number of times.

    Empty when the person has no passkey, or when there is no such open proof of theirs.
    """
    step_up = find_open(step_up_id, staff=staff)
    return passkeys.request_options(staff, evidence.challenge_of(step_up)) if step_up else ""


def find_open(step_up_id: str, *, staff: Staff) -> StepUp | None:
    """The person's proof with this id while it can still be given; None otherwise."""
    return StepUp.objects.filter(
        pk=_as_uuid(step_up_id), staff=staff, used_at=None, expires_at__gt=timezone.now()
    ).first()


def confirm(
    step_up_id: str,
    *,
    staff: Staff,
    action: str,
    target: str,
    digest: str,
    code: str = "",
    assertion: str = "",
) -> StepUp:
    """Spend a proof; `digest` is of the content as it is now.

    The proof is a code of an authenticator, or a passkey's answer in JSON, which then counts
    alone. Whoever acts on it must still compare the digest once more under the lock of the
    content. Raises StepUpRefused, recorded in the trail, and RuntimeError inside a transaction: a
    failed try must stay counted when the caller rolls back.
    """
    try:
        with transaction.atomic(durable=True):  # raises RuntimeError inside another transaction
            step_up = _find(step_up_id, staff, action, target)
        _refuse_if_closed(step_up, digest)
        if assertion:
            return _prove_by_passkey(step_up, staff, assertion)
        return _prove_by_code(step_up, staff, devices.normalised(code))
    except StepUpRefused as refused:
        _record(refused.reason, staff, action, target)
        raise


def note_replay(step_up_id: str, *, staff: Staff, action: str) -> None:
    """Record a form that was sent on a proof which can no longer be given, or never could."""
    found = StepUp.objects.filter(pk=_as_uuid(step_up_id), staff=staff, action=action).first()
    if found is None:
        _record(Refusal.UNKNOWN, staff, action, "")
    else:
        reason = Refusal.SPENT if found.used_at else Refusal.EXPIRED
        _record(reason, staff, action, found.target)


def exhausted(staff: Staff) -> bool:
    """Have five tries in a row failed? Then the caller ends the session (`sessions.end`)."""
    return Authenticator.objects.filter(
        user=staff, confirmed=True, throttling_failure_count__gte=FAILURES_THAT_END_A_SESSION
    ).exists()


def _record(reason: Refusal, staff: Staff, action: str, target: str) -> None:
    trail.record_alone(
        Action.STEP_UP_REFUSED,
        target=target,
        actor=staff.as_actor(),
        detail={"action": action, "target": target, "reason": reason.value},
    )


def _find(step_up_id: str, staff: Staff, action: str, target: str) -> StepUp:
    pk = _as_uuid(step_up_id)
    step_up = StepUp.objects.filter(pk=pk, staff=staff, action=action, target=target).first()
    if step_up is None:
        raise _refused(Refusal.UNKNOWN)
    return step_up


def _as_uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return NOBODYS


def _refuse_if_closed(step_up: StepUp, digest: str) -> None:
    if step_up.used_at is not None:
        raise _refused(Refusal.SPENT)
    if step_up.expires_at <= timezone.now():
        raise _refused(Refusal.EXPIRED)
    if step_up.digest != digest:
        raise _refused(Refusal.CHANGED)


def _prove_by_code(step_up: StepUp, staff: Staff, code: str) -> StepUp:
    if not devices.is_code(code):
        raise _refused(Refusal.MALFORMED)
    check = devices.prove(staff, code)
    if check.verdict is not Verdict.ACCEPTED:
        raise _refused_for(check)
    return _spend(step_up, check.device.persistent_id, None)


def _prove_by_passkey(step_up: StepUp, staff: Staff, assertion: str) -> StepUp:
    try:
        answer = passkeys.check(staff, assertion, evidence.challenge_of(step_up))
    except PasskeyRefused as error:
        logger.info("a passkey was refused for %s: %s", step_up, error)
        raise _refused_for(Check(Verdict.PASSKEY)) from error
    return _spend(step_up, answer.device.persistent_id, answer.evidence)


def _spend(step_up: StepUp, device: str, kept: dict[str, Any] | None) -> StepUp:
    now = timezone.now()
    # The condition is the claim: of two that proved at once, one finds the row still open.
    hit = StepUp.objects.filter(pk=step_up.pk, used_at=None, expires_at__gt=now).update(
        used_at=now, device=device, evidence=kept
    )
    if hit != 1:
        raise _refused(Refusal.SPENT)
    step_up.used_at, step_up.device, step_up.evidence = now, device, kept
    return step_up


def _refused(reason: Refusal) -> StepUpRefused:
    return StepUpRefused(reason, _MESSAGES[reason])


def _refused_for(check: Check) -> StepUpRefused:
    return StepUpRefused(Refusal(check.verdict.value), check.message)
