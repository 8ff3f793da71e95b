"""保留: who decides waits for something, and says for what."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from approvals.models import guards
from posts.models import Revision


class Hold(models.Model):
    """While one stands, the revision is not approved, and nobody is reminded of it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="holds")
    held_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField("保留の理由")
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_hold_at_a_time", fields=["revision"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(name="hold_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_end_is_signed",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="of_what_waits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=guards.HOLD_WHAT_WAITS,
            ),
            pgtrigger.ReadOnly(name="as_held", fields=["revision", "held_by", "held_at", "reason"]),
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.held_by.name}"
