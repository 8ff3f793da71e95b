"""Is there a character that not every phone shows, or that is read aloud strangely?"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

# Signs beyond JIS X 0208: numerals, abbreviations in one cell, units, era names.
SINGLE: Final = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u2160-\u217f\u3220-\u33ff\u2116\u2121]")
NAMES: Final = {
    "㈱": "株式会社",
    "㈲": "有限会社",
    "㈳": "社団法人",
    "㈶": "財団法人",
    "℡": "電話",
    "№": "No.",
}


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in SINGLE.finditer(part.text):
            fix = _plain(found[0])
            yield Hit(
                part.written(*found.span()),
                f"「{found[0]}」は、機種によって見えなかったり、読み上げられなかったりします。"
                f"「{fix}」にしてください。",
                Severity.HINTS,
                fix=fix,
            )


def _plain(character: str) -> str:
    if character in NAMES:
        return NAMES[character]
    plain = unicodedata.normalize("NFKC", character)
    circled = "\u2460" <= character <= "\u2473" or "\u2776" <= character <= "\u2793"
    if circled or "\u3280" <= character <= "\u32bf":
        number = unicodedata.numeric(character, 0)
        return f"({int(number)})" if number else f"({plain})"
    return plain


RULE: Final = Rule(
    name="machine_characters",
    title="機種によって見えない文字",
    severities=(Severity.HINTS,),
    source="JIS X 8341-3",
    check=check,
)
CAUGHT: Final = (
    "①申込み ②抽せん",
    "第Ⅰ期",
    "㈱八戸",
    "℡ 0178-43-2111",
    "10㎏までのごみ",
    "㍻の記録",
)
PASSED: Final = ("(1)申込み", "第1期", "株式会社八戸", "10キログラムまで", "〒031-8686 ※要予約 ●")
