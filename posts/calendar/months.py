"""Which days does a month of 予定表 have, and from when to when does it reach?"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from django.utils import timezone

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
# Also as people type it where the browser has no box for months: 2027/4, 2027年4月.
WRITTEN: Final = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D?")


@dataclass(frozen=True)
class Month:
    """One month of the calendar, named by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which the day lies, or the nearest one that can be shown."""
        year = min(max(day.year, FIRST_YEAR), LAST_YEAR)
        return cls(day.replace(year=year, day=1))

    @classmethod
    def read(cls, words: str) -> Self | None:
        """2027-04; None for what is no month."""
        found = WRITTEN.fullmatch(words.strip())
        if found is None:
            return None
        year, month = int(found[1]), int(found[2])
        is_month = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
        return cls(date(year, month, 1)) if is_month else None

    @property
    def code(self) -> str:
        """2027-04, as the address has it."""
        return f"{self.first:%Y-%m}"

    @property
    def label(self) -> str:
        """2027年4月"""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def before(self) -> "Month | None":
        """The month before; None before the first one that can be shown."""
        day = self.first - timedelta(days=1)
        return Month.of(day) if day.year >= FIRST_YEAR else None

    @property
    def after(self) -> "Month | None":
        """The month after; None after the last one that can be shown."""
        day = self.first + timedelta(days=31)
        return Month.of(day) if day.year <= LAST_YEAR else None

    def weeks(self) -> list[list[date]]:
        """Weeks of seven days that begin on Sunday, filled up from the months beside it."""
        days = calendar.Calendar(firstweekday=calendar.SUNDAY)
        return days.monthdatescalendar(self.first.year, self.first.month)

    def has(self, day: date) -> bool:
        """Does the day lie in this month?"""
        return (day.year, day.month) == (self.first.year, self.first.month)

    def reach(self) -> tuple[datetime, datetime]:
        """From the first moment of its weeks to the first moment after them."""
        weeks = self.weeks()
        return _midnight(weeks[0][0]), _midnight(weeks[-1][-1] + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
