"""Which days does a text speak of, in whatever notation, and which year is meant?

Where the year is left out, the nearest coming day counts; a day of the last months may be meant
too, and a day linked to another one by 「から」, 「～」 or 「・」 is of that one's year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from posts.screening.date_notations import (
    BETWEEN,
    CHINESE,
    DAY_ONLY,
    FIRST_OF_TWO,
    OF_MONTH,
    RANGE,
    SLASHED,
    WITH_YEAR,
    WRITTEN_OUT,
)
from posts.screening.eras import western

WEEKDAYS: Final = "月火水木金土日"
ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEAR_WORDS: Final = {
    "昨年": -1,
    "去年": -1,
    "今年": 0,
    "本年": 0,
    "来年": 1,
    "明年": 1,
    "再来年": 2,
}
# Between the weekdays of several days: （土・日）, （土曜日・日曜日）.
BETWEEN_WEEKDAYS: Final = re.compile(rf"[^{WEEKDAYS}]|(?<=曜)日|祝日")
MONTH_WORDS: Final = {"先月": -1, "今月": 0, "来月": 1, "再来月": 2}
# A day this long ago is still spoken of without its year: 「3月20日に開かれた会では」.
LOOK_BACK: Final = 60


@dataclass(frozen=True)
class Mention:
    """One date in a text: normal.text[start:end]; `day` is None where no such day exists.

    `candidates` are the days that may be meant, the likeliest first; `weekday` counts from Monday
    as 0 and stands at `weekday_at`; `weekdays` are those of several days, 29日・30日（木・金）, the
    last of which this is; `linked` says that it continues the mention before it, and
    `ends_range` that it ends a range begun there.
    """

    start: int
    end: int
    month: int
    number: int
    candidates: tuple[date, ...]
    era: str = ""
    era_year: int = 0
    has_year: bool = False
    weekday: int | None = None
    weekday_at: int = 0
    weekdays: tuple[int, ...] = ()
    note: str = ""
    linked: bool = False
    ends_range: bool = False

    @property
    def day(self) -> date | None:
        """The day that is meant: the first candidate with the weekday written, else the first."""
        right = (day for day in self.candidates if day.weekday() == self.weekday)
        return next(right, self.candidates[0] if self.candidates else None)


def mentions_in(text: str, sent: date) -> tuple[Mention, ...]:
    """The dates of a normal text, in its order, as read on the day it is sent."""
    found: list[Mention] = []
    for match in _matches(text):
        previous = found[-1] if found else None
        mention = _mention(match, text, sent, previous)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def existing(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _matches(text: str) -> Iterator[re.Match[str]]:
    every = [
        match
        for pattern in (WRITTEN_OUT, FIRST_OF_TWO, WITH_YEAR, SLASHED, OF_MONTH, DAY_ONLY)
        for match in pattern.finditer(text)
    ]
    end = 0
    for match in sorted(every, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _mention(
    match: re.Match[str], text: str, sent: date, previous: Mention | None
) -> Mention | None:
    parts = match.groupdict()
    between = text[previous.end : match.start()] if previous else None
    linked = between is not None and BETWEEN.fullmatch(between) is not None
    has_weekday = parts.get("weekday") or parts.get("english")
    month = _month(parts, sent, previous if linked or has_weekday else None)
    if not month:
        return None
    number = _number(parts["day"] or parts["linked"])
    years = _years(parts, month, sent)
    candidates = (
        _of_years(years, month, number)
        if years
        else _without_year(month, number, sent, previous, linked=linked)
    )
    weekday, at = _weekday(match)
    note = (parts.get("note") or "").strip("・,、/ ")
    several = _several(weekday, note)
    return Mention(
        start=match.start(),
        end=match.end(),
        month=month,
        number=number,
        candidates=candidates,
        era=parts.get("era") or "",
        era_year=_number(parts.get("era_year")),
        has_year=bool(years),
        weekday=None if several else weekday,
        weekday_at=at,
        weekdays=several,
        note=note,
        linked=linked,
        ends_range=between is not None and RANGE.fullmatch(between) is not None,
    )


def _month(parts: dict[str, str | None], sent: date, previous: Mention | None) -> int:
    word = parts.get("month_word")
    if word:
        return (sent.month - 1 + MONTH_WORDS[word]) % 12 + 1
    written = parts.get("month")
    if written:
        return _number(written)
    return previous.month if previous else 0


def _years(parts: dict[str, str | None], month: int, sent: date) -> tuple[int, ...]:
    """The year as written, in figures or by a word; none where it is left out."""
    if parts.get("era"):
        year = western(str(parts["era"]), _number(parts["era_year"]))
    elif parts.get("year"):
        year = int(str(parts["year"]))
    elif parts.get("year_word"):
        year = sent.year + YEAR_WORDS[str(parts["year_word"])]
    elif parts.get("month_word"):
        step = MONTH_WORDS[str(parts["month_word"])]
        year = sent.year + (sent.month - 1 + step) // 12
    else:
        return ()
    # January to March of a 年度 are of the next year.
    return (year + 1,) if parts.get("fiscal") and month <= 3 else (year,)


def _without_year(
    month: int, number: int, sent: date, previous: Mention | None, *, linked: bool
) -> tuple[date, ...]:
    if linked and previous and previous.day:
        turned = previous.month >= 10 and month <= 3
        return _of_years((previous.day.year + turned,), month, number)
    usual = _coming(month, number, sent)
    if previous and previous.has_year and previous.day and previous.day >= sent:
        same = _of_years((previous.day.year,), month, number)
        usual = tuple(dict.fromkeys((*same, *usual)))
    return usual


def _coming(month: int, number: int, sent: date) -> tuple[date, ...]:
    days = _of_years(range(sent.year - 1, sent.year + 5), month, number)
    ahead = next((day for day in days if day >= sent), None)
    behind = next((day for day in reversed(days) if day < sent), None)
    recent = (behind,) if behind and (sent - behind).days <= LOOK_BACK else ()
    return (*recent, *((ahead,) if ahead else ()))


def _of_years(years: range | tuple[int, ...], month: int, number: int) -> tuple[date, ...]:
    every = (existing(year, month, number) for year in years)
    return tuple(day for day in every if day is not None)


def _weekday(match: re.Match[str]) -> tuple[int | None, int]:
    """The weekday written beside a date, and where; None without one."""
    parts = match.groupdict()
    if parts.get("english"):
        return ENGLISH.index(str(parts["english"])[:3].lower()), match.start("english")
    name = "weekday" if parts.get("weekday") else "bare"
    if not parts.get(name):
        return None, 0
    return WEEKDAYS.index(str(parts[name])), match.start(name)


def _several(weekday: int | None, note: str) -> tuple[int, ...]:
    """The weekdays of 29日・30日（木・金）; none where there is one only."""
    if weekday is None or note[:1] not in tuple(WEEKDAYS):
        return ()
    return (weekday, *(WEEKDAYS.index(one) for one in BETWEEN_WEEKDAYS.sub("", note)))


def _number(written: str | None) -> int:
    """元 is 1, 二十九 is 29; nothing is 0."""
    if not written or written == "元":
        return 1 if written else 0
    if written[0] not in CHINESE:
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (CHINESE.index(tens or "一") + 1) * (10 if ten else 0) + (
        CHINESE.index(ones) + 1 if ones else 0
    )
