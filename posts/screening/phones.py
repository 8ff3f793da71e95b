"""Which telephone numbers does a text hold, in whatever notation?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

AREA: Final = "0178"
LABEL: Final = (
    r"(?:電話番号|電話|TEL|Tel|tel|☎️?|📞|FAX|Fax|ファクス|ファックス|お問合せ先?|問い?合わせ先?)"
)
FAX: Final = re.compile(r"(?:FAX|Fax|fax|ファクス|ファックス|F)[\])】:\s]*$")
POSTAL: Final = re.compile(r"(?:〒|郵便番号:?)\s*$")
# Groups of figures that begin as a telephone number does.
WITH_AREA: Final = re.compile(
    r"(?<![0-9./-])(?:\(0\d{1,4}\)\s?|0\d{1,4}[-( ]\s?)\d{1,4}[-) ]\s?\d{1,5}(?![\d-]|[./]\d)"
    r"|(?<![A-Za-z0-9./-])0\d{9,10}(?!\d)"
)
WITHOUT_ZERO: Final = re.compile(r"(?<![A-Za-z0-9./-])178-\d{2}-\d{4}(?![\d-])")
LOCAL: Final = re.compile(
    rf"(?:{LABEL}[\])】:\s]*|(?:課|室|館|センター)[(\s])(?P<local>\d{{2}}-\d{{3,5}})(?![\d-])"
)
LABELLED: Final = re.compile(
    rf"{LABEL}[\])】:\s]*(?P<number>0\d{{1,4}}-\d{{2,9}}|0\d{{6,11}})(?![\d-])"
)
TEN: Final = 10
ELEVEN: Final = re.compile(r"0[5789]0|0800")


@dataclass(frozen=True)
class Phone:
    """A number at normal.text[start:end]; `digits` as written; `is_local` has no area code."""

    start: int
    end: int
    digits: str
    is_fax: bool
    is_local: bool = False

    @property
    def wanted(self) -> int:
        """How many digits has such a number? 総務省 電気通信番号計画."""
        if self.is_local:
            return TEN - len(AREA)
        return TEN + 1 if ELEVEN.match(self.digits) else TEN

    @property
    def is_whole(self) -> bool:
        """Has it as many digits as it needs, and a zero ahead of its area?"""
        return len(self.digits) == self.wanted and (self.is_local or self.digits.startswith("0"))

    @property
    def national(self) -> str:
        """All its digits, the city's area code added to a local number."""
        return AREA + self.digits if self.is_local else self.digits


def phones_in(text: str) -> tuple[Phone, ...]:
    """Every number in a normal text, in its order; postal codes and My Number's shape are none."""
    found: dict[int, Phone] = {}
    for start, end, local in _places(text):
        taken = any(phone.start <= start < phone.end for phone in found.values())
        digits = re.sub(r"\D", "", text[start:end])
        if (
            not taken
            and len(digits) <= TEN + 2
            and not POSTAL.search(text[max(0, start - 8) : start])
        ):
            is_fax = FAX.search(text[max(0, start - 8) : start]) is not None
            found[start] = Phone(start, end, digits, is_fax, local)
    return tuple(found[start] for start in sorted(found))


def _places(text: str) -> Iterator[tuple[int, int, bool]]:
    for pattern in (WITH_AREA, WITHOUT_ZERO):
        yield from ((*match.span(), False) for match in pattern.finditer(text))
    yield from ((*match.span("number"), False) for match in LABELLED.finditer(text))
    yield from ((*match.span("local"), True) for match in LOCAL.finditer(text))
