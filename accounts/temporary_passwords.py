"""How somebody gets a password they have not chosen: once, for three days, to be replaced."""

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import sessions
from accounts.models import Staff
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action
from audit.trail import Actor

# Without those that are mistaken for each other on paper and on the telephone: i, l, o, 0, 1.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
DIGITS: Final = "23456789"
GROUPS, GROUP_LENGTH = 4, 4  # sixteen of 31 characters: 79 bits


def issue(staff: Staff, *, actor: Staff | Actor, reason: str = "") -> str:
    """A new temporary password, to be shown to whoever hands it over, once: only its hash is kept.

    It opens one thing, the choice of a password of one's own (5.4(3)⑥), until
    TEMPORARY_PASSWORD_HOURS have passed. All sessions of the person end. Who may issue one is for
    the caller to know; nobody may for themselves (PermissionDenied).
    """
    if isinstance(actor, Staff) and actor.pk == staff.pk:
        raise PermissionDenied("自分の仮パスワードは発行できません。")
    by = actor.as_actor() if isinstance(actor, Staff) else actor
    password = _random()
    with transaction.atomic():
        row = Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
        row.set_password(password)
        row.must_change_password = True
        row.password_changed_at = timezone.now()
        row.temporary_password_expires_at = timezone.now() + timedelta(
            hours=settings.TEMPORARY_PASSWORD_HOURS
        )
        row.save(
            update_fields=[
                "password",
                "must_change_password",
                "password_changed_at",
                "temporary_password_expires_at",
            ]
        )
        sessions.end_all(row, actor=by, why=Ending.PASSWORD_CHANGED)
        trail.record(
            Action.TEMPORARY_PASSWORD_ISSUED,
            target=row,
            actor=by,
            detail={
                "expires_at": row.temporary_password_expires_at.isoformat(),
                **({"reason": reason} if reason else {}),
            },
        )
    staff.refresh_from_db()
    return password


def has_expired(staff: Staff) -> bool:
    """Is the password a temporary one whose time is over? Then it is as good as a wrong one."""
    expires_at = staff.temporary_password_expires_at
    return staff.must_change_password and expires_at is not None and expires_at <= timezone.now()


def _random() -> str:
    while True:
        groups = [
            "".join(secrets.choice(LETTERS + DIGITS) for _ in range(GROUP_LENGTH))
            for _ in range(GROUPS)
        ]
        password = "-".join(groups)
        if set(password) & set(LETTERS) and set(password) & set(DIGITS):
            return password
