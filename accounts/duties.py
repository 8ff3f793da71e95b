"""Who is on duty for emergencies at a moment: 緊急当番 of the roster who can still act.

Pure questions, asked about now when something is to be decided, and about the moment of a
decision when it is looked at again.
"""

from datetime import datetime

from django.utils import timezone

from accounts.models import Appointment, Duty, DutyQuerySet, Role, Staff
from accounts.models.roles import DUTY_ROLES


def on_duty(at: datetime | None = None) -> DutyQuerySet:
    """The turns that hold at a moment, now unless said otherwise, of people who can act in them.

    A turn had to be registered by then. It counts for nobody who is suspended, holds none of the
    roles of the roster on that day, or administers: 決裁 and 管理 stay apart here as well (運用).
    """
    return _standing(at or timezone.now()).filter(staff__is_active=True)


def duty_of(staff: Staff, at: datetime | None = None) -> Duty | None:
    """The turn by which a person is on duty at a moment, if there is one."""
    return on_duty(at).filter(staff=staff).first()


def was_on_duty(staff: Staff, *, at: datetime) -> DutyQuerySet:
    """The turns by which this person was on duty then, for looking at a decision again.

    Who is suspended or resumed since changes nothing.
    """
    return _standing(at).filter(staff=staff)


def _standing(moment: datetime) -> DutyQuerySet:
    held = Appointment.objects.held_at(moment)
    return (
        Duty.objects.at(moment)
        .filter(staff__in=held.filter(role__in=sorted(DUTY_ROLES)).values("staff"))
        .exclude(staff__in=held.filter(role=Role.ADMINISTRATOR).values("staff"))
        .select_related("staff__section")
        .order_by("starts_at", "staff__staff_number")
    )
