"""The shape of a 文例 and of its versions: a text with gaps that is good for some time."""

from datetime import date
from typing import Any, Final

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Section, Staff, StepUp
from posts.choices import Category
from posts.kinds.choices import Level

REFUSE_ITS_MAKER: Final = """
IF EXISTS (
    SELECT 1 FROM posts_patternversion v JOIN posts_patternversion other
        ON other.pattern_id = v.pattern_id
    WHERE v.id = NEW.version_id AND other.made_by_id = NEW.approved_by_id
) THEN
    RAISE EXCEPTION 'staff % wrote pattern version % and cannot approve it',
        NEW.approved_by_id, NEW.version_id USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class PatternQuerySet(models.QuerySet["Pattern"]):
    """Scopes over 文例."""

    def usable(self) -> "PatternQuerySet":
        """Those that an ordinary post may be written from today."""
        return self.good().filter(current__level="")

    def good(self) -> "PatternQuerySet":
        """Those that are in use today, emergencies among them."""
        today = timezone.localdate()
        return self.filter(
            retired_at=None, current__valid_from__lte=today, current__valid_until__gte=today
        )

    def emergencies(self) -> "PatternQuerySet":
        """緊急の文例 that were not retired, approved or not, the lowest level first."""
        found = self.filter(retired_at=None).exclude(current__level="")
        kept = found.select_related("current__approval__step_up", "section")
        return kept.order_by("current__level", "current__title", "pk")


class Pattern(models.Model):
    """A 文例 of a section; what it says stands in its versions."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="patterns")
    current = models.ForeignKey(
        "PatternVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    retired_because = models.TextField("廃止の理由", blank=True)

    objects = PatternQuerySet.as_manager()

    class Meta:
        ordering = ["current__title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pattern_is_retired_by_somebody_for_a_reason",
                condition=Q(retired_at=None, retired_by=None, retired_because="")
                | (Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_because="")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.current.title if self.current else f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("pattern", args=[self.pk])

    @property
    def is_emergency(self) -> bool:
        """Is it a 緊急の文例, from which only emergencies are written?"""
        return self.current is not None and self.current.level != ""

    def why_not_use(self, today: date) -> str:
        """Empty when a post may be written from it on that day; otherwise the reason."""
        version = self.current
        if self.retired_at or version is None:
            return "この文例は廃止されました。"
        if today > version.valid_until:
            return "この文例は有効期限が過ぎています。内容を確かめて、新しい版を作ってください。"
        if today < version.valid_from:
            return "この文例は、まだ使い始める日になっていません。"
        return ""


class PatternVersion(models.Model):
    """What a 文例 says since somebody changed it.

    `bubbles` are stored as those of a post, with gaps such as ｛開催日｝ in their words; `gaps`
    holds one object per gap: name, label, example and kind.
    """

    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版")
    title = models.CharField("文例の名前", max_length=100)
    category = models.CharField("分類", max_length=1, choices=Category.choices)
    bubbles = models.JSONField(default=list)
    gaps: Any = models.JSONField(default=list)
    valid_from = models.DateField("使い始める日")
    valid_until = models.DateField("有効期限")
    # 緊急の文例: what it tells people to do. It is used only once somebody else approved it.
    level = models.CharField("警戒レベル", max_length=1, choices=Level.choices, blank=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pattern", "number"]
        constraints = [
            models.UniqueConstraint(
                name="one_pattern_version_per_number", fields=["pattern", "number"]
            ),
            models.CheckConstraint(
                name="pattern_version_ends_after_it_begins",
                condition=Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="pattern_version_for_emergencies_is_of_category_5",
                condition=Q(level="") | Q(category=Category.WEATHER),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def writers(self) -> models.QuerySet[Staff]:
        """Whose words may be in it without anybody else's approval: barred from deciding.

        The makers of this version and of earlier ones, back to the last one that was approved;
        nobody where this one was.
        """
        before = PatternVersion.objects.filter(pattern=self.pattern_id, number__lte=self.number)
        approved = before.filter(approval__isnull=False).order_by("-number").first()
        since = before.filter(number__gt=approved.number if approved else 0)
        found = Staff.objects.filter(pk__in=since.values("made_by"))
        return found.select_related("section").order_by("staff_number")


class PatternApproval(models.Model):
    """緊急の文例 was approved beforehand, by somebody who wrote none of its versions.

    `digest` seals what was approved: `posts/patterns/approving.py` makes it.
    """

    version = models.OneToOneField(
        PatternVersion, on_delete=models.PROTECT, related_name="approval"
    )
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    step_up = models.OneToOneField(StepUp, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="four_eyes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=REFUSE_ITS_MAKER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.approved_by.name}"
