"""Proofs of identity for single acts."""

import uuid

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models.staff import Staff


class StepUp(models.Model):
    """One fresh proof of identity for one act on one content; spent by its first right use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="step_ups")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="bound",
                fields=["staff", "action", "target", "digest", "created_at", "expires_at"],
            ),
            pgtrigger.Protect(
                name="used_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__used_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
