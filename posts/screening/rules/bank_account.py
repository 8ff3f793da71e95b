"""Is there the number of a bank account?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

ACCOUNT: Final = re.compile(
    r"(?:普通|当座|貯蓄|口座番号)(?:預金|口座)?[\s:)(（）番号Nno.]{0,6}(?P<number>\d{6,8})(?!\d)"
    r"|(?:記号)[\s:]{0,2}(?P<sign>\d{5})[\s,、:-]{0,3}(?:番号)[\s:]{0,2}\d{6,8}(?!\d)",
    re.IGNORECASE,
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in ACCOUNT.finditer(part.normal.text):
            yield Hit(
                part.span(*found.span()),
                "銀行の口座番号が書かれています。誰の口座で、載せてよい理由を書いてください。",
                Severity.ASKS,
            )


RULE: Final = Rule(
    name="bank_account",
    title="銀行の口座番号",
    severities=(Severity.ASKS,),
    source="個1",
    check=check,
)
CAUGHT: Final = (
    "八戸支店 普通 1234567",
    "口座番号：０１２３４５６",
    "記号 18430 番号 12345671",
)
PASSED: Final = ("普通救命講習 2027年度", "当座の間、休みます。", "受付番号 1234567")
