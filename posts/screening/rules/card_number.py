"""Is there the number of a credit card?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

# ISO/IEC 7812: the brands of Japan's cards begin so, with 14 to 16 figures.
CARD: Final = re.compile(
    r"(?<![\d-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|35[2-8]\d)(?:[- ]?\d{4}){3}"
    r"|3[47]\d{2}[- ]?\d{6}[- ]?\d{5}|3[0689]\d{2}[- ]?\d{6}[- ]?\d{4})(?![\d-])"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in CARD.finditer(part.normal.text):
            if _fits(re.sub(r"\D", "", found[0])):
                words = "クレジットカードの番号とみられる数字です。消してください。"
                yield Hit(part.span(*found.span()), words, Severity.BLOCKS)


def _fits(digits: str) -> bool:
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(n - 9 if n > 9 else n for n in doubled)) % 10 == 0


RULE: Final = Rule(
    name="card_number",
    title="クレジットカードの番号",
    severities=(Severity.BLOCKS,),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "4111 1111 1111 1111",
    "番号は５５５５５５５５５５５５４４４４",
    "3782-822463-10005",
)
PASSED: Final = ("4111 1111 1111 1112", "管理番号 1234567890123456", "0178-43-2111")
