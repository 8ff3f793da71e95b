"""What differs between two texts, word by word?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Final, Literal

# A number, a Latin word or a run of katakana is changed as a whole; kanji one by one.
TOKEN: Final = re.compile(r"[0-9０-９]+|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヶー]+|.", re.DOTALL)
# Pairs of equal words looked at, which is what takes the time: a fifth of a second.
MOST_PAIRS: Final = 1_500_000

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
    """What `typed` takes away from `saved` and adds to it; the pieces in order hold both texts.

    Of texts that would take too long to compare to the end, the rest counts as replaced.
    """
    old, new = TOKEN.findall(saved), TOKEN.findall(typed)
    before = _shared(old, new)
    behind = _shared(old[before:][::-1], new[before:][::-1])
    old_end, new_end = len(old) - behind, len(new) - behind
    pieces = [
        *_same(old[:before]),
        *_between(old[before:old_end], new[before:new_end]),
        *_same(old[old_end:]),
    ]
    return tuple(pieces)


class _Bounded(SequenceMatcher[str]):
    """Python's matcher, which finds nothing more once it has looked at too many pairs."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        counts = Counter(new)
        self._pairs = [0, *accumulate(1 + counts[token] for token in old)]
        self._left = MOST_PAIRS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self._left -= self._pairs[-1 if ahi is None else ahi] - self._pairs[alo]
        if self._left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _shared(old: list[str], new: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(old, new, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new))
    )


def _same(words: list[str]) -> Iterator[Piece]:
    if words:
        yield Piece("same", "".join(words))


def _between(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, old_from, old_to, new_from, new_to in _Bounded(old, new).get_opcodes():
        if kind == "equal":
            yield from _same(old[old_from:old_to])
        else:
            yield from change("".join(old[old_from:old_to]), "".join(new[new_from:new_to]))


def change(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("removed", before)
    if after:
        yield Piece("added", after)


def replaced(name: str, label: str, before: str, after: str) -> Difference:
    return Difference(name, label, tuple(change(before, after)))
