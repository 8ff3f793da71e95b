"""決裁ルート: the table of what a post has to pass, how a revision passed it, who was asked."""

from typing import Final

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Section, Staff
from accounts.models.offices import held_in_sql
from posts.choices import Category
from posts.routing.choices import RuleKind, StepKind

# Only 課内確認者 of the section asked, in the order of the route, and nobody with a hand in it.
ENDORSE_IN_TURN: Final = f"""
IF EXISTS (
    SELECT 1 FROM posts_step s JOIN posts_revision r ON r.id = s.revision_id
    JOIN posts_contribution c ON c.post_id = r.post_id
    WHERE s.id = NEW.step_id AND c.staff_id = NEW.staff_id
) THEN
    RAISE EXCEPTION 'staff % had a hand in the post of step %', NEW.staff_id, NEW.step_id
        USING ERRCODE = 'check_violation';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM posts_step s JOIN posts_revision r ON r.id = s.revision_id
    JOIN posts_post p ON p.id = r.post_id AND p.current_revision_id = r.id
    JOIN accounts_staff a ON a.id = NEW.staff_id AND a.section_id = s.section_id
    JOIN accounts_appointment o ON o.staff_id = a.id AND o.role = 'section_reviewer'
        AND {held_in_sql("o", "NEW.at")}
    WHERE s.id = NEW.step_id AND p.status = 'in_approval' AND NOT EXISTS (
        SELECT 1 FROM posts_step earlier
        LEFT JOIN posts_endorsement e ON e.step_id = earlier.id
        WHERE earlier.revision_id = s.revision_id AND earlier.number < s.number AND e.id IS NULL
    )
) THEN
    RAISE EXCEPTION 'step % is not for staff % now', NEW.step_id, NEW.staff_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""  # noqa: S608 - of constants


class RouteRuleQuerySet(models.QuerySet["RouteRule"]):
    """Scopes over rules."""

    def in_force(self) -> "RouteRuleQuerySet":
        """Those that hold now."""
        return self.filter(ended_at=None).select_related("section", "consulted")

    def about(self, *, category: str, section: Section) -> "RouteRuleQuerySet":
        """Those in force about the posts of a category and a section."""
        return self.in_force().filter(
            Q(category="") | Q(category=category), Q(section=None) | Q(section=section)
        )


class RouteRule(models.Model):
    """One line of the table; an empty category or section stands for all of them.

    The last step is in no line: アカウント管理者 always decides (運用).
    """

    kind = models.CharField("内容", max_length=12, choices=RuleKind.choices)
    category = models.CharField("分類", max_length=1, choices=Category.choices, blank=True)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consulted = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField("理由")
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField("廃止の理由", blank=True)

    objects = RouteRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "category", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_rule_of_its_kind",
                fields=["kind", "category", "section", "consulted"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="rule_consults_a_section",
                condition=Q(kind=RuleKind.CONSULTATION, consulted__isnull=False)
                | (~Q(kind=RuleKind.CONSULTATION) & Q(consulted=None)),
            ),
            models.CheckConstraint(
                name="rule_has_a_reason",
                condition=~Q(reason="")
                & (
                    Q(ended_at=None, ended_by=None, ended_because="")
                    | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""))
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_made",
                fields=[
                    *("kind", "category", "section", "consulted", "made_by", "made_at", "reason"),
                ],
            ),
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Step(models.Model):
    """What one revision has to pass before アカウント管理者 decides, in the order of `number`."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["revision", "number"]
        constraints = [
            models.UniqueConstraint(name="one_step_per_number", fields=["revision", "number"]),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.section.name}）"


class Endorsement(models.Model):
    """課内確認 or 合議 was given; an objection is a 差戻し, thus a decision."""

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="endorsement")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField("意見", blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="in_turn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ENDORSE_IN_TURN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.staff.name}"


class Call(models.Model):
    """One mail to one person about one step (none: the last one); the first, or a reminder."""

    revision = models.ForeignKey("posts.Revision", on_delete=models.PROTECT, related_name="calls")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="calls")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="called_once_for_one_thing",
                fields=["revision", "step", "staff", "number"],
                nulls_distinct=False,
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.revision} {self.staff.name} {self.number}"
