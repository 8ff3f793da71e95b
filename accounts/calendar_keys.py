"""How does a person get an address for another calendar, end it, and whose is one that comes in?"""

import hashlib
import secrets
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.models import CalendarKey, Staff
from audit import trail
from audit.actions import Action

BYTES: Final = 32  # 256 bits
_TOLD: Final = """予定表の購読用アドレスを作りました。
このアドレスを知っている人は、ログインせずに、投稿の件名・状態・日時を見られます。

自分で作った覚えがないときは、すぐに「自分のアカウント」から漏えいのおそれを報告してください。
報告すると、このアドレスも使えなくなります。
"""


def make(staff: Staff) -> str:
    """A new key for oneself, in the place of an earlier one; it is told this once only.

    The person is told by mail: whoever has the key needs no sign-in.
    """
    key = secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        Staff.objects.select_for_update().get(pk=staff.pk)  # two presses: one after the other
        _end_keys_of(staff)
        CalendarKey.objects.create(staff=staff, digest=_digest(key))
        notices.tell(staff, subject="予定表の購読用アドレスを作りました", body=_TOLD)
        trail.record(Action.CALENDAR_KEY_MADE, target=staff, actor=staff.as_actor(), detail={})
    return key


def end(staff: Staff, *, actor: Staff) -> bool:
    """End the key of a person, if there is one; False when there is none."""
    with transaction.atomic():
        ended = _end_keys_of(staff)
        if ended:
            trail.record(Action.CALENDAR_KEY_ENDED, target=staff, actor=actor.as_actor(), detail={})
    return ended


def current_of(staff: Staff) -> CalendarKey | None:
    """The key that another calendar may use now."""
    return CalendarKey.objects.filter(staff=staff, ended_at=None).first()


def holder_of(key: str) -> Staff | None:
    """Whose key it is; None for an ended one, and for whoever may not sign in or has no role."""
    found = (
        CalendarKey.objects.select_related("staff__section")
        .filter(digest=_digest(key), ended_at=None)
        .first()
    )
    if found is None or not found.staff.is_active or found.staff.must_change_password:
        return None
    return found.staff if found.staff.appointments.current().exists() else None


def _end_keys_of(staff: Staff) -> bool:
    open_ones = CalendarKey.objects.filter(staff=staff, ended_at=None)
    return bool(open_ones.update(ended_at=timezone.now()))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
