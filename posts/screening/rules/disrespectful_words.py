"""Is there a word that looks down on people?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.listed import hits
from posts.screening.rule import Rule
from posts.screening.shipped.words import DISRESPECTFUL


def check(draft: Draft) -> Iterator[Hit]:
    yield from hits(draft, DISRESPECTFUL)


RULE: Final = Rule(
    name="disrespectful_words",
    title="人を見下す言葉",
    severities=(Severity.ASKS,),
    source="責3",
    check=check,
)
CAUGHT: Final = ("そんな馬鹿な話はありません。", "バカにされたと感じたら", "老害と呼ばれて")
PASSED: Final = (
    "アボカドとスパナ",
    "クズが茂る川岸",
    "馬や鹿に注意してください。",
    "バカンスの季節です。",
)
