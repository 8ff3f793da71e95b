"""How a moment is written for the people of a city office: 2027年4月29日（木・祝）10:00."""

from datetime import date, datetime
from typing import Final

import jpholiday
from django.utils import timezone

WEEKDAYS: Final = "月火水木金土日"
# The law on holidays is of 1948; far beyond today nobody knows them, nor does jpholiday.
FIRST_YEAR: Final = 1948
LAST_YEAR: Final = 2150


def date_only(day: date) -> str:
    """2027年4月29日（木・祝）"""
    holiday = "・祝" if FIRST_YEAR <= day.year <= LAST_YEAR and jpholiday.is_holiday(day) else ""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}{holiday}）"


def date_and_time(moment: datetime) -> str:
    """2027年4月29日（木・祝）10:00, in Japan's time."""
    local = timezone.localtime(moment)
    return f"{date_only(local.date())}{local.hour}:{local.minute:02}"


def to_the_second(moment: datetime) -> str:
    """2027年4月29日（木・祝）10:00:03, for records."""
    return f"{date_and_time(moment)}:{timezone.localtime(moment).second:02}"
