"""Which slips were written down apart from the rules, and how are they put into a notice?"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from posts.screening.drafts import Draft
from tests.posts.screening.notices import Day, Notice

FILE: Final = Path(__file__).with_name("slips_as_written.toml")
# So many lines of a kind are put below each notice, other ones below the next.
AT_ONCE: Final = 3
# 市役所 is closed, and the sentence takes it for a day like another.
CLOSED: Final = (
    "{day:略}午前8時15分から市民課窓口で受け付けます。",
    "{day:略}も市民課の窓口を開きます。",
    "{day:略}に市役所へお越しください。",
    "相談日：{day:略} 9:00～17:00 市役所本館1階",
    "{day:和}は平日と同じ時間に開庁します。",
    "申請は{day:西}に国保年金課で受け付けます。",
)
TURN: Final = ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))


@dataclass(frozen=True)
class Kind:
    """Lines of one kind, and the rules of which any may see them."""

    name: str
    rules: tuple[str, ...]
    lines: tuple[str, ...]
    wanted: float

    def below(self, notice: Notice) -> Iterator[Draft]:
        start = sum(notice.name.encode()) * AT_ONCE
        for step in range(AT_ONCE):
            line = self.lines[(start + step) % len(self.lines)]
            yield notice.with_text(f"{notice.text}\n{line}")


def kinds() -> tuple[Kind, ...]:
    """Every kind in the file."""
    every = tomllib.loads(FILE.read_text(encoding="utf-8"))["slip"]
    return tuple(
        Kind(one["name"], tuple(one["rules"]), tuple(one["lines"]), one.get("wanted", 0.99))
        for one in every
    )


def office_open_at_the_turn_of_the_year(notice: Notice) -> Iterator[Draft]:
    sent = notice.draft.sent.date()
    for at, line in enumerate(CLOSED):
        month, number = TURN[(at + len(notice.name)) % len(TURN)]
        day = Day(sent.year, month, number)
        day = day if day > sent + timedelta(1) else Day(sent.year + 1, month, number)
        yield notice.with_text(f"{notice.text}\n{line.format(day=day)}")
