"""棚卸し: that accounts and roles were looked through, when, by whom, and what was found."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff


class ReviewSignOff(models.Model):
    """One review, signed off with the numbers as they were; never changed, never deleted."""

    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField()
    note = models.TextField("所見", blank=True)

    class Meta:
        ordering = ["-signed_at"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.signed_at:%Y-%m-%d} {self.signed_by.name}"
