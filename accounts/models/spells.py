"""What people registered for a time: from a moment to another, perhaps ended earlier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self, TypeVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models.staff import Staff
from accounts.ranges import MomentRange, RowPoint

Registered = TypeVar("Registered", bound=models.Model, covariant=True)


class SpellQuerySet(models.QuerySet[Registered]):
    """Scopes over spells."""

    def at(self, moment: datetime) -> Self:
        """Those that held at a moment: begun, not over, and already registered by then."""
        return self.filter(
            Q(starts_at__lte=moment, ends_at__gt=moment, registered_at__lte=moment),
            Q(ended_at__isnull=True) | Q(ended_at__gt=moment),
        )

    def not_over(self) -> Self:
        """Those that go on or are still to come, the nearest first."""
        return self.filter(ends_at__gt=timezone.now(), ended_at__isnull=True).order_by("starts_at")


class Spell(models.Model):
    """One spell of one person, whom the model names `staff`; it is never written anew."""

    starts_at = models.DateTimeField("開始日時")
    ends_at = models.DateTimeField("終了日時")
    registered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_going_on(self) -> bool:
        """Does it hold now?"""
        return self.ended_at is None and self.starts_at <= timezone.now() < self.ends_at


def spell_constraints(kind: str, *, alone: str) -> list[models.constraints.BaseConstraint]:
    """It ends after it starts, its early end is signed, and nobody has two at a time (`alone`)."""
    return [
        models.CheckConstraint(
            name=f"{kind}_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
        ),
        models.CheckConstraint(
            name=f"{kind}_end_is_signed",
            condition=Q(ended_at=None, ended_by=None)
            | Q(ended_at__isnull=False, ended_by__isnull=False),
        ),
        ExclusionConstraint(
            name=alone,
            expressions=[
                (RowPoint("staff_id"), RangeOperators.OVERLAPS),
                (
                    MomentRange("starts_at", Coalesce("ended_at", "ends_at")),
                    RangeOperators.OVERLAPS,
                ),
            ],
        ),
    ]


def spell_triggers(*more: str) -> Sequence[pgtrigger.Trigger]:
    """Kept for ever, as registered (also the fields of `more`), and ended once."""
    return [
        pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(
            name="as_registered",
            fields=["staff", "starts_at", "ends_at", *more, "registered_by", "registered_at"],
        ),
        pgtrigger.Protect(
            name="ended_once",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__ended_at__isnull=False),
        ),
    ]
