"""What was decided on a revision, by whom, with which proof of identity; never edited."""

import pgtrigger
from django.db import models
from django.utils import timezone

from accounts.models import Staff, StepUp
from posts.models import Revision

REFUSE_CONTRIBUTORS = """
IF NEW.outcome = 'approved' AND EXISTS (
    SELECT 1 FROM posts_contribution c JOIN posts_revision r ON r.post_id = c.post_id
    WHERE r.id = NEW.revision_id AND c.staff_id = NEW.decider_id
) THEN
    RAISE EXCEPTION 'staff % had a hand in revision % and cannot approve it',
        NEW.decider_id, NEW.revision_id USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

REFUSE_OTHER_DIGESTS = """
IF NOT EXISTS (
    SELECT 1 FROM posts_revision r WHERE r.id = NEW.revision_id AND r.digest = NEW.digest
) THEN
    RAISE EXCEPTION 'the decision is about another content than revision %', NEW.revision_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Outcome(models.TextChoices):
    APPROVED = "approved", "承認"
    RETURNED = "returned", "差戻し"


class Decision(models.Model):
    """決裁: one decision for one revision, on the content that `digest` is the fingerprint of."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    decider = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    reason = models.TextField("理由", blank=True)
    step_up = models.OneToOneField(
        StepUp, on_delete=models.PROTECT, null=True, related_name="decision"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="approval_needs_step_up",
                condition=models.Q(outcome=Outcome.RETURNED) | models.Q(step_up__isnull=False),
            ),
            models.CheckConstraint(
                name="return_needs_reason",
                condition=models.Q(outcome=Outcome.APPROVED) | ~models.Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="four_eyes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=REFUSE_CONTRIBUTORS,
            ),
            pgtrigger.Trigger(
                name="decides_what_stands",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=REFUSE_OTHER_DIGESTS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.get_outcome_display()}"
