"""Who holds an office today, and who held it at another moment."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from accounts.models import Appointment, Role, Staff


def account_manager() -> Staff | None:
    """アカウント管理者 today (運用); None only while nobody is appointed."""
    appointment = (
        Appointment.objects.current()
        .filter(role=Role.ACCOUNT_MANAGER, staff__is_active=True)
        .select_related("staff__section")
        .first()
    )
    return appointment.staff if appointment else None


def was_account_manager(staff: Staff, *, at: datetime) -> bool:
    """Was this person アカウント管理者 on the day of that moment (Asia/Tokyo)?"""
    day = timezone.localdate(at)
    return (
        staff.appointments.filter(role=Role.ACCOUNT_MANAGER, starts_on__lte=day)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .exists()
    )
