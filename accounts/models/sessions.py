"""Where a person is signed in: one row for each browser, from its sign-in to its end."""

import math
import uuid
from datetime import datetime, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.staff import Staff


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    """Scopes over sessions."""

    def open(self) -> "StaffSessionQuerySet":
        """Those that were not ended and have reached neither limit."""
        now = timezone.now()
        return self.filter(
            ended_at=None,
            active_at__gt=now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
            started_at__gt=now - timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS),
        )


class StaffSession(models.Model):
    """One sign-in of one person; a browser session without such a row is worth nothing.

    `active_at` is exact to a sixtieth of the idle limit, so that not every page writes a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="sessions")
    started_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=400, blank=True)
    ended_at = models.DateTimeField(null=True)
    # A second place: told to this session until its owner has read it.
    elsewhere_at = models.DateTimeField(null=True)
    elsewhere = models.CharField(max_length=100, blank=True)

    objects = StaffSessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                name="session_open", fields=["staff"], condition=models.Q(ended_at__isnull=True)
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="began_once", fields=["staff", "started_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def idle_ends_at(self) -> datetime:
        """When it ends if nothing is done in it any more."""
        return self.active_at + timedelta(seconds=settings.SESSION_IDLE_SECONDS)

    @property
    def absolute_ends_at(self) -> datetime:
        """When it ends whatever is done in it."""
        return self.started_at + timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS)

    @property
    def seconds_left(self) -> int:
        """Whole seconds until it ends by itself if nothing is done any more; 0 when it has.

        Rounded up: who goes to the sign-in page a moment too early is still signed in.
        """
        end = min(self.idle_ends_at, self.absolute_ends_at)
        return max(0, math.ceil((end - timezone.now()).total_seconds()))

    @property
    def is_over(self) -> bool:
        """Was it ended, or has it reached a limit, whether or not anybody has noticed?"""
        now = timezone.now()
        return self.ended_at is not None or min(self.idle_ends_at, self.absolute_ends_at) <= now
