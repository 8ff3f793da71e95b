"""How people stand at the moment, for one or for thousands with the same few queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from accounts.models import Appointment, Staff
from personnel.days import today
from personnel.models import Movement, MovementKind, RoleRequest


@dataclass
class Situation:
    """One person: what they hold from today on, what is ordered, and what is asked for."""

    staff: Staff
    is_retired: bool = False
    held: list[Appointment] = field(default_factory=list)
    waiting: dict[str, Movement] = field(default_factory=dict)
    asked: list[RoleRequest] = field(default_factory=list)

    @property
    def transfer(self) -> Movement | None:
        """The transfer that is still to come."""
        return self.waiting.get(MovementKind.TRANSFER)

    @property
    def retirement(self) -> Movement | None:
        """The retirement that is still to come."""
        return self.waiting.get(MovementKind.RETIREMENT)

    def held_between(
        self, first: date, last: date | None, *, ignoring: Collection[int] = ()
    ) -> list[Appointment]:
        """What is held on any of these days, except rows that are to end before; by first day."""
        return sorted(
            (
                held
                for held in self.held
                if held.pk not in ignoring
                and (held.ends_on is None or held.ends_on >= first)
                and (last is None or held.starts_on <= last)
            ),
            key=lambda held: held.starts_on,
        )


def of(staff: Staff) -> Situation:
    """How one person stands."""
    return of_many([staff])[staff.pk]


def of_many(people: Iterable[Staff]) -> dict[int, Situation]:
    """The same for many, by id."""
    found = {staff.pk: Situation(staff) for staff in people}
    concerned = Q(staff__in=list(found))
    for held in Appointment.objects.from_day(today()).filter(concerned):
        found[held.staff_id].held.append(held)
    movements = Movement.objects.filter(concerned, called_off_at=None)
    for movement in movements.select_related("to_section"):
        if movement.done_at is None:
            found[movement.staff_id].waiting[movement.kind] = movement
        elif movement.is_retirement:
            found[movement.staff_id].is_retired = True
    for asked in RoleRequest.objects.waiting().filter(concerned):
        found[asked.staff_id].asked.append(asked)
    return found
