"""What LINE has counted of a broadcast, and every question that was asked about it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Insight(models.Model):
    """LINE's numbers of one broadcast as they were at `counted_at`, in people.

    An empty number is not nought: `broadcasts/insight/words.py` says which of the reasons it has.
    """

    broadcast = models.OneToOneField(
        "broadcasts.Broadcast", on_delete=models.PROTECT, related_name="insight"
    )
    # Empty when nothing more is to be learnt; a time that has come is a question that is due.
    next_ask_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField("LINEに問い合わせた日時", null=True)
    delivered = models.PositiveIntegerField("届いた人数", null=True)
    opened = models.PositiveIntegerField("開いた人数", null=True)
    clicked = models.PositiveIntegerField("リンクを開いた人数", null=True)
    # Why the newest question brought nothing, in a sentence for people.
    problem = models.TextField("得られなかった理由", blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="insight_due", fields=["next_ask_at"], condition=Q(next_ask_at__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="insight_is_dated",
                condition=Q(counted_at__isnull=False)
                | Q(delivered=None, opened=None, clicked=None),
            ),
        ]
        triggers = [pgtrigger.Protect(name="insight_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.counted_at}"


class Outcome(models.TextChoices):
    """What came of a question."""

    OPEN = "open", "応答を待っている"
    ANSWERED = "answered", "応答あり"
    BUSY = "busy", "回数の制限"
    REFUSED = "refused", "受け付けられなかった"
    FAILED = "failed", "応答なし"


class Question(models.Model):
    """One question to LINE: written before it is asked, so that none goes uncounted.

    LINE keeps no log that its customers could read (development guide), and its limit of 60 an
    hour is kept by counting these rows.
    """

    insight = models.ForeignKey(Insight, on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    http_status = models.PositiveSmallIntegerField(null=True)
    words = models.TextField("LINEの応答", blank=True)

    class Meta:
        indexes = [models.Index(name="question_asked", fields=["asked_at"])]
        triggers = [pgtrigger.Protect(name="question_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.asked_at} {self.outcome}"
