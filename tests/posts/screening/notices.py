"""Notices as the city would write them: how do the files in corpus/ become drafts?

A slot such as `{a:和}` is a day of the facts in one of the city's notations, its weekday computed,
so that every notice is right whatever else a rule may think of it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import jpholiday

from posts.screening.drafts import JAPAN, Draft, Text
from posts.screening.rule import example

FOLDER: Final = Path(__file__).parent / "corpus"
WEEKDAYS: Final = "月火水木金土日"
WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
BODY: Final = "bubble:00000001"


class Day(date):
    """A day that can be written as the city writes days."""

    def __format__(self, notation: str) -> str:
        weekday = WEEKDAYS[self.weekday()]
        holiday = "・祝" if jpholiday.is_holiday(date(self.year, self.month, self.day)) else ""
        japanese = f"令和{self.year - 2018}年{self.month}月{self.day}日"
        short = f"{self.month}月{self.day}日"
        return {
            "和": f"{japanese}（{weekday}曜日{holiday}）",
            "和短": f"{japanese}（{weekday}{holiday}）",
            "西": f"{self.year}年{short}（{weekday}{holiday}）",
            "略": f"{short}（{weekday}{holiday}）",
            "斜": f"{self.month}/{self.day}({weekday}{holiday})",
            "全": f"{short}（{weekday}{holiday}）".translate(WIDE),
            "空": f"{short} {weekday}曜日",
            "丸": short + "㈪㈫㈬㈭㈮㈯㈰"[self.weekday()],
            "日": f"{self.day}日（{weekday}{holiday}）",
            "無": short,
            "年": japanese,
        }[notation]


@dataclass(frozen=True)
class Notice:
    """One clean notice; `name` tells file, number and set of facts."""

    name: str
    draft: Draft

    @property
    def text(self) -> str:
        return self.draft.texts[0].text

    def with_text(self, text: str) -> Draft:
        return replace(self.draft, texts=(Text(BODY, text, "text"),))


def notices() -> tuple[Notice, ...]:
    """Every notice of the corpus."""
    return tuple(notice for path in sorted(FOLDER.glob("*.toml")) for notice in _notices_of(path))


def texts_as_written() -> tuple[str, ...]:
    """Every notice once, its slots unfilled."""
    return tuple(one["text"] for path in sorted(FOLDER.glob("*.toml")) for one in _read(path))


def dates_in(text: str) -> Iterator[re.Match[str]]:
    """Dates with their weekday, found without the help of the product."""
    yield from re.finditer(
        r"(?P<month>[\d０-９]+)(?:月|/)(?P<day>[\d０-９]+)(?:日(?:[（(]| ?(?=.曜日)|(?=[㈪-㈰]))"
        r"|[（(])(?P<weekday>[月火水木金土日㈪-㈰])"
        r"(?P<rest>(?:曜日)?(?:・祝)?[）)]?)",
        text,
    )


def _notices_of(path: Path) -> Iterator[Notice]:
    for number, notice in enumerate(_read(path), start=1):
        for count, facts in enumerate(notice["facts"], start=1):
            yield Notice(f"{path.stem}-{number}-{count}", _draft(notice, facts))


def _read(path: Path) -> list[dict[str, Any]]:
    notices: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["notice"]
    return notices


def _draft(notice: dict[str, Any], facts: dict[str, Any]) -> Draft:
    slots = {
        name: Day(value.year, value.month, value.day) if isinstance(value, date) else value
        for name, value in facts.items()
    }
    sent = facts["sent"]
    written = facts.get("now", sent - timedelta(days=1))
    return example(
        notice["text"].strip().format_map(slots),
        title=notice["title"].format_map(slots),
        category=notice["category"],
        send_at=datetime.combine(sent, time(10), JAPAN),
        now=datetime.combine(written, time(8, 45), JAPAN),
    )
