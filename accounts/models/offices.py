"""任命: who holds which role from which day to which."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils import timezone

from accounts.models.roles import Role
from accounts.models.staff import Staff
from accounts.ranges import DateRange


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Scopes over appointments."""

    def current(self) -> "AppointmentQuerySet":
        """Those in force today (Asia/Tokyo)."""
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=today)
        )


class Appointment(models.Model):
    """任命: a role held from one day to another, both included; open when there is no end."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    starts_on = models.DateField("開始日")
    ends_on = models.DateField("終了日", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            # 運用: the account has one manager at any moment, whoever writes the rows.
            ExclusionConstraint(
                name="one_account_manager_at_a_time",
                expressions=[
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role=Role.ACCOUNT_MANAGER),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff.name} {self.get_role_display()} {self.starts_on}–{self.ends_on or ''}"
