"""Which times of day does a text speak of, and which of them are spans?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

NOON: Final = 12
CLOCK: Final = (
    r"(?:(?:(?P<half{0}>午前|午後)\s*)?(?<!\d)(?<!\d[:.])(?P<hour{0}>\d{{1,2}})"
    r"(?::(?P<minute{0}>\d{{2}})(?![\d:])|時(?!間)(?:(?P<written{0}>\d{{1,2}})分|(?P<past{0}>半))?)"
    r"|(?P<noon{0}>正午))"
)
ONE: Final = re.compile(CLOCK.format(1))
SPAN: Final = re.compile(
    CLOCK.format(1) + r"\s*(?:~|-|から|より|→)\s*(?P<next>翌(?:日|朝)?の?\s*)?" + CLOCK.format(2)
)


@dataclass(frozen=True)
class Clock:
    """A time as written: `half` is 午前, 午後 or ""; `minutes` since midnight, as it reads."""

    half: str
    minutes: int


@dataclass(frozen=True)
class Hours:
    """A span of normal.text[start:end]; `overnight` where 翌 is written."""

    start: int
    end: int
    first: Clock
    last: Clock
    overnight: bool


def hours_in(text: str) -> Iterator[Hours]:
    """Every span of times in a normal text; 午後1時～3時 is in the afternoon altogether."""
    for found in SPAN.finditer(text):
        first = _clock(found, 1)
        last = _clock(found, 2)
        if first.half == "午後" and not last.half and last.minutes < NOON * 60:
            last = Clock("午後", last.minutes + NOON * 60)
        yield Hours(found.start(), found.end(), first, last, overnight=bool(found["next"]))


def clocks_in(text: str) -> Iterator[tuple[int, int, Clock]]:
    """Every time of a normal text and where it stands; the end of a span in the afternoon too."""
    ends = {hours.end: hours.last for hours in hours_in(text)}
    for found in ONE.finditer(text):
        yield found.start(), found.end(), ends.get(found.end()) or _clock(found, 1)


def _clock(found: re.Match[str], place: int) -> Clock:
    part = found.groupdict()
    if part[f"noon{place}"]:
        return Clock("午後", NOON * 60)
    half = part[f"half{place}"] or ""
    hour = int(part[f"hour{place}"])
    minute = (
        30 if part[f"past{place}"] else int(part[f"minute{place}"] or part[f"written{place}"] or 0)
    )
    return Clock(half, (hour + NOON if half == "午後" and hour < NOON else hour) * 60 + minute)
