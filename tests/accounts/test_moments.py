"""How moments are written in mails: as on the pages, with weekday and holiday."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts import moments
from posts import dates_ja

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2027, 4, 29, 10, 0, tzinfo=TOKYO), "2027年4月29日（木・祝）10:00"),
        (datetime(2027, 4, 30, 9, 5, tzinfo=TOKYO), "2027年4月30日（金）9:05"),
        (datetime(2027, 4, 30, 15, 30, tzinfo=ZoneInfo("UTC")), "2027年5月1日（土）0:30"),
    ],
)
def test_a_moment_in_a_mail_reads_as_on_a_page(moment: datetime, words: str) -> None:
    assert moments.in_words(moment) == words == dates_ja.date_and_time(moment)


@pytest.mark.parametrize("year", [1, 1947, 2151, 9999])
def test_a_day_that_no_calendar_of_holidays_knows_is_written_all_the_same(year: int) -> None:
    assert moments.day_in_words(date(year, 1, 1)).startswith(f"{year}年1月1日（")
