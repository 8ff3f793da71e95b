"""Proofs of identity for single acts."""

import secrets
import uuid

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models.staff import Staff


def _new_nonce() -> str:
    return secrets.token_hex(32)


class StepUp(models.Model):
    """One fresh proof of identity for one act on one content; spent by its first right use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="step_ups")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    # Goes into the challenge of a passkey, so that an answer fits this row and no other.
    nonce = models.CharField(max_length=64, default=_new_nonce, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=200, blank=True)
    # Of a passkey: its answer, and with which public key it can be checked (accounts/evidence.py).
    evidence = models.JSONField(null=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="bound",
                fields=[
                    "staff",
                    "action",
                    "target",
                    "digest",
                    "nonce",
                    "created_at",
                    "expires_at",
                ],
            ),
            pgtrigger.Protect(
                name="used_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__used_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
