"""後閲: what アカウント管理者 says afterwards of what others decided in their place."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Staff
from approvals.models import guards
from approvals.models.decisions import Decision


class LaterReview(models.Model):
    """確認, or 意見 in words; it changes nothing of the decision."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="later_review")
    reviewer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    has_opinion = models.BooleanField("意見がある", default=False)
    words = models.TextField("意見", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="opinion_is_in_words", condition=Q(has_opinion=False) | ~Q(words="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="of_anothers_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=guards.REVIEW_ANOTHERS_DECISION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.reviewer.name}"
