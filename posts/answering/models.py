"""The shape of an answer to a finding: who said why it is right, and when; never edited."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff


class Answer(models.Model):
    """Why a draft is right although screening found something odd; the newest of a key counts.

    `key` is that of `posts.screening.findings.Finding`: the same as long as rule, place and the
    words concerned are the same. Empty words take an answer back.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.PROTECT, related_name="answers")
    key = models.CharField(max_length=16)
    words = models.TextField("確かめた内容", blank=True)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.key}"
