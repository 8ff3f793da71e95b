"""How moments, days and spans of time are written in the mails and sentences of this app."""

from datetime import date, datetime
from typing import Final

import jpholiday
from django.utils import timezone

WEEKDAYS: Final = "月火水木金土日"
# The law on holidays is of 1948; far beyond today nobody knows them, nor does jpholiday.
FIRST_YEAR: Final = 1948
LAST_YEAR: Final = 2150


def in_words(moment: datetime) -> str:
    """2027年4月29日（木・祝）10:00, in Japan's time."""
    local = timezone.localtime(moment)
    return f"{day_in_words(local.date())}{local.hour}:{local.minute:02}"


def day_in_words(day: date) -> str:
    """2027年4月29日（木・祝）"""
    holiday = "・祝" if FIRST_YEAR <= day.year <= LAST_YEAR and jpholiday.is_holiday(day) else ""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}{holiday}）"


def span(seconds: int) -> str:
    """10時間, or 90分 where hours do not come out even; never less than 1分."""
    minutes = max(1, seconds // 60)
    return f"{minutes // 60}時間" if minutes % 60 == 0 else f"{minutes}分"
