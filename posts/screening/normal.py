"""How does a text read when every notation of the same character is one, and where was it written?

Rules search the normal form (NFKC; one dash, one wave), in which ４／２９（木） is 4/29(木).
Offsets lead back to what the drafter wrote.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500"
FOLDED: Final = {**dict.fromkeys(DASHES, "-"), "\u301c": "~", "\u223c": "~"}
# ①4月 must not become 14月.
KEPT: Final = (
    ("\u2460", "\u2473"),
    ("\u2474", "\u249b"),
    ("\u24ea", "\u24ff"),
    ("\u2776", "\u2793"),
)
# Half-width ﾞ and ﾟ belong to the letter before them, as combining marks do.
VOICING: Final = "\uff9e\uff9f"
# What follows is no prose: figures in it are neither dates nor telephone numbers.
ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[!-~]+", re.ASCII
)


@dataclass(frozen=True)
class Normal:
    """The normal form; `starts[i]`/`ends[i]` bound what its character i was written as."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The offsets into the original of text[start:end]. Raises IndexError outside the text."""
        if start == end:
            at = self.starts[start] if start < len(self.starts) else (self.ends or (0,))[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]


def normal_form(written: str) -> Normal:
    """The normal form of a text, with the way back."""
    if written.isascii():
        return Normal(written, tuple(range(len(written))), tuple(range(1, len(written) + 1)))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(written):
        end = _end_of_character(written, position)
        part = _folded(written[position:end])
        parts.append(part)
        starts.extend([position] * len(part))
        ends.extend([end] * len(part))
        position = end
    return Normal("".join(parts), tuple(starts), tuple(ends))


def without_addresses(text: str) -> str:
    """The text with every web and mail address blanked, as long as before."""
    return ADDRESS.sub(lambda found: " " * len(found[0]), text)


def _end_of_character(written: str, start: int) -> int:
    end = start + 1
    while end < len(written) and (
        written[end] in VOICING or (written[end] > "\u02ff" and unicodedata.combining(written[end]))
    ):
        end += 1
    return end


def _folded(character: str) -> str:
    if character in FOLDED:
        return FOLDED[character]
    if len(character) == 1 and any(first <= character <= last for first, last in KEPT):
        return character
    return unicodedata.normalize("NFKC", character)
