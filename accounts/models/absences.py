"""不在: when somebody is away, said beforehand and kept as it was said."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models.spells import SpellQuerySet
from accounts.models.staff import Staff
from accounts.ranges import MomentRange, RowPoint


class AbsenceCategory(models.TextChoices):
    """Why somebody is away; shown to that person and to administrators only."""

    TRIP = "trip", "出張"
    LEAVE = "leave", "休暇"
    ILLNESS = "illness", "病気"
    OTHER = "other", "その他"


class AbsenceQuerySet(SpellQuerySet["Absence"]):
    """Scopes over absences."""


class Absence(models.Model):
    """One absence, from a moment to another; it may end earlier, and is never written anew."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="absences")
    starts_at = models.DateTimeField("開始日時")
    ends_at = models.DateTimeField("終了日時")
    category = models.CharField("区分", max_length=10, choices=AbsenceCategory.choices)
    note = models.TextField("登録の理由", blank=True)
    registered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="absence_of_another_has_a_reason",
                condition=Q(registered_by=F("staff")) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="absence_end_is_signed",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            ExclusionConstraint(
                name="one_absence_at_a_time",
                expressions=[
                    (RowPoint("staff_id"), RangeOperators.OVERLAPS),
                    (
                        MomentRange("starts_at", Coalesce("ended_at", "ends_at")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_registered",
                fields=[
                    *("staff", "starts_at", "ends_at", "category", "note"),
                    *("registered_by", "registered_at"),
                ],
            ),
            pgtrigger.Protect(
                name="ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.starts_at}–{self.ends_at}"

    @property
    def is_going_on(self) -> bool:
        """Is the person away now?"""
        return self.ended_at is None and self.starts_at <= timezone.now() < self.ends_at
