"""事後報告: what is written within a day after an emergency was approved."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff
from approvals.models import guards
from posts.models import Revision


class AfterReport(models.Model):
    """What happened, and what is to be done better, in the words of those who were there."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="after_report")
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    what_happened = models.TextField("経過")
    what_to_do_better = models.TextField("気づいた点と改善", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="after_report_says_what_happened", condition=~models.Q(what_happened="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="of_an_approved_emergency",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=guards.REPORT_AN_EMERGENCY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.written_by.name}"


class ReportReminder(models.Model):
    """Those who owe a report were told of it by mail; once at each of the two moments."""

    class Moment(models.TextChoices):
        """How near the end of the day that they have for it is."""

        SOON = "soon", "期限の4時間前"
        OVER = "over", "期限"

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=4, choices=Moment.choices)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminded_of_a_report_once_a_moment", fields=["revision", "moment"]
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.get_moment_display()}"
