"""Which gaps such as ｛開催日｝ does a text have, and what stands in them once they are filled?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, Final

from django.db.models import TextChoices

from audit.dates_ja import date_only
from posts.bubbles import Bubble

GAP: Final = re.compile(r"[｛{]([^｛｝{}\n]{1,30})[｝}]")
LONGEST: Final = 200


class GapKind(TextChoices):
    """How a gap is asked for."""

    TEXT = "text", "言葉"
    DATE = "date", "日付"
    TIME = "time", "時刻"
    PHONE = "phone", "電話番号"
    URL = "url", "アドレス"


# What a name most probably asks for, until the author of the 文例 says otherwise.
GUESSES: Final = (
    (re.compile(r"日$|日付|期限"), GapKind.DATE),
    (re.compile(r"時刻|時間"), GapKind.TIME),
    (re.compile(r"電話"), GapKind.PHONE),
    (re.compile(r"URL|アドレス|ページ"), GapKind.URL),
)


@dataclass(frozen=True)
class Gap:
    """One thing to fill in; `name` is what stands between the braces."""

    name: str
    label: str
    example: str = ""
    kind: GapKind = GapKind.TEXT

    def stored(self) -> dict[str, str]:
        """The object that `PatternVersion.gaps` holds."""
        return {
            "name": self.name,
            "label": self.label,
            "example": self.example,
            "kind": str(self.kind),
        }


def read(stored: Iterable[Mapping[str, Any]]) -> list[Gap]:
    """The gaps behind the stored objects."""
    return [
        Gap(one["name"], one["label"], one.get("example", ""), GapKind(one["kind"]))
        for one in stored
    ]


def gaps_in(bubbles: Sequence[Bubble], known: Iterable[Gap] = ()) -> list[Gap]:
    """Every gap of the words, once, in reading order; as it is `known`, else with a guess."""
    described = {gap.name: gap for gap in known}
    names: dict[str, None] = {}
    for bubble in bubbles:
        for field in bubble.fields:
            if field.holds in {"words", "link"}:
                names |= dict.fromkeys(GAP.findall(str(bubble.value(field.name) or "")))
    return [described.get(name) or _guessed(name) for name in names]


def filled(bubble: Bubble, values: Mapping[str, str]) -> Bubble:
    """The bubble with words in its gaps; a gap without a value stays, for screening to see."""

    def word(found: re.Match[str]) -> str:
        return values.get(found[1]) or found[0]

    return bubble.filled(
        {
            field.name: GAP.sub(word, str(bubble.value(field.name) or ""))
            for field in bubble.fields
            if field.holds in {"words", "link"}
        }
    )


def renamed(bubble: Bubble, identity: str) -> Bubble:
    """The same bubble under an id of its own."""
    return replace(bubble, id=identity)


def in_words(value: Any) -> str:
    """How a value is written for citizens."""
    if isinstance(value, date):
        return date_only(value)
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    return str(value or "").strip()


def _guessed(name: str) -> Gap:
    kind = next((kind for pattern, kind in GUESSES if pattern.search(name)), GapKind.TEXT)
    return Gap(name, name, kind=kind)
