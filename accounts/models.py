"""Who the staff are, what they are appointed to, and what they have proved or been told."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils import timezone

from accounts.ranges import DateRange
from audit.trail import Actor


class Section(models.Model):
    """課: where staff work and to which a post belongs."""

    name = models.CharField("課名", max_length=60, unique=True)

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """Makes staff; allauth and Django look people up by `natural_key`."""

    def create_staff(
        self, staff_number: str, password: str | None = None, **fields: Any
    ) -> "Staff":
        """One account for one person (5.4(2)①); a password given here is a temporary one."""
        staff = self.model(staff_number=staff_number, **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff


class Staff(AbstractBaseUser):
    """One person. There is no superuser: nobody stands outside the rules of approval."""

    staff_number = models.CharField("職員番号", max_length=20, unique=True)
    name = models.CharField("氏名", max_length=60)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, verbose_name="課")
    email = models.EmailField("メールアドレス", blank=True)
    is_active = models.BooleanField("利用中", default=True)
    must_change_password = models.BooleanField("仮パスワード", default=True)

    USERNAME_FIELD = "staff_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[StaffManager] = StaffManager()

    def __str__(self) -> str:
        return f"{self.name}（{self.section.name}）"

    def get_full_name(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        """How this person is written into the audit trail."""
        return Actor(id=f"staff:{self.pk}", label=str(self))

    def holds(self, role: "Role") -> bool:
        """Is this person, active, appointed to the role today?"""
        return self.is_active and self.appointments.current().filter(role=role).exists()

    @property
    def may_draft(self) -> bool:
        """May this person write posts?"""
        return self.holds(Role.DRAFTER)

    @property
    def is_account_manager(self) -> bool:
        """Is this person アカウント管理者 today (運用)?"""
        return self.holds(Role.ACCOUNT_MANAGER)

    @property
    def may_stop_everything(self) -> bool:
        """May this person stop every sending? Everyone on duty may: stopping harms nobody."""
        return self.may_draft or self.is_account_manager

    @property
    def may_read_audit_trail(self) -> bool:
        """May this person read the audit trail?"""
        return self.holds(Role.AUDITOR) or self.holds(Role.ACCOUNT_MANAGER)


class Role(models.TextChoices):
    """What a person is appointed to; one person may hold several."""

    DRAFTER = "drafter", "起案者"
    ACCOUNT_MANAGER = "account_manager", "アカウント管理者"
    AUDITOR = "auditor", "監査者"


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


class StepUp(models.Model):
    """One fresh proof of identity for one act on one content; spent by its first right use."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="step_ups")
    action = models.CharField(max_length=40)
    target = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="bound",
                fields=["staff", "action", "target", "digest", "created_at", "expires_at"],
            ),
            pgtrigger.Protect(
                name="used_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__used_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"


class Notice(models.Model):
    """A mail to a person, written with the act it tells of and sent by a worker afterwards."""

    recipient = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notices")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="notice_unsent", fields=["next_attempt_at"], condition=models.Q(sent_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.subject
