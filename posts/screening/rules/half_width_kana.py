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
        for found in HALF.finditer(part.text):
            fix = unicodedata.normalize("NFKC", found[0])
            words = f"半角のカタカナが使われています。「{fix}」にしてください。"
            yield Hit(part.written(*found.span()), words, Severity.HINTS, fix=fix)


RULE: Final = Rule(
    name="half_width_kana",
    title="半角のカタカナ",
    severities=(Severity.HINTS,),
    source="公用文作成の考え方（2022年）",
    check=check,
)
CAUGHT: Final = ("ﾊﾁﾉﾍの朝市", "ｲﾍﾞﾝﾄのお知らせ", "｢はっち｣で")
PASSED: Final = ("ハチノヘの朝市", "「はっち」で", "ABC")
