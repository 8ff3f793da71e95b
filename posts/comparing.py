"""What differs between two texts, word by word?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

# A number, a Latin word or a run of katakana is changed as a whole; kanji one by one.
TOKEN: Final = re.compile(r"[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヶー]+|.", re.DOTALL)
# Words compared: their number bounds the time, as one letter repeated would take seconds.
MOST_PAIRS: Final = 2_000_000

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Piece:
    """Words that stand in both, only in what was saved, or only in what was typed."""

    kind: Kind
    words: str


@dataclass(frozen=True)
class Difference:
    """One field that was filled in differently; `name` is the one in the form."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


def compared(saved: str, typed: str) -> tuple[Piece, ...]:
    """What `typed` takes away from `saved` and adds to it; the pieces in order hold both texts."""
    old, new = TOKEN.findall(saved), TOKEN.findall(typed)
    if _pairs(old, new) > MOST_PAIRS:
        return tuple(change(saved, typed))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        before, after = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        pieces += [Piece("same", before)] if kind == "equal" else change(before, after)
    return tuple(pieces)


def _pairs(old: list[str], new: list[str]) -> int:
    counts = Counter(new)
    return sum(number * counts[token] for token, number in Counter(old).items())


def change(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("removed", before)
    if after:
        yield Piece("added", after)


def replaced(name: str, label: str, before: str, after: str) -> Difference:
    return Difference(name, label, tuple(change(before, after)))
