"""Do an era's year and a Western year that stand side by side mean the same year?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.eras import NAMES, western
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

ERA: Final = rf"(?P<era>{NAMES})\s*(?P<count>元|\d{{1,2}})年?度?"
WEST: Final = r"(?:西暦)?(?P<west>(?:19|20)\d{2})年?度?"
PAIRS: Final = (
    re.compile(rf"{ERA}\s*[(/=・]\s*{WEST}(?!\d|[./]\d)"),
    re.compile(rf"(?<!\d){WEST}\s*[(/=・]\s*{ERA}"),
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in (match for pair in PAIRS for match in pair.finditer(part.prose)):
            year = western(found["era"], 1 if found["count"] == "元" else int(found["count"]))
            if year != int(found["west"]):
                yield Hit(
                    part.span(*found.span()),
                    f"{found['era']}{found['count']}年は{year}年です"
                    f"（{found['west']}年と並べて書かれています）。どちらかを直してください。",
                    Severity.BLOCKS,
                )


RULE: Final = Rule(
    name="year_pair",
    title="元号と西暦の食い違い",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "令和9年（2026年）4月1日から",
    "2027年（令和8年）の開催です。",
    "令和９年度（２０２８年度）の予算です。",
)
PASSED: Final = (
    "令和9年（2027年）4月29日（木）",
    "2027年(令和9年)に開きます。",
    "令和元年（2019年）から続いています。",
    "令和9年4月1日・2028年の予定",
)
