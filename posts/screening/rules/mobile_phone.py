"""Is there a mobile telephone number, which as a rule belongs to one person?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.lists import Lists
from posts.screening.rule import Rule, example

MOBILE: Final = re.compile(
    r"(?<![\d-])(?:0[6789]0[-( .]{0,2}\d{4}[-) .]{0,2}\d{4}"
    r"|\+81[- ]?[6789]0[- ]?\d{4}[- ]?\d{4})(?![\d-])"
)


def check(draft: Draft) -> Iterator[Hit]:
    known = {_digits(phone) for phones in draft.lists.phones.values() for phone in phones}
    for part in draft.parts:
        for found in MOBILE.finditer(part.normal.text):
            if _digits(found[0]) not in known:
                yield Hit(
                    part.span(*found.span()),
                    "携帯電話の番号は、個人のものであることがほとんどです。課の番号にするか、"
                    "載せる理由を書いてください。",
                    Severity.ASKS,
                )


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone.replace("+81", "0", 1))


RULE: Final = Rule(
    name="mobile_phone",
    title="携帯電話の番号",
    severities=(Severity.ASKS,),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "連絡先 090-1234-5678",
    "０８０（１２３４）５６７８まで",
    "07012345678",
    "電話 +81 90-1234-5678",
)
PASSED: Final = (
    "電話 0178-43-2111",
    "会員番号 109012345678",
    "0120-123-456",
    example(
        "当日の連絡先 090-1234-5678",
        lists=Lists((), {"観光課": ("09012345678",)}, (), ()),
    ),
)
