"""Mails to staff, written before they are sent."""

from django.db import models
from django.utils import timezone

from accounts.models.staff import Staff


class Notice(models.Model):
    """A mail to a person, written with the act it tells of and sent by a worker afterwards."""

    recipient = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notices")
    # Of a mail to an address that is the person's no more; otherwise it goes where they are now.
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="notice_unsent", fields=["next_attempt_at"], condition=models.Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.subject
