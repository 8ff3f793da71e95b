"""任命: who holds which role from which day to which, and which two people gave it."""

from datetime import date, datetime, timedelta
from typing import Final

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models.roles import DECIDING_ROLES, SENSITIVE_ROLES, Role
from accounts.models.staff import Staff
from accounts.ranges import DateRange, IntegerPoint, NumberOf, RowPoint

HOLDS: Final = Q(cancelled_at=None)
SENSITIVE: Final = Q(role__in=sorted(SENSITIVE_ROLES))
SENSITIVE_NAMES: Final = ", ".join(f"'{role}'" for role in sorted(SENSITIVE_ROLES))
# A longer or a second term is a new appointment, given anew; and no past day is rewritten.
ENDING: Final = f"""
    IF OLD.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'a cancelled appointment stays cancelled';
    END IF;
    IF NEW.cancelled_at IS NOT NULL
       AND OLD.starts_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date THEN
        RAISE EXCEPTION 'only what has not begun is cancelled';
    END IF;
    IF NEW.ends_on IS DISTINCT FROM OLD.ends_on
       AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on) THEN
        RAISE EXCEPTION 'an appointment is not made longer';
    END IF;
    IF NEW.ended_by_id IS NULL OR NEW.ended_by_id = NEW.staff_id THEN
        RAISE EXCEPTION 'nobody ends an appointment of their own';
    END IF;
    IF NEW.role IN ({SENSITIVE_NAMES})
       AND (NEW.end_confirmed_by_id IS NULL
            OR NEW.end_confirmed_by_id IN (NEW.staff_id, NEW.ended_by_id)) THEN
        RAISE EXCEPTION 'this role is ended by two people only';
    END IF;
    IF NEW.role IN ({SENSITIVE_NAMES})
       AND NEW.ends_on IS DISTINCT FROM OLD.ends_on
       AND NEW.ends_on < (now() AT TIME ZONE 'Asia/Tokyo')::date - 1 THEN
        RAISE EXCEPTION 'no past day of this role is taken back';
    END IF;
    RETURN NEW;
"""


def held_in_sql(appointment: str, moment: str) -> str:
    """A condition for triggers: is that row in force on the day of that moment, as far as known?"""
    day = f"({moment} AT TIME ZONE 'Asia/Tokyo')::date"
    return (
        f"({appointment}.cancelled_at IS NULL AND {appointment}.starts_on <= {day}"
        f" AND coalesce({appointment}.ends_on, 'infinity') >= {day})"
    )


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Scopes over appointments."""

    def on(self, day: date) -> "AppointmentQuerySet":
        """Those in force on a day (Asia/Tokyo)."""
        return self.from_day(day).filter(starts_on__lte=day)

    def held_at(self, moment: datetime) -> "AppointmentQuerySet":
        """Those in force at a moment, for looking at an act again.

        A transfer of today ends a role yesterday; what was done in office before it stays done.
        """
        day = timezone.localdate(moment)
        ended_since = Q(ends_on=day - timedelta(days=1), ended_at__gt=moment)
        in_force = Q(ends_on__isnull=True) | Q(ends_on__gte=day) | ended_since
        return self.filter(HOLDS, in_force, starts_on__lte=day)

    def from_day(self, day: date) -> "AppointmentQuerySet":
        """Those in force on a day or later."""
        return self.filter(HOLDS).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def current(self) -> "AppointmentQuerySet":
        """Those in force today (Asia/Tokyo)."""
        return self.on(timezone.localdate())


class Appointment(models.Model):
    """任命: a role held from one day to another, both included; open when there is no end."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)
    # 代決の順位: who decides first while the account manager is away; without one, last of all.
    rank = models.PositiveSmallIntegerField("順位", null=True, blank=True)
    reason = models.TextField("理由", blank=True)
    given_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    # Made by the command line of the installation or with sample data: by nobody of the office.
    installed = models.BooleanField(default=False)
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    end_confirmed_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # When the end was written down, which may be later than the last day.
    ended_at = models.DateTimeField(null=True)
    # 任命の取消し: taken back before its first day, so that it was never in force.
    cancelled_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            # 運用: the account has one manager at any moment, whoever writes the rows.
            ExclusionConstraint(
                name="one_account_manager_at_a_time",
                expressions=[
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role=Role.ACCOUNT_MANAGER) & HOLDS,
            ),
            ExclusionConstraint(
                name="a_role_is_held_once_at_a_time",
                expressions=[
                    (RowPoint("staff_id"), RangeOperators.OVERLAPS),
                    (IntegerPoint(NumberOf("role", Role.values)), RangeOperators.OVERLAPS),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=HOLDS,
            ),
            # 決裁 and 管理 stand at the neighbouring numbers 0 and 1: adjacent, thus excluded.
            ExclusionConstraint(
                name="who_administers_does_not_decide",
                expressions=[
                    (RowPoint("staff_id"), RangeOperators.OVERLAPS),
                    (
                        IntegerPoint(NumberOf("role", [Role.ADMINISTRATOR.value])),
                        RangeOperators.ADJACENT_TO,
                    ),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=sorted({Role.ADMINISTRATOR, *DECIDING_ROLES})) & HOLDS,
            ),
            ExclusionConstraint(
                name="a_rank_has_one_deputy_at_a_time",
                expressions=[
                    (IntegerPoint("rank"), RangeOperators.OVERLAPS),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(rank__isnull=False) & HOLDS,
            ),
            models.CheckConstraint(
                name="only_deputies_have_a_rank",
                condition=Q(rank__isnull=True) | Q(role=Role.DEPUTY),
            ),
            # Nobody gives a role to themselves, and what can approve or administer takes two.
            models.CheckConstraint(
                name="appointment_is_given_by_others",
                condition=Q(installed=True, given_by=None, confirmed_by=None)
                | (
                    Q(installed=False, given_by__isnull=False)
                    & ~Q(given_by=F("staff"))
                    & (~SENSITIVE | Q(confirmed_by__isnull=False))
                    & (
                        Q(confirmed_by=None)
                        | (~Q(confirmed_by=F("staff")) & ~Q(confirmed_by=F("given_by")))
                    )
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_given",
                fields=[
                    *("staff", "role", "starts_on", "rank", "reason"),
                    *("given_by", "confirmed_by", "given_at", "installed"),
                ],
            ),
            pgtrigger.Trigger(
                name="ends_earlier_by_others",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("ends_on", "cancelled_at"),
                func=ENDING,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_role_display()} {self.starts_on}–{self.ends_on or ''}"

    @property
    def is_sensitive(self) -> bool:
        """Was it given by two people, and is it taken early by two only?"""
        return Role(self.role).is_sensitive

    @property
    def is_current(self) -> bool:
        """Is it in force today (Asia/Tokyo)?"""
        today = timezone.localdate()
        ended = self.ends_on is not None and self.ends_on < today
        return self.cancelled_at is None and self.starts_on <= today and not ended

    @property
    def is_to_come(self) -> bool:
        """Will it be in force on a later day?"""
        return self.cancelled_at is None and self.starts_on > timezone.localdate()
