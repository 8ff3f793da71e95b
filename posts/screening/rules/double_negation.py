"""Is something denied twice, so that the reader has to count?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

TWICE: Final = re.compile(
    r"ない(?:わけ|こと|もの|はず|とき|場合)?(?:では|じゃ|は|も|が|とは|とも)(?:ない|ありません|限りません|言えません|いえません|限らない|言えない|いえない)"
    r"|(?:なく|ずに)(?:は|も)(?:ない|ありません|いられ(?:ない|ません))"
    r"|(?:ない|ません)(?:人|方|者)は(?:いない|いません)"
    r"|不(?:可能|必要|十分|適切)では(?:ない|ありません)"
)
# 「なければなりません」 is how Japanese says must.
MUST: Final = re.compile(r"なければ|なくては|ないと")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        for found in TWICE.finditer(part.normal.text):
            if not MUST.match(found[0]):
                yield Hit(
                    part.span(*found.span()),
                    f"「{found[0]}」は、打消しが重なっています。「できます」「あります」など、"
                    "打ち消さない言い方にすると伝わりやすくなります。",
                    Severity.HINTS,
                )


RULE: Final = Rule(
    name="double_negation",
    title="二重の打消し",
    severities=(Severity.HINTS,),
    source="在留支援のためのやさしい日本語ガイドライン",
    check=check,
)
CAUGHT: Final = (
    "参加できないわけではありません。",
    "予約がないこともありません。",
    "申し込まない人はいません。",
    "不可能ではありません。",
)
PASSED: Final = (
    "申請しなければなりません。",
    "予約は要りません。",
    "出さないでください。来ない場合は連絡してください。",
)
