"""How a person's own password is changed, and when it is due."""

import hashlib
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import notices, sessions, step_up
from accounts.models import Role, Staff, StaffSession, StepUp
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action

STEP_UP_ACTION: Final = "password_change"

_CHANGED: Final = """{name}さん（職員番号 {number}）のパスワードが変わりました。

ご自分で変えたときは、何もする必要はありません。
心当たりがないときは、すぐに情報政策課へ電話で連絡してください。
"""


class ChangedMeanwhile(Exception):
    """The password is not the one any more that the person proved to know."""


def choose(staff: Staff, password: str, *, keep: StaffSession | None = None) -> None:
    """A password of one's own, which has passed the validators; ends the other sessions.

    Every way in which people choose one ends here (`StaffAccountAdapter.set_password`).
    """
    with transaction.atomic():
        staff.set_password(password)
        staff.must_change_password = False
        staff.temporary_password_expires_at = None
        staff.password_changed_at = timezone.now()
        staff.save(
            update_fields=[
                "password",
                "must_change_password",
                "temporary_password_expires_at",
                "password_changed_at",
            ]
        )
        sessions.end_all(staff, actor=staff, why=Ending.PASSWORD_CHANGED, keep=keep)
        notices.tell(
            staff,
            subject="パスワードが変わりました",
            body=_CHANGED.format(name=staff.name, number=staff.staff_number),
        )
        trail.record(Action.PASSWORD_CHANGED, target=staff, actor=staff.as_actor(), detail={})


def begin_change(*, actor: Staff) -> StepUp:
    """Open the proof for changing one's own password as it stands."""
    return step_up.begin(
        staff=actor, action=STEP_UP_ACTION, target=trail.target_of(actor), digest=digest(actor)
    )


def change(
    password: str, *, actor: Staff, step_up_id: str, proof: dict[str, str], keep: StaffSession
) -> Staff:
    """Replace one's own password behind a fresh proof; `keep` is the session that goes on.

    Returns the person as they are now. Raises StepUpRefused, and ChangedMeanwhile when somebody
    else was faster. `password` has passed the validators.
    """
    proved = digest(actor)
    step_up.confirm(
        step_up_id,
        staff=actor,
        action=STEP_UP_ACTION,
        target=trail.target_of(actor),
        digest=proved,
        **proof,
    )
    with transaction.atomic():
        row = Staff.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if digest(row) != proved:
            raise ChangedMeanwhile(f"the password of staff {actor.pk} has been changed meanwhile")
        choose(row, password, keep=keep)
    return row


def digest(staff: Staff) -> str:
    """What the proof for a change is bound to: the password as it stands (SHA-256 of its hash)."""
    return hashlib.sha256(staff.password.encode()).hexdigest()


def is_due(staff: Staff) -> bool:
    """Must this person choose a new password at the next sign-in?"""
    return staff.must_change_password or _is_too_old(staff)


def demand_change(staff: Staff) -> None:
    """At the sign-in of an administrator whose password has reached its age: it is due now."""
    if staff.must_change_password or not _is_too_old(staff):
        return
    with transaction.atomic():
        Staff.objects.filter(pk=staff.pk).update(must_change_password=True)
        trail.record(Action.PASSWORD_EXPIRED, target=staff, actor=staff.as_actor(), detail={})
    staff.must_change_password = True


def _is_too_old(staff: Staff) -> bool:
    # For administrators only, and only where the setting says so: for ordinary staff the
    # guideline dropped periodic changes in 2018.
    days: int = settings.ADMINISTRATOR_PASSWORD_DAYS
    if not days or not staff.holds(Role.ADMINISTRATOR):
        return False
    changed_at = staff.password_changed_at
    return changed_at is None or changed_at <= timezone.now() - timedelta(days=days)
