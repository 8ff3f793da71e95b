"""The people, each with an account of their own, and the sections they work in."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from accounts.models.roles import STOPPING_ROLES, Role
from audit.trail import Actor


class Section(models.Model):
    """課: where staff work and to which a post belongs."""

    name = models.CharField("課名", max_length=60, unique=True)
    # 廃止: nobody works here any more; its posts and its record stay.
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """Makes staff; allauth and Django look people up by `natural_key`."""

    def create_staff(
        self, staff_number: str, password: str | None = None, **fields: Any
    ) -> "Staff":
        """One account for one person (5.4(2)①); a password given here is a temporary one."""
        if password and fields.get("must_change_password", True):
            life = timedelta(hours=settings.TEMPORARY_PASSWORD_HOURS)
            fields.setdefault("temporary_password_expires_at", timezone.now() + life)
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
    must_change_password = models.BooleanField("パスワードの変更待ち", default=True)
    # Of a temporary password only; one that must be changed after a leak has no such end.
    temporary_password_expires_at = models.DateTimeField(null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    confidentiality_acknowledged_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "staff_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[StaffManager] = StaffManager()

    def __str__(self) -> str:
        return f"{self.name}（{self.section.name}）"

    @property
    def with_section(self) -> str:
        """How a sentence speaks of this person: 情報政策課の田中 恵子さん."""
        return f"{self.section.name}の{self.name}さん"

    def get_full_name(self) -> str:
        return self.name

    @property
    def section_name(self) -> str:
        """What a password must not look like, among other things."""
        return self.section.name

    def as_actor(self) -> Actor:
        """How this person is written into the audit trail."""
        return Actor(id=f"staff:{self.pk}", label=str(self))

    def holds(self, role: Role) -> bool:
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
    def is_administrator(self) -> bool:
        """Does this person administer accounts and roles today?"""
        return self.holds(Role.ADMINISTRATOR)

    @property
    def may_stop_everything(self) -> bool:
        """May this person stop every sending? Everyone on duty may: stopping harms nobody."""
        if not self.is_active:
            return False
        held = self.appointments.current().filter(role__in=sorted(STOPPING_ROLES))
        return held.exists() or self.duties.at(timezone.now()).exists()

    @property
    def may_read_audit_trail(self) -> bool:
        """May this person read the audit trail?"""
        return self.holds(Role.AUDITOR) or self.holds(Role.ACCOUNT_MANAGER)
