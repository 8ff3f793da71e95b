"""Which words make a password easy to guess here, however they are disguised.

The words stand in `accounts/data/forbidden_words.txt`, in two groups: some may not occur at all
(the city, its departments, eras, this system), the others may occur but do not count, so that
enough must be left without them.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "data" / "forbidden_words.txt"
LETTERS_LEFT: Final = 7
SHORTEST_WORD: Final = 4  # shorter ones occur in random letters too
SHORTEST_OWN_WORD: Final = 3

_LOOK_ALIKES: Final = str.maketrans("01345789@$!|+", "oieastbgasiit")
# Two spellings of one sound, and long vowels as people shorten them, become the same.
_SPELLINGS: Final = (
    ("sh", "s"), ("ch", "t"), ("ts", "t"), ("j", "z"), ("f", "h"), ("l", "r"),
    ("sy", "s"), ("ty", "t"), ("zy", "z"), ("mb", "nb"), ("mp", "np"), ("ou", "o"),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words of the file, as `readings` shows them."""

    never: frozenset[str]
    uncounted: re.Pattern[str]


def contains_forbidden(password: str, own: Iterable[str] = ()) -> bool:
    """Does a word occur that may not: one of the file's first group, or of the person's `own`?"""
    mine = {reading for word in own for reading in readings(word)}
    words = {*_words().never, *(word for word in mine if len(word) >= SHORTEST_OWN_WORD)}
    found = readings(password) | readings(password[::-1])
    return any(word in reading for word in words for reading in found)


def is_little_else(password: str) -> bool:
    """Are common words most of the password, so that too few letters are left without them?"""
    for reading in readings(password) | readings(password[::-1]):
        left, count = _words().uncounted.subn("", reading)
        if count and len(re.sub(r"[^a-z]", "", left)) < LETTERS_LEFT:
            return True
    return False


def readings(text: str) -> set[str]:
    """What a text may be meant to say: without separators, and with look-alikes taken for letters.

    Three readings, because `2` and `!` may stand for a letter, for nothing, or for themselves.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    meant = (
        re.sub(r"[\W_]", "", plain.translate(_LOOK_ALIKES)),
        re.sub(r"[\W_]", "", plain).translate(_LOOK_ALIKES),
        re.sub(r"[\W\d_]", "", plain),
        re.sub(r"[\W_]", "", plain),
    )
    return {_spelt(reading) for reading in meant} - {""}


def _spelt(text: str) -> str:
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
    for long, short in _SPELLINGS:
        hiragana = hiragana.replace(long, short)
    return re.sub(r"([a-z])\1+", r"\1", hiragana)


@cache
def _words() -> Words:
    groups: dict[str, set[str]] = {}
    group: set[str] = set()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            group = groups.setdefault(text.strip("[]"), set())
        else:
            group |= {_spelt(word) for word in text.casefold().split()}
    longest_first = sorted(
        (word for word in groups["uncounted"] if len(word) >= SHORTEST_WORD),
        key=len,
        reverse=True,
    )
    return Words(frozenset(groups["never"]), re.compile("|".join(longest_first)))
