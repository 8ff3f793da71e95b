"""Is there a word that no post of a city should hold?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.listed import hits
from posts.screening.rule import Rule
from posts.screening.shipped.words import OBSCENE


def check(draft: Draft) -> Iterator[Hit]:
    yield from hits(draft, OBSCENE)


RULE: Final = Rule(
    name="obscene_words",
    title="みだらな言葉",
    severities=(Severity.ASKS,),
    source="責7",
    check=check,
)
CAUGHT: Final = ("アダルトサイトの請求にご注意ください。", "ポルノの被害", "エロい画像")
PASSED: Final = ("エッチングの作品展", "エロイカを演奏します。", "風俗画の展示")
