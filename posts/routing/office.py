"""Who decides at a moment, as far as it is the same for every post: asked once for all of them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts import absences, appointments, duties
from accounts.models import Absence, Duty, Staff


@dataclass(frozen=True)
class Office:
    """アカウント管理者 and the absence registered for them, the deputies present by rank, the duty.

    `away` are the ids of all who are registered as absent at that moment.
    """

    moment: datetime
    manager: Staff | None
    absence: Absence | None
    deputies: tuple[Staff, ...]
    turns: tuple[Duty, ...]
    away: frozenset[int]


def office_at(moment: datetime) -> Office:
    """The people of that moment."""
    manager = appointments.account_manager(timezone.localdate(moment))
    return Office(
        moment=moment,
        manager=manager,
        absence=absences.absence_of(manager, at=moment) if manager else None,
        deputies=tuple(one.staff for one in absences.present_deputies(moment)),
        turns=tuple(duties.on_duty(moment)),
        away=frozenset(Absence.objects.at(moment).values_list("staff_id", flat=True)),
    )
