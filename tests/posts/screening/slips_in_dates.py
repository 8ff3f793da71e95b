"""How are dates and times of a notice made wrong?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from posts.screening.drafts import JAPAN, Draft
from tests.posts.screening.notices import WEEKDAYS, Notice, dates_in

ENCLOSED: Final = "㈪㈫㈬㈭㈮㈯㈰"
ERA: Final = re.compile(r"令和(\d+)年(?=\d+月\d+日)")
YEAR: Final = re.compile(r"(?:令和|20)(\d+)(?=年\d+月\d+日（)")
HOURS: Final = re.compile(
    r"((?:午[前後])?\d+(?::\d\d|時(?:\d+分)?))[～~]((?:午[前後])?\d+(?::\d\d|時(?:\d+分)?))"
)
PERIOD: Final = re.compile(
    r"((?:令和\d+年|20\d\d年)?\d+月\d+日（[^）]+）)(～|から)((?:令和\d+年|20\d\d年)?\d+月\d+日（[^）]+）)"
)
UNTIL: Final = re.compile(
    r"(?:令和(\d+)年|(20\d\d)年)(\d+)月(\d+)日(?:（[^）]+）)?(?:の消印)?(?:まで|（必着）)"
)
# From one month to the next these keep their weekday: 28 days lie between them.
SAME_WEEKDAY: Final = 28
LEAP_DAY: Final = (2, 29)
HALF_A_YEAR: Final = 183


def weekday_off_by_one(notice: Notice) -> Iterator[Draft]:
    for step in (-1, 1):
        yield from _with_weekdays_moved(notice, step)


def another_weekday(notice: Notice) -> Iterator[Draft]:
    for step in (2, 3, 4):
        yield from _with_weekdays_moved(notice, step)


def month_off_by_one(notice: Notice) -> Iterator[Draft]:
    for found in dates_in(notice.text):
        month = int(found["month"])
        after = month % 12 + 1
        if _days_of(month, notice) != SAME_WEEKDAY:
            yield _put(notice, *found.span("month"), str(after))


def year_off_by_one(notice: Notice) -> Iterator[Draft]:
    for found in YEAR.finditer(notice.text):
        for step in (-1, 1):
            yield _put(notice, *found.span(1), str(int(found[1]) + step))


def impossible_day(notice: Notice) -> Iterator[Draft]:
    for found in dates_in(notice.text):
        for day in ("32", "0", "45"):
            yield _put(notice, *found.span("day"), day)
        yield _put(notice, found.start("month"), found.end("month"), "13")


def last_years_date(notice: Notice) -> Iterator[Draft]:
    """The weekday of the same day a year before, the year itself left out or set right."""
    for found in dates_in(notice.text):
        month, day = int(found["month"]), int(found["day"])
        sent = notice.draft.sent.date()
        if (month, day) == LEAP_DAY:
            continue
        this = date(sent.year, month, day)
        this = this if this >= sent else this.replace(year=sent.year + 1)
        if (this - sent).days < HALF_A_YEAR:
            days = ENCLOSED if found["weekday"] in ENCLOSED else WEEKDAYS
            weekday = days[this.replace(year=this.year - 1).weekday()]
            yield _put(notice, *found.span("weekday"), weekday)


def wrong_era(notice: Notice) -> Iterator[Draft]:
    for found in ERA.finditer(notice.text):
        yield _put(notice, *found.span(), f"平成{int(found[1]) + 30}年")


def wrong_year_beside(notice: Notice) -> Iterator[Draft]:
    for found in ERA.finditer(notice.text):
        for step in (-1, 1):
            year = int(found[1]) + 2018 + step
            yield _put(notice, *found.span(), f"{found[0]}（{year}年）")


def period_turned_round(notice: Notice) -> Iterator[Draft]:
    for found in PERIOD.finditer(notice.text):
        if found[1] != found[3]:
            year = re.match(r"令和\d+年|20\d\d年", found[1])
            first = found[1] if not year or found[3].startswith(("令和", "20")) else ""
            if first:
                yield _put(notice, *found.span(), f"{found[3]}{found[2]}{first}")


def hours_turned_round(notice: Notice) -> Iterator[Draft]:
    for found in HOURS.finditer(notice.text):
        one_half = ("午" in found[1]) != ("午" in found[2])
        overnight = found[0].startswith("22:00～5:00")  # turned round, it is a day
        if not one_half and not overnight:
            yield _put(notice, *found.span(), f"{found[2]}～{found[1]}")


def impossible_hour(notice: Notice) -> Iterator[Draft]:
    for found in re.finditer(r"(?<!\d)(\d{1,2}):(\d\d)", notice.text):
        yield _put(notice, *found.span(1), "25")
        yield _put(notice, *found.span(2), "75")


def false_holiday(notice: Notice) -> Iterator[Draft]:
    for found in dates_in(notice.text):
        if (
            "祝" not in found[0]
            and found["weekday"] not in ENCLOSED
            and found["rest"][-1:] in "）)"
        ):
            at = found.end() - 1
            yield _put(notice, at, at, "・祝")


def false_tomorrow(notice: Notice) -> Iterator[Draft]:
    tomorrow = notice.draft.sent.date() + timedelta(1)
    for found in dates_in(notice.text):
        if (int(found["month"]), int(found["day"])) != (tomorrow.month, tomorrow.day):
            year = re.search(r"(?:令和\d+年|20\d\d年)$", notice.text[: found.start()])
            at = year.start() if year else found.start()
            yield _put(notice, at, at, "明日")


def sent_too_late(notice: Notice) -> Iterator[Draft]:
    for found in UNTIL.finditer(notice.text):
        year = int(found[1]) + 2018 if found[1] else int(found[2])
        late = datetime(year, int(found[3]), int(found[4]), 10, tzinfo=JAPAN) + timedelta(1)
        yield replace(notice.draft, send_at=late, now=late - timedelta(1))


def _with_weekdays_moved(notice: Notice, step: int) -> Iterator[Draft]:
    for found in dates_in(notice.text):
        days = ENCLOSED if found["weekday"] in ENCLOSED else WEEKDAYS
        moved = days[(days.index(found["weekday"]) + step) % len(days)]
        yield _put(notice, *found.span("weekday"), moved)


def _days_of(month: int, notice: Notice) -> int:
    year = notice.draft.sent.year
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def _put(notice: Notice, start: int, end: int, wrong: str) -> Draft:
    return notice.with_text(notice.text[:start] + wrong + notice.text[end:])
