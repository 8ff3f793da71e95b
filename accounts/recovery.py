"""回復コード: ten codes on paper that open one sign-in each, for whoever has lost the phone.

They open the sign-in only. No act that asks for a proof takes them, the change of one's own
factors included: paper and a password must not be enough to approve, or to register a phone.
A lost phone is replaced by an administrator (`accounts.factors`); the codes bridge the time.
"""

import hashlib
import hmac
import logging
import re
import secrets
import unicodedata
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts import encryption, notices
from accounts.devices import Check, Verdict, lock, waiting_time
from accounts.encryption import UnreadableSecret
from accounts.models import RecoveryCode, RecoverySheet, Staff
from accounts.models.factors import owner
from audit import trail
from audit.actions import Action

logger = logging.getLogger(__name__)

HOW_MANY: Final = 10
FEW: Final = 3
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing looks alike
GROUPS: Final = 3
GROUP: Final = 4  # 12 letters of 5 bits
SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{GROUPS * GROUP}}}")
LOOK_ALIKE: Final = str.maketrans("OIL", "011")
NOT_A_CODE: Final = "回復コードは、控えのとおり12文字で入力してください。"
MESSAGES: Final = {
    Verdict.WRONG: (
        "回復コードが違うか、使用済みです。{wait}秒以上待ってから、別の回復コードを"
        "入力してください。"
    ),
    Verdict.THROTTLED: (
        "間違いの後、少しの間、回復コードの入力を止めています。"
        "{wait}秒待ってから、もう一度入力してください。"
    ),
    Verdict.UNREADABLE: (
        "システムの設定のため、回復コードを確かめられません。情報政策課へ連絡してください。"
    ),
    Verdict.NO_DEVICE: "回復コードが発行されていません。情報政策課へ連絡してください。",
}


def issue(staff: Staff) -> list[str]:
    """Ten new codes, to be shown once; those issued before open nothing any more.

    Call it inside the transaction of the act that led to it.
    """
    codes = [_new_code() for _ in range(HOW_MANY)]
    now = timezone.now()
    lock(staff)
    sheet, _ = RecoverySheet.objects.update_or_create(
        user=staff, defaults={"name": "回復コード", "issued_at": now}
    )
    sheet.codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(sheet=sheet, sealed_digest=_sealed(staff, code)) for code in codes
    )
    trail.record(
        Action.RECOVERY_CODES_ISSUED,
        target=staff,
        actor=staff.as_actor(),
        detail={"count": len(codes)},
    )
    return ["-".join(re.findall(f".{{{GROUP}}}", code)) for code in codes]


def sheet_of(staff: Staff) -> RecoverySheet | None:
    """The person's sheet, if any was issued."""
    return RecoverySheet.objects.filter(user=staff).first()


def how_many_left(staff: Staff) -> int:
    """How many codes have not been used."""
    return RecoveryCode.objects.filter(sheet__user=staff, used_at=None).count()


def normalised(typed: str) -> str:
    """A code as it was meant: gaps, hyphens, small and full-width letters are no mistakes."""
    plain = re.sub(r"[\s\-‐－ー―]", "", unicodedata.normalize("NFKC", typed))
    return plain.upper().translate(LOOK_ALIKE)


def is_code(code: str) -> bool:
    """Has this the shape of a code? What has not is never tried, and so never counted."""
    return SHAPE.fullmatch(code) is not None


def use(staff: Staff, code: str) -> Check:
    """Try a normalised code, in a transaction of its own; a right one is spent and told by mail.

    Of the same code sent several times at once one is accepted. Raises RuntimeError inside
    another transaction.
    """
    with transaction.atomic(durable=True):
        sheet = RecoverySheet.objects.select_for_update().filter(user=staff).first()
        if sheet is None:
            return Check(Verdict.NO_DEVICE)
        if wait := waiting_time(sheet):
            return Check(Verdict.THROTTLED, wait=wait)
        found = _find(staff, sheet, code)
        if isinstance(found, Verdict):
            return _refuse(sheet, found)
        _spend(staff, sheet, found)
        return Check(Verdict.ACCEPTED, device=sheet)


def _refuse(sheet: RecoverySheet, verdict: Verdict) -> Check:
    if verdict is not Verdict.WRONG:
        return Check(verdict)
    sheet.throttle_increment(commit=True)  # type: ignore[no-untyped-call]
    return Check(verdict, wait=2 ** (sheet.throttling_failure_count - 1))


def _find(staff: Staff, sheet: RecoverySheet, code: str) -> RecoveryCode | Verdict:
    unused = list(sheet.codes.filter(used_at=None).order_by("pk"))
    unreadable = 0
    for row in unused:
        try:
            digest = encryption.decrypt(row.sealed_digest, owner=owner(staff.pk))
        except UnreadableSecret as error:
            logger.error("recovery code %s cannot be read: %s", row.pk, error)
            unreadable += 1
        else:
            if hmac.compare_digest(digest, _digest(staff, code)):
                return row
    return Verdict.UNREADABLE if unused and unreadable == len(unused) else Verdict.WRONG


def _spend(staff: Staff, sheet: RecoverySheet, row: RecoveryCode) -> None:
    row.used_at = timezone.now()
    row.save(update_fields=["used_at"])
    sheet.set_last_used_timestamp(commit=False)  # type: ignore[no-untyped-call]
    sheet.throttle_reset(commit=True)  # type: ignore[no-untyped-call]
    left = how_many_left(staff)
    _tell(staff, left)
    trail.record(
        Action.RECOVERY_CODE_USED, target=staff, actor=staff.as_actor(), detail={"left": left}
    )


def _tell(staff: Staff, left: int) -> None:
    more = (
        "残りが少なくなりました。認証アプリまたはパスキーが使えるうちに、"
        "「認証手段」の画面で新しい回復コードを発行してください。\n\n"
        if left <= FEW
        else ""
    )
    notices.tell(
        staff,
        subject="回復コードでログインがありました",
        body=(
            f"{staff.name}さんの回復コードが1つ使われました。未使用の回復コードは{left}個です。\n\n"
            f"{more}"
            "心当たりがないときは、すぐに情報政策課へ連絡してください。\n"
        ),
    )


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))


def _digest(staff: Staff, code: str) -> bytes:
    return hashlib.sha256(f"{owner(staff.pk)}\n{code}".encode()).digest()


def _sealed(staff: Staff, code: str) -> str:
    return encryption.encrypt(_digest(staff, code), owner=owner(staff.pk))
