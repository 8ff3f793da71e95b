"""Is there a My Number: twelve figures whose last one fits the others?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

TWELVE: Final = re.compile(r"(?<![\d-])\d{4}[- ]?\d{4}[- ]?\d{4}(?![ -]?\d)")
NAMED: Final = re.compile(r"マイナンバー|個人番号|my ?number", re.IGNORECASE)
NEAR: Final = 20


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        text = part.normal.text
        for found in TWELVE.finditer(text):
            digits = re.sub(r"\D", "", found[0])
            if is_my_number(digits):
                words = "マイナンバーの可能性が高い12桁の数字です。消してください。"
                yield Hit(part.span(*found.span()), words, Severity.BLOCKS)
            elif NAMED.search(text[max(0, found.start() - NEAR) : found.start()]):
                words = "マイナンバーとして書かれた数字のようです。消すか、理由を書いてください。"
                yield Hit(part.span(*found.span()), words, Severity.ASKS)


def is_my_number(digits: str) -> bool:
    """Does the check digit fit? 番号利用法施行令 8条, 総務省令85号(平成26年) 5条."""
    if len(set(digits)) == 1:
        return False
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


RULE: Final = Rule(
    name="my_number",
    title="マイナンバー",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "番号は123456789018です。",
    "１２３４　５６７８　９０１８",
    "1234-5678-9018",
    "マイナンバー：1234 5678 9012",
)
PASSED: Final = (
    "法人番号 7000020022039",
    "受付番号 123456789012",
    "2027年4月29日10時から12時まで",
    "電話 0178-43-2111 0178-43-9317",
    "4111 1111 1111 1111",
)
