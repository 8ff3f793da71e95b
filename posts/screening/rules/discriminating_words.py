"""Is there a word that discriminates, or that leans on a prejudice?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.listed import hits
from posts.screening.rule import Rule, example
from posts.screening.shipped.words import DISCRIMINATING


def check(draft: Draft) -> Iterator[Hit]:
    yield from hits(draft, DISCRIMINATING)


RULE: Final = Rule(
    name="discriminating_words",
    title="差別につながる言葉",
    severities=(Severity.ASKS,),
    source="責4",
    check=check,
)
CAUGHT: Final = (
    "外人の方も参加できます。",
    "父兄の皆様へ",
    "看護婦を募集します。",
    "片手落ちの対応とならないよう",
    example("お知らせ", title="痴呆の方の家族会"),
)
PASSED: Final = (
    "ちびっこ競り体験",
    "まだページをめくらないでください。",
    "外国人住民の方も参加できます。",
    "案外人が多く集まりました。",
    "在外人材の活用",
    "ホモ・サピエンス展",
    "八幡馬と土人形の展示",
    "認知症カフェを開きます。",
)
