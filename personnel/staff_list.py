"""Which staff a list shows: everyone, by words, section, role and state."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices

from accounts.models import Appointment, Role, Section, Staff
from personnel.days import today
from personnel.models import Movement, MovementKind


class State(TextChoices):
    """How a person stands, as the list says it."""

    ACTIVE = "active", "利用中"
    NEVER = "never", "未使用"
    SUSPENDED = "suspended", "利用停止"
    RETIRED = "retired", "退職"


_RETIREMENT: Final = Movement.objects.filter(
    staff=OuterRef("pk"), kind=MovementKind.RETIREMENT, done_at__isnull=False
)


def everyone() -> QuerySet[Staff]:
    """All who ever had an ID, with what a list tells of them."""
    held = Appointment.objects.from_day(today()).order_by("starts_on")
    return (
        Staff.objects.annotate(has_retired=Exists(_RETIREMENT))
        .select_related("section")
        .prefetch_related(Prefetch("appointments", queryset=held, to_attr="held"))
        .order_by("staff_number")
    )


def employed() -> QuerySet[Staff]:
    """Those who have not retired."""
    return everyone().filter(~Exists(_RETIREMENT))


def state_of(staff: Staff) -> State:
    """How a person from `everyone()` stands."""
    if getattr(staff, "has_retired", False):
        return State.RETIRED
    if not staff.is_active:
        return State.SUSPENDED
    return State.ACTIVE if staff.last_login else State.NEVER


def find(query: Mapping[str, str]) -> QuerySet[Staff]:
    """Those that a query asks for (`q`, `section`, `role`, `state`); unknown values find all.

    Retired people appear only when they are asked for, or found by words.
    """
    found = everyone()
    words = query.get("q", "").replace("\0", "").strip()
    if words:
        found = found.filter(
            Q(staff_number__icontains=words) | Q(name__icontains=words) | Q(email__icontains=words)
        )
    section = query.get("section", "")
    if section.isascii() and section.isdigit() and len(section) < 10:
        found = found.filter(section=int(section))
    if query.get("role") in Role.values:
        of_role = Appointment.objects.from_day(today()).filter(role=query["role"])
        found = found.filter(pk__in=of_role.values("staff"))
    return _of_state(found, query.get("state", ""), is_searched=bool(words))


def sections_of_all() -> QuerySet[Section]:
    """Every section that a list may be narrowed to, closed ones included."""
    return Section.objects.order_by("name")


def _of_state(found: QuerySet[Staff], state: str, *, is_searched: bool) -> QuerySet[Staff]:
    if state == State.RETIRED:
        return found.filter(Exists(_RETIREMENT))
    if state == State.SUSPENDED:
        return found.filter(~Exists(_RETIREMENT), is_active=False)
    if state == State.NEVER:
        return found.filter(is_active=True, last_login=None)
    if state == State.ACTIVE:
        return found.filter(is_active=True, last_login__isnull=False)
    return found if is_searched else found.filter(~Exists(_RETIREMENT))
