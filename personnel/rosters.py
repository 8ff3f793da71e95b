"""緊急当番表: the turns day by day, with the days on which nobody is on duty, and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Duty, Staff
from audit import trail
from audit.actions import Action
from personnel import permissions
from personnel.days import ONE_DAY, today
from personnel.duties import Turn, last_day, why_not_arrange, why_not_register
from personnel.exports import as_csv

WEEK: Final = timedelta(weeks=1)
LEAST_DAYS, MOST_DAYS = 14, 92
NEAR: Final = timedelta(days=7)
HEAD: Final = ("開始", "終了", "職員番号", "氏名", "課", "登録した人")


@dataclass(frozen=True)
class Line:
    """Who is on duty in which hours of a day; nobody where there is no turn."""

    day: date
    hours: str = ""
    duty: Duty | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Copies:
    """The turns of a week as they would be entered again, and which not, and why."""

    turns: list[Turn]
    left_out: list[tuple[Turn, str]]


def days() -> list[Line]:
    """Every turn that is not over, on each of its days; empty when there is none at all.

    The nearest two weeks are shown in full, so that a day without anybody is seen.
    """
    coming = list(Duty.objects.not_over().select_related("staff__section"))
    if not coming:
        return []
    last = max(last_day(duty.ends_at) for duty in coming)
    number = min(max((last - today()).days + 1, LEAST_DAYS), MOST_DAYS)
    seen: set[int] = set()
    return [line for n in range(number) for line in _of_day(today() + n * ONE_DAY, coming, seen)]


def near(staff: Staff) -> list[Duty]:
    """One's own turns that go on or begin within a week."""
    return list(Duty.objects.not_over().filter(staff=staff, starts_at__lt=timezone.now() + NEAR))


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - day.weekday() * ONE_DAY


def copies(monday: date, weeks: int, *, actor: Staff) -> Copies:
    """The turns that began in the week of that Monday, for each of so many weeks after it."""
    begin = _midnight(monday)
    model = Duty.objects.filter(starts_at__gte=begin, starts_at__lt=begin + WEEK)
    kept = [
        duty
        for duty in model.select_related("staff__section").order_by("starts_at", "pk")
        if duty.last_moment > duty.starts_at
    ]
    found = Copies([], [])
    for number in range(1, weeks + 1):
        for duty in kept:
            shift = number * WEEK
            turn = Turn(duty.staff, duty.starts_at + shift, duty.ends_at + shift)
            problem = (
                why_not_arrange(actor, turn.staff)
                or why_not_register(turn)
                or _problem_of_another(turn, found.turns)
            )
            if problem:
                found.left_out.append((turn, problem))
            else:
                found.turns.append(turn)
    return found


def export(*, actor: Staff) -> bytes:
    """The coming turns as CSV; that they left the system is recorded. Raises PermissionDenied."""
    permissions.demand(why_not_arrange(actor), actor=actor)
    coming = Duty.objects.not_over().select_related("staff__section", "registered_by__section")
    rows = [HEAD, *map(_row, coming)]
    trail.record_alone(
        Action.DUTIES_EXPORTED,
        target=trail.target_of(actor),
        actor=actor.as_actor(),
        detail={"turns": len(rows) - 1},
    )
    return as_csv(rows)


def _of_day(day: date, coming: list[Duty], seen: set[int]) -> Iterator[Line]:
    begin, end = _midnight(day), _midnight(day + ONE_DAY)
    found = [duty for duty in coming if duty.starts_at < end and duty.ends_at > begin]
    for duty in found:
        yield Line(day, _hours(duty, begin, end), duty, duty.pk not in seen)
        seen.add(duty.pk)
    if not found:
        yield Line(day)


def _hours(duty: Duty, begin: datetime, end: datetime) -> str:
    if duty.starts_at <= begin and duty.ends_at >= end:
        return "終日"
    first = timezone.localtime(max(duty.starts_at, begin))
    last = timezone.localtime(duty.ends_at)
    until = "24:00" if duty.ends_at >= end else f"{last.hour}:{last.minute:02}"
    return f"{first.hour}:{first.minute:02}〜{until}"


def _problem_of_another(turn: Turn, others: list[Turn]) -> str:
    for other in others:
        if (
            other.staff == turn.staff
            and other.starts_at < turn.ends_at
            and other.ends_at > turn.starts_at
        ):
            return f"{turn.staff.name}さんの前の当番（{other.period}）と重なります。"
    return ""


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _row(duty: Duty) -> tuple[str, ...]:
    return (
        f"{timezone.localtime(duty.starts_at):%Y-%m-%d %H:%M}",
        f"{timezone.localtime(duty.ends_at):%Y-%m-%d %H:%M}",
        duty.staff.staff_number,
        duty.staff.name,
        duty.staff.section.name,
        str(duty.registered_by),
    )
