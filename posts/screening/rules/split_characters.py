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
        found = list(SPLIT.finditer(part.text))
        if found:
            start, end = found[0].start(), found[-1].end()
            fix = SPLIT.sub(_joined, part.text[start:end])
            words = (
                f"濁点などが{len(found)}か所で文字から離れています。ひとつの文字に直してください。"
            )
            yield Hit(part.written(start, end), words, Severity.HINTS, fix=fix)


def _joined(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])


RULE: Final = Rule(
    name="split_characters",
    title="離れた濁点",
    severities=(Severity.HINTS,),
    source="Unicode正規化形式C",
    check=check,
)
CAUGHT: Final = ("か\u3099っこうの前で", "ハ\u309aレート\u3099", "Cafe\u0301")
PASSED: Final = ("がっこうの前で", "パレード", "Café", "ばら゛")
