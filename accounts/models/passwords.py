"""Passwords of the past, of which only hashes are kept, and reports that one may be known."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models.staff import Staff


class PasswordHistory(models.Model):
    """One password that a person had, temporary ones included: its hash, never itself."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="password_history")
    password = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        triggers = [pgtrigger.Protect(name="past", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.created_at:%Y-%m-%d}"


class LeakReport(models.Model):
    """漏えいのおそれ: somebody may know a password or hold a device (5.4(3)④); an incident."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="leak_reports")
    reported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    note = models.TextField("気づいたこと", blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    ended_sessions = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-reported_at"]
        triggers = [
            pgtrigger.Protect(name="reported", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.reported_at:%Y-%m-%d}"
