"""Which year of the Western calendar is a year of an era, and does the era have it at all?"""

from datetime import date
from typing import Final

# First year and last day of each era; the present one has none. 元号法, 皇室典範特例法.
ERAS: Final[dict[str, tuple[int, date | None]]] = {
    "明治": (1868, date(1912, 7, 30)),
    "大正": (1912, date(1926, 12, 25)),
    "昭和": (1926, date(1989, 1, 7)),
    "平成": (1989, date(2019, 4, 30)),
    "令和": (2019, None),
}
LETTERS: Final = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
NAMES: Final = "令和|平成|昭和|大正|明治"


def western(era: str, year: int) -> int:
    """令和9年 is 2027."""
    return ERAS[LETTERS.get(era, era)][0] + year - 1


def is_over(era: str, year: int, day: date | None = None) -> bool:
    """Did the era end before this year of it, or before this day?"""
    end = ERAS[LETTERS.get(era, era)][1]
    return end is not None and (western(era, year) > end.year or (day is not None and day > end))


def in_present_era(year: int) -> str:
    """2027 is 令和9年; a year before 2019 stays Western."""
    first = ERAS["令和"][0]
    if year < first:
        return f"{year}年"
    return "令和元年" if year == first else f"令和{year - first + 1}年"
