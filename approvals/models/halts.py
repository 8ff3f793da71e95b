"""配信停止: one approved post was kept from going out; the reason may come afterwards."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from posts.models import Revision


class Halt(models.Model):
    """One post was stopped by one press; why is written down as soon as there is time for it."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="halt")
    stopped_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="halts")
    stopped_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField("止めた理由", blank=True)
    explained_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="halt_is_explained_in_words",
                condition=Q(explained_by=None, explained_at=None, reason="")
                | (Q(explained_by__isnull=False, explained_at__isnull=False) & ~Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="as_stopped", fields=["revision", "stopped_by", "stopped_at"]),
            pgtrigger.Protect(
                name="explained_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__explained_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.stopped_by.name}"
