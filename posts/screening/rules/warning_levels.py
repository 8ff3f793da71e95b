"""Does the level in the name of a warning fit its grade?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

LEVELS: Final = {"注意報": "2", "警報": "3", "危険警報": "4", "特別警報": "5"}
NAMED: Final = re.compile(
    r"レベル ?(?P<level>[1-5]) ?(?P<what>大雨|土砂災害|氾濫|高潮|洪水)?"
    r"(?P<grade>注意報|危険警報|特別警報|警報)"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in NAMED.finditer(part.normal.text):
            right = LEVELS[found["grade"]]
            if found["level"] != right:
                yield Hit(
                    part.span(*found.span()),
                    f"「{found['grade']}」はレベル{right}です。レベル{found['level']}と"
                    "書かれています。気象庁の発表を確かめ、どちらかを直してください。",
                    Severity.BLOCKS,
                )


RULE: Final = Rule(
    name="warning_levels",
    title="警報とレベルの食い違い",
    severities=(Severity.BLOCKS,),
    source="気象庁「新たな防災気象情報」（2026年）",
    check=check,
)
CAUGHT: Final = (
    "レベル4大雨警報",
    "レベル３土砂災害危険警報",
    "レベル4大雨特別警報",
    "レベル3注意報",
)
PASSED: Final = (
    "レベル3大雨警報",
    "レベル4土砂災害危険警報",
    "レベル5特別警報",
    "レベル2大雨注意報",
)
