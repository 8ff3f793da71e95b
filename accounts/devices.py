"""Which authenticator apps prove who somebody is, and what a code of theirs is worth."""

import logging
import math
import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp_webauthn.models import WebAuthnCredential

from accounts.encryption import UnreadableSecret
from accounts.models import Authenticator, Staff
from audit import trail
from audit.actions import Action

logger = logging.getLogger(__name__)

CODE_LENGTH: Final = 6
CODE: Final = re.compile(rf"[0-9]{{{CODE_LENGTH}}}")
NOT_A_CODE: Final = "確認コードは、認証アプリに表示された6桁の数字で入力してください。"


class Verdict(StrEnum):
    """What became of a code, or of the answer of a passkey."""

    ACCEPTED = "accepted"
    WRONG = "wrong"
    USED = "used"
    THROTTLED = "throttled"
    UNREADABLE = "unreadable"
    NO_DEVICE = "no_device"
    PASSKEY = "passkey"


@dataclass(frozen=True)
class Check:
    """The outcome of one try; `wait` is how many seconds must pass before the next one counts."""

    verdict: Verdict
    wait: int = 0
    device: Any = None

    @property
    def message(self) -> str:
        """What the person is told at the code field."""
        return _MESSAGES[self.verdict].format(wait=self.wait)


_MESSAGES: Final = {
    Verdict.ACCEPTED: "",
    Verdict.WRONG: (
        "確認コードが違います。{wait}秒以上待ってから、"
        "認証アプリに今表示されているコードを入力してください。"
    ),
    Verdict.USED: (
        "この確認コードは使用済みです。認証アプリの表示が次のコードに変わってから、"
        "そのコードを入力してください。"
    ),
    Verdict.THROTTLED: (
        "間違いの後、少しの間、確認コードの入力を止めています。"
        "{wait}秒待ってから、もう一度入力してください。"
    ),
    Verdict.UNREADABLE: (
        "システムの設定のため、確認コードを確かめられません。情報政策課へ連絡してください。"
    ),
    Verdict.NO_DEVICE: "認証アプリが登録されていません。情報政策課へ連絡してください。",
    Verdict.PASSKEY: (
        "パスキーで本人を確認できませんでした。もう一度試すか、ほかの方法で確認してください。"
    ),
}


def authenticators(staff: Staff) -> list[Authenticator]:
    """The registered authenticator apps, oldest first."""
    return list(Authenticator.objects.filter(user=staff, confirmed=True).order_by("pk"))


def passkeys(staff: Staff) -> list[WebAuthnCredential]:
    """The registered passkeys, oldest first."""
    return list(WebAuthnCredential.objects.filter(user=staff, confirmed=True).order_by("pk"))


def primary_devices(staff: Staff) -> list[Any]:
    """What a sign-in and a proof may rest on; recovery codes alone will never be one."""
    return [*authenticators(staff), *passkeys(staff)]


def has_primary_device(staff: Staff) -> bool:
    """Has this person registered something to prove with who they are?"""
    return bool(primary_devices(staff))


