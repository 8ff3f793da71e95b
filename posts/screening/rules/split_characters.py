"""Is a letter split from its mark (か + ゛), as some computers write file names?"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

SPLIT: Final = re.compile(
    r"[ぁ-ゖァ-ヺ][\u3099\u309a]|[A-Za-z][\u0300-\u0304\u0306-\u030c\u0327\u0328]"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in SPLIT.finditer(part.text):
            fix = unicodedata.normalize("NFC", found[0])
            words = "濁点などが文字から離れています。ひとつの文字に直してください。"
            yield Hit(part.written(*found.span()), words, Severity.HINTS, fix=fix)


RULE: Final = Rule(
    name="split_characters",
    title="離れた濁点",
    severities=(Severity.HINTS,),
    source="Unicode正規化形式C",
    check=check,
)
CAUGHT: Final = ("か\u3099っこうの前で", "ハ\u309aレート\u3099", "Cafe\u0301")
PASSED: Final = ("がっこうの前で", "パレード", "Café", "ばら゛")
