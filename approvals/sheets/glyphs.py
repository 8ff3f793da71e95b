"""Which characters can the PDF show, and how does it name the others?"""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

import pylopdf_fonts_jp

FAMILY: Final = "Noto Sans JP"
# The table of all of Unicode: platform 3 (Windows), encoding 10, format 12 (OpenType, cmap).
ALL_OF_UNICODE: Final = (3, 10)
SEGMENTED: Final = 12
# Invisible, and meant so: they join characters, or choose the form of the one before them.
JOINERS: Final = frozenset(
    map(chr, (0x0A, 0x200D, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
HIDDEN: Final = frozenset({"Cc", "Cf", "Co"})


def folder() -> Path:
    """Where the font lies."""
    return pylopdf_fonts_jp.sans_path().parent


def printable(text: str) -> str:
    """The text with every character that the font has not got as 〔U+1F389〕.

    Nothing is lost: a picture character, a control character or one that turns the direction of
    writing is named where it stands, so that paper cannot show less than was sent.
    """
    return "".join(one if _is_shown(one) else f"〔U+{ord(one):04X}〕" for one in text)


def _is_shown(character: str) -> bool:
    if character in JOINERS:
        return True
    return ord(character) in _drawn() and unicodedata.category(character) not in HIDDEN


@cache
def _drawn() -> frozenset[int]:
    """The code points that the font has a form for."""
    font = pylopdf_fonts_jp.sans_path().read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables)]
    (start,) = [offset for name, _, offset, _ in records if name == b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    maps = [struct.unpack_from(">HHI", font, start + 4 + 8 * number) for number in range(count)]
    (place,) = [start + offset for *kind, offset in maps if tuple(kind) == ALL_OF_UNICODE]
    form, groups = struct.unpack_from(">H10xI", font, place)
    if form != SEGMENTED:
        raise ValueError(f"a cmap of format {form}")
    runs = (struct.unpack_from(">II", font, place + 16 + 12 * number) for number in range(groups))
    return frozenset(code for first, last in runs for code in range(first, last + 1))
