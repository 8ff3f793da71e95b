"""What is known of a sample post before it is written, and on which days it may fall?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

from django.utils import timezone

from hachinohe_line.demo.cast import Person
from posts.choices import Category

WEBSITE: Final = "https://www.city.hachinohe.aomori.jp/"


class Stage(StrEnum):
    """How far a sample post has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # waits at the first step of its route
    REVIEWED = "reviewed"  # 課内確認 was given, and nothing after it
    ENDORSED = "endorsed"  # waits for the last word
    HELD = "held"
    RETURNED = "returned"  # by whoever comes first on its route
    REJECTED = "rejected"
    APPROVED = "approved"
    DEPUTISED = "deputised"  # approved by a deputy while アカウント管理者 was away
    RETIMED = "retimed"  # approved, then moved by アカウント管理者, who decides no more
    STOPPED = "stopped"  # approved, then stopped by its drafter, who has not said why
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class SamplePost:
    """One post to be written and moved along by the verbs of the system."""

    drafter: Person
    category: Category
    stage: Stage
    title: str
    text: str
    send_at: datetime | None
    reason: str = ""
    # Bubbles below the text, by kind, with what is filled in.
    more: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    # The picture right below the text, by its name in `sample_pictures`.
    picture: str = ""
    at_once: bool = False


def days_on(now: datetime, days: int) -> date:
    """The day so many days after today."""
    return timezone.localdate(now) + timedelta(days=days)


def next_day_of_year(now: datetime, *, month: int, day: int) -> date:
    """That day of the year, when it is more than two weeks ahead; else of the next year."""
    today = timezone.localdate(now)
    found = date(today.year, month, day)
    return found if found - timedelta(days=15) > today else date(today.year + 1, month, day)


def next_weekday(now: datetime, weekday: int, *, at_least_days: int) -> date:
    """The first such weekday (Monday is 0) after so many days."""
    day = days_on(now, at_least_days)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def at(day: date, hour: int) -> datetime:
    """A day at a full hour, in Japan."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
