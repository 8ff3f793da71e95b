"""On which days is 市役所 closed?"""

from datetime import date
from typing import Final

import jpholiday

from audit.dates_ja import FIRST_YEAR, LAST_YEAR

SATURDAY: Final = 5
# 地方自治法4条の2: offices rest at the turn of the year, though only 1 January is a holiday.
TURN_OF_THE_YEAR: Final = frozenset({(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)})


def is_working_day(day: date) -> bool:
    """Is 市役所 open that day?"""
    is_holiday = is_at_the_turn_of_the_year(day) or bool(holiday_name(day))
    return day.weekday() < SATURDAY and not is_holiday


def is_at_the_turn_of_the_year(day: date) -> bool:
    """年末年始: 12月29日 to 1月3日."""
    return (day.month, day.day) in TURN_OF_THE_YEAR


def holiday_name(day: date) -> str:
    """昭和の日; empty for a day that is no holiday, and far from today where nobody knows."""
    return (jpholiday.is_holiday_name(day) or "") if FIRST_YEAR <= day.year <= LAST_YEAR else ""
