"""Is there a word of the office's own business, which citizens were not meant to read?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.listed import hits
from posts.screening.rule import Rule
from posts.screening.shipped.words import INTERNAL


def check(draft: Draft) -> Iterator[Hit]:
    yield from hits(draft, INTERNAL)


RULE: Final = Rule(
    name="internal_words",
    title="庁内の言葉",
    severities=(Severity.ASKS,),
    source="法2",
    check=check,
)
CAUGHT: Final = ("本件は起案のとおりです。", "内部資料より", "想定問答を添えます。")
PASSED: Final = ("企画案内をご覧ください。", "審議会の一部は非公開です。", "資料は市庁内部の窓口で")
