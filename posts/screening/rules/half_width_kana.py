"""Is there half-width kana, which is hard to read and is read aloud in pieces?"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

HALF: Final = re.compile(r"[\uff61-\uff9f]+")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        found = list(HALF.finditer(part.text))
        if found:
            start, end = found[0].start(), found[-1].end()
            fix = HALF.sub(_full, part.text[start:end])
            words = (
                f"半角のカタカナが{len(found)}か所で使われています。全角のカタカナにしてください。"
            )
            yield Hit(part.written(start, end), words, Severity.HINTS, fix=fix)


def _full(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


RULE: Final = Rule(
    name="half_width_kana",
    title="半角のカタカナ",
    severities=(Severity.HINTS,),
    source="公用文作成の考え方（2022年）",
    check=check,
)
CAUGHT: Final = ("ﾊﾁﾉﾍの朝市", "ｲﾍﾞﾝﾄのお知らせ", "｢はっち｣で")
PASSED: Final = ("ハチノヘの朝市", "「はっち」で", "ABC")
