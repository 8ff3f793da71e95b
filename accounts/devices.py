"""Which devices prove who somebody is, and what a code sent for one of them is worth."""

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Staff
from audit import trail
from audit.actions import Action

CODE_LENGTH: Final = 6
TOLERANCE_STEPS: Final = 1  # of 30 seconds, to either side
CODE: Final = re.compile(rf"[0-9]{{{CODE_LENGTH}}}")
NOT_A_CODE: Final = "確認コードは、認証アプリに表示された6桁の数字で入力してください。"


class Verdict(StrEnum):
    """What became of a code."""

    ACCEPTED = "accepted"
    WRONG = "wrong"
    USED = "used"
    THROTTLED = "throttled"


@dataclass(frozen=True)
class Check:
    """The outcome of one try; `wait` is how many seconds must pass before the next one counts."""

    verdict: Verdict
    wait: int = 0

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
        "確認コードの間違いが続いたため、入力を止めています。"
        "{wait}秒待ってから、もう一度入力してください。"
    ),
}


def primary_devices(staff: Staff) -> list[TOTPDevice]:
    """The devices a sign-in may rest on; recovery codes alone will never be one."""
    return list(TOTPDevice.objects.filter(user=staff, confirmed=True).order_by("pk"))


def has_primary_device(staff: Staff) -> bool:
    """Has this person registered something to prove with who they are?"""
    return bool(primary_devices(staff))


def normalised(code: str) -> str:
    """A code as it was meant: full-width digits and the gap that apps show are no mistakes."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", code))


def is_code(code: str) -> bool:
    """Has this the shape of a code? What has not is never tried, and so never counted."""
    return CODE.fullmatch(code) is not None


def check_code(device: TOTPDevice, code: str) -> Check:
    """Try a normalised code on a device whose row the caller holds locked in a transaction.

    A wrong or used code counts as a failure: the caller's transaction must be committed
    whatever happens next, or guessing would be free. During the wait even the right code is
    refused, and nothing counts.
    """
    allowed, why = device.verify_is_allowed()
    if not allowed:
        left = (why["locked_until"] - timezone.now()).total_seconds()
        return Check(Verdict.THROTTLED, wait=max(1, math.ceil(left)))
    if device.verify_token(code):
        return Check(Verdict.ACCEPTED)
    wait = device.get_throttle_factor() * 2 ** (device.throttling_failure_count - 1)
    return Check(Verdict.USED if _is_spent(device, code) else Verdict.WRONG, wait=wait)


def start_enrolment(staff: Staff) -> TOTPDevice:
    """A new secret; every other one that was not confirmed yet is dead from now on.

    Otherwise somebody who knew the temporary password could show themselves a secret first,
    and keep it when its owner registers.
    """
    with transaction.atomic():
        _lock(staff)
        TOTPDevice.objects.filter(user=staff, confirmed=False).delete()
        device: TOTPDevice = TOTPDevice.objects.create(
            user=staff, name="認証アプリ", confirmed=False, tolerance=TOLERANCE_STEPS
        )
        return device


def pending_enrolment(staff: Staff, pk: int | None) -> TOTPDevice | None:
    """The device whose secret is being shown, unless it is dead or confirmed by now."""
    return TOTPDevice.objects.filter(pk=pk, user=staff, confirmed=False).first()


def confirm_enrolment(staff: Staff, pk: int, code: str) -> Check | None:
    """Register the pending device if the code is right; None when the device is dead."""
    with transaction.atomic():
        _lock(staff)
        device = (
            TOTPDevice.objects.select_for_update()
            .filter(pk=pk, user=staff, confirmed=False)
            .first()
        )
        if device is None or has_primary_device(staff):
            return None
        check = check_code(device, code)
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


def _lock(staff: Staff) -> None:
    Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)


def _is_spent(device: TOTPDevice, code: str) -> bool:
    # Told only after the try was counted, and true only of codes that no longer open anything.
    for offset in range(-device.tolerance, device.tolerance + 1):
        totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + offset)
        if totp.t() <= device.last_t and totp.token() == int(code):
            return True
    return False
