"""How appointments end earlier than they were given for, or are taken back before they begin."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.models import Appointment, Role, Staff
from accounts.models.roles import SECTION_ROLES
from personnel.days import ONE_DAY, today


def end_on(
    appointment: Appointment, last_day: date, *, by: Staff, confirmed_by: Staff | None = None
) -> None:
    """Make that day the last one. PostgreSQL refuses a later end, or one by too few people."""
    Appointment.objects.filter(pk=appointment.pk).update(
        ends_on=last_day, ended_by=by, end_confirmed_by=confirmed_by, ended_at=timezone.now()
    )


def cancel(appointment: Appointment, *, by: Staff, confirmed_by: Staff | None = None) -> None:
    """Take back what has not begun. PostgreSQL refuses it for what has."""
    Appointment.objects.filter(pk=appointment.pk).update(
        cancelled_at=timezone.now(), ended_by=by, end_confirmed_by=confirmed_by
    )


def end_section_roles(staff: Staff, *, before: date, kept: Iterable[Role], by: Staff) -> None:
    """Roles of the old section end the day before; those given for later are for the new one."""
    roles = sorted(SECTION_ROLES - set(kept))
    last_day = before - ONE_DAY
    held = staff.appointments.from_day(before).filter(role__in=roles, starts_on__lt=before)
    for appointment in held:
        end_on(appointment, last_day, by=by)


def end_everything(staff: Staff, *, by: Staff) -> None:
    """Whatever is in force ends yesterday (what began today, today); the rest is taken back.

    No past day is rewritten: until now the roles were held. What two people must end is left to
    them; whoever calls this has seen that there is none.
    """
    now = today()
    yesterday = now - ONE_DAY
    running = Q(starts_on__lte=now) & (Q(ends_on=None) | Q(ends_on__gt=yesterday))
    for appointment in staff.appointments.from_day(now).filter(running):
        end_on(appointment, max(appointment.starts_on, yesterday), by=by)
    for appointment in staff.appointments.from_day(now).filter(starts_on__gt=now):
        cancel(appointment, by=by)
