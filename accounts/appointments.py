"""Who holds an office today, and who held it at another moment."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Appointment, Role, Staff


def account_manager(on: date | None = None) -> Staff | None:
    """アカウント管理者 on a day, today unless said otherwise; None while nobody is appointed."""
    found = holders(Role.ACCOUNT_MANAGER, on=on or timezone.localdate())
    return found.first()


def was_account_manager(staff: Staff, *, at: datetime) -> bool:
    """Was this person アカウント管理者 at that moment?"""
    return staff.appointments.held_at(at).filter(role=Role.ACCOUNT_MANAGER).exists()


def administrators(on: date | None = None) -> QuerySet[Staff]:
    """システム管理者 who can act on a day, today unless said otherwise."""
    return holders(Role.ADMINISTRATOR, on=on or timezone.localdate())


def holders(role: Role, *, on: date) -> QuerySet[Staff]:
    """Everyone, not suspended, who holds a role on a day, in the order of their numbers."""
    held = Appointment.objects.on(on).filter(role=role)
    return (
        Staff.objects.filter(is_active=True, appointments__in=held)
        .select_related("section")
        .order_by("staff_number")
        .distinct()
    )
