"""What was decided on a revision, by whom, as what, with which proof of identity; never edited."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Absence, Duty, Staff, StepUp
from approvals.choices import LAST_WORD, Outcome
from approvals.models import guards, stand_ins
from posts.models import Revision
from posts.routing.choices import Capacity, Ground


class Decision(models.Model):
    """決裁: one decision for one revision, on the content that `digest` is the fingerprint of.

    An approval bounds the time of sending: not before `send_from`, not begun after `send_until`.
    """

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    decider = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="decisions")
    capacity = models.CharField(
        max_length=20, choices=Capacity.choices, default=Capacity.ACCOUNT_MANAGER
    )
    # 代決: by virtue of what.
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    ground_words = models.TextField("代決する理由", blank=True)
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, null=True, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    reason = models.TextField("理由", blank=True)
    step_up = models.OneToOneField(
        StepUp, on_delete=models.PROTECT, null=True, related_name="decision"
    )
    send_from = models.DateTimeField(null=True)
    send_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="decision_due", fields=["send_from"], condition=Q(outcome=Outcome.APPROVED)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="approval_needs_step_up",
                condition=~Q(outcome=Outcome.APPROVED) | Q(step_up__isnull=False),
            ),
            models.CheckConstraint(
                name="return_needs_reason",
                condition=Q(outcome=Outcome.APPROVED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="approval_bounds_the_sending",
                condition=Q(outcome=Outcome.APPROVED, send_until__gt=F("send_from"))
                | (~Q(outcome=Outcome.APPROVED) & Q(send_from=None, send_until=None)),
            ),
            models.CheckConstraint(
                name="last_word_is_of_few",
                condition=Q(outcome=Outcome.RETURNED) | Q(capacity__in=LAST_WORD),
            ),
            models.CheckConstraint(
                name="deputy_has_a_ground",
                condition=(Q(capacity=Capacity.DEPUTY) & ~Q(ground=""))
                | (~Q(capacity=Capacity.DEPUTY) & Q(ground="")),
            ),
            models.CheckConstraint(
                name="ground_is_shown",
                condition=(~Q(ground=Ground.ABSENCE) | Q(absence__isnull=False))
                # A 差戻し and a 却下 have their reason, and nobody is asked for words besides.
                & (~Q(ground=Ground.EMERGENCY, outcome=Outcome.APPROVED) | ~Q(ground_words="")),
            ),
            models.CheckConstraint(
                name="on_duty_by_the_roster",
                condition=~Q(capacity=Capacity.ON_DUTY) | Q(duty__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            *(
                pgtrigger.Trigger(
                    name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=func
                )
                for name, func in (
                    ("four_eyes", guards.REFUSE_CONTRIBUTORS),
                    ("not_suspended", guards.DECIDE_WHILE_ACTIVE),
                    ("in_office", guards.DECIDE_IN_OFFICE),
                    ("decides_what_stands", guards.DECIDE_ON_WHAT_STANDS),
                    ("approves_what_is_ready", guards.APPROVE_WHAT_IS_READY),
                    ("reported_on_earlier_emergencies", guards.OWE_NO_REPORT),
                    ("stands_in_within_limits", stand_ins.STAND_IN_WITHIN_LIMITS),
                    ("stands_in_on_a_ground", stand_ins.STAND_IN_ON_A_GROUND),
                    ("stands_in_by_rank", stand_ins.STAND_IN_BY_RANK),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.get_outcome_display()}"

    @property
    def is_for_another(self) -> bool:
        """Was it taken in place of アカウント管理者, who looks at it afterwards (後閲)?"""
        return self.capacity in {Capacity.DEPUTY, Capacity.ON_DUTY}
