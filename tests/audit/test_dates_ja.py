"""How dates are written for a city office: with the weekday, holidays marked, in Japan's time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from audit.dates_ja import date_and_time, date_only, to_the_second

JAPAN = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2027, 4, 29), "2027年4月29日（木・祝）"),  # 昭和の日
        (date(2027, 5, 1), "2027年5月1日（土）"),
        (date(2027, 5, 2), "2027年5月2日（日）"),
        (date(2027, 3, 22), "2027年3月22日（月・祝）"),  # in lieu of Sunday the 21st
        (date(2026, 9, 22), "2026年9月22日（火・祝）"),  # between two holidays
        (date(2027, 1, 1), "2027年1月1日（金・祝）"),
        (date(2028, 2, 29), "2028年2月29日（火）"),
        (date(2027, 12, 31), "2027年12月31日（金）"),
    ],
)
def test_a_day(day: date, written: str) -> None:
    assert date_only(day) == written


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2027, 4, 29, 10, 0, tzinfo=JAPAN), "2027年4月29日（木・祝）10:00"),
        (datetime(2027, 5, 1, 9, 5, tzinfo=JAPAN), "2027年5月1日（土）9:05"),
        (datetime(2027, 5, 1, 0, 0, tzinfo=JAPAN), "2027年5月1日（土）0:00"),
        (datetime(2027, 4, 28, 15, 0, tzinfo=UTC), "2027年4月29日（木・祝）0:00"),
        (datetime(2027, 4, 28, 14, 59, 59, tzinfo=UTC), "2027年4月28日（水）23:59"),
    ],
)
def test_a_moment_in_japans_time(moment: datetime, written: str) -> None:
    assert date_and_time(moment) == written


def test_records_tell_the_second() -> None:
    moment = datetime(2027, 4, 29, 1, 0, 3, 999999, tzinfo=UTC)
    assert to_the_second(moment) == "2027年4月29日（木・祝）10:00:03"


def test_pages_write_no_moment_as_nothing() -> None:
    template = Template('{% load dates_ja %}{{ none|ja|default:"未定" }} {{ there|ja_seconds }}')
    there = datetime(2027, 5, 1, 0, 0, tzinfo=UTC)
    words = template.render(Context({"none": None, "there": there}))
    assert words == "未定 2027年5月1日（土）9:00:00"


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_day_whose_holidays_nobody_knows_is_written_all_the_same(day: date) -> None:
    assert date_only(day).startswith(f"{day.year}年")
