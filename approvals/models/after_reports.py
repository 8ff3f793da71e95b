"""事後報告: what is written within a day after an emergency was approved."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff
from posts.models import Revision


class AfterReport(models.Model):
    """What happened, and what is to be done better, in the words of those who were there."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="after_report")
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    what_happened = models.TextField("経過")
    what_to_do_better = models.TextField("気づいた点と改善")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="after_report_says_what_happened", condition=~models.Q(what_happened="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.written_by.name}"
