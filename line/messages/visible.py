"""Which characters does a reader see, and which only steer what is around them?"""

import re
import unicodedata
from typing import Final

# They count as letters, marks or symbols, and show nothing: the default ignorable code points
# that are no format controls (Unicode 16, DerivedCoreProperties), and the empty braille cell.
BLANK: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# The same and every other sign that shows nothing, for PostgreSQL: nothing but such.
NOTHING_SEEN: Final = (
    r"^[\s\x01-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000e0000-\U000e0fff]*$"
)
# They turn the order of what follows, so that a text reads other than it is.
DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
STEERS: Final = "目に見えない特殊な文字が入っています。貼り付けた部分を入力し直してください。"


def is_seen(text: str) -> bool:
    """Is there anything to be seen?"""
    return any(_is_drawn(character) for character in text)


def readable(text: str) -> str:
    """The letters and figures of a text, without what is only drawn between them or not at all."""
    return "".join(
        character
        for character in text
        if unicodedata.category(character)[0] in "LN" and _is_drawn(character)
    )


def control_problem(text: str) -> str:
    """Does the text hold characters that steer instead of being read, such as a reversed order?"""
    return STEERS if any(_steers(character) for character in text) else ""


def _is_drawn(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZC" and not BLANK.match(character)


def _steers(character: str) -> bool:
    if character in DIRECTIONS or "\ud800" <= character <= "\udfff":
        return True
    return unicodedata.category(character) == "Cc" and character not in "\n\t"