def normalised(code: str) -> str:
    """A code as it was meant: full-width digits and the gap that apps show are no mistakes."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", code))


def is_code(code: str) -> bool:
    """Has this the shape of a code? What has not is never tried, and so never counted."""
    return CODE.fullmatch(code) is not None


def prove(staff: Staff, code: str) -> Check:
    """Try a normalised code on the person's authenticators, in a transaction of its own.

    It is committed whatever the caller does next: a failure stays counted. Raises RuntimeError
    inside another transaction.
    """
    with transaction.atomic(durable=True):
        found = (
            Authenticator.objects.select_for_update()
            .filter(user=staff, confirmed=True)
            .order_by("pk")
        )
        return check_code(list(found), code)


def check_code(found: Sequence[Authenticator], code: str) -> Check:
    """Try a normalised code on one person's devices; the caller holds their rows locked.

    A wrong or used code counts as a failure of all of them, and a right one forgives all: more
    devices must not mean more guesses. During the wait even the right code is refused, and
    nothing counts. The caller's transaction must be committed whatever happens next.
    """
    if not found:
        return Check(Verdict.NO_DEVICE)
    wait = max(waiting_time(device) for device in found)
    if wait:
        return Check(Verdict.THROTTLED, wait=wait)
    readable = [device for device in found if _is_readable(device)]
    if not readable:
        return Check(Verdict.UNREADABLE)
    for device in readable:
        totp = _totp(device)
        if totp.verify(int(code), device.tolerance, device.last_t + 1):
            _accept(found, device, totp)
            return Check(Verdict.ACCEPTED, device=device)
    return _fail(found, readable, code)


def waiting_time(device: Any) -> int:
    """Seconds until the next try counts; 0 when it may come now."""
    allowed, why = device.verify_is_allowed()
    if allowed:
        return 0
    left: float = (why["locked_until"] - timezone.now()).total_seconds()
    return max(1, math.ceil(left))


def fits(device: Authenticator, code: str) -> bool:
    """Would this code be accepted now? Nothing is counted or used up: for a pending device only."""
    matched: bool = _totp(device).verify(int(code), device.tolerance, device.last_t + 1)
    return matched


def start_enrolment(staff: Staff) -> Authenticator:
    """A new secret; every other one that was not confirmed yet is dead from now on.

    Otherwise somebody who knew the temporary password could show themselves a secret first,
    and keep it when its owner registers.
    """
    with transaction.atomic():
        lock(staff)
        Authenticator.objects.filter(user=staff, confirmed=False).delete()
        return Authenticator.objects.create_for(staff, confirmed=False)


def pending_enrolment(staff: Staff, pk: int | None) -> Authenticator | None:
    """The device whose secret is being shown, unless it is dead or confirmed by now."""
    return Authenticator.objects.filter(pk=pk, user=staff, confirmed=False).first()


def confirm_enrolment(staff: Staff, pk: int, code: str, *, is_first: bool = True) -> Check | None:
    """Register the pending device if the code is right; None when the device is dead.

    `is_first` is the enrolment at sign-in: whoever has a device by now does not register
    another one there, without a proof.
    """
    with transaction.atomic():
        lock(staff)
        device = (
            Authenticator.objects.select_for_update()
            .filter(pk=pk, user=staff, confirmed=False)
            .first()
        )
        if device is None or (is_first and has_primary_device(staff)):
            return None
        check = check_code([device], code)
        if check.verdict is Verdict.ACCEPTED:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            trail.record(
                Action.FACTOR_ENROLLED,
                target=staff,
                actor=staff.as_actor(),
                detail={"device": device.persistent_id},
            )
        return check


def lock(staff: Staff) -> None:
    """Only one change of a person's devices at a time; until the transaction ends."""
    Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)


def _totp(device: Authenticator, offset: int = 0) -> TOTP:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + offset)
    totp.time = time.time()  # one moment for the code and for the note of its step
    return totp


def _is_readable(device: Authenticator) -> bool:
    try:
        return bool(device.bin_key)
    except UnreadableSecret as error:
        logger.error("the secret of %s cannot be read: %s", device.persistent_id, error)
        return False


def _accept(found: Sequence[Authenticator], device: Authenticator, totp: TOTP) -> None:
    device.last_t, device.drift = totp.t(), totp.drift
    device.set_last_used_timestamp(commit=False)  # type: ignore[no-untyped-call]
    for one in found:
        one.throttle_reset(commit=True)  # type: ignore[no-untyped-call]


def _fail(found: Sequence[Authenticator], readable: Sequence[Authenticator], code: str) -> Check:
    for device in found:
        device.throttle_increment(commit=True)  # type: ignore[no-untyped-call]
    failures: int = max(device.throttling_failure_count for device in found)
    is_spent = any(_is_spent(device, code) for device in readable)
    return Check(Verdict.USED if is_spent else Verdict.WRONG, wait=2 ** (failures - 1))


def _is_spent(device: Authenticator, code: str) -> bool:
    # Told only after the try was counted, and true only of codes that no longer open anything.
    for offset in range(-device.tolerance, device.tolerance + 1):
        totp = _totp(device, offset)
        if totp.t() <= device.last_t and totp.token() == int(code):
            return True
    return False
