"""予定表の購読: the key with which another calendar asks for the posts of one person."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models.staff import Staff


class CalendarKey(models.Model):
    """One key of one person: its fingerprint only, so that the database gives none away."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="calendar_keys")
    # SHA-256 of 256 random bits, in hex: nobody guesses those, so nothing slower is needed.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_calendar_key_at_a_time", fields=["staff"], condition=Q(ended_at=None)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="made_once", fields=["staff", "digest", "made_at"]),
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.made_at:%Y-%m-%d %H:%M}"
