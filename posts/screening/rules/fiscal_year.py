"""Are 年 and 年度 told apart: does a 年度 end in March of the next year?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.eras import NAMES
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

DATED: Final = re.compile(
    rf"(?:(?:{NAMES})(?:元|\d{{1,2}})|\d{{4}})年度\s*\d{{1,2}}月\s*\d{{1,2}}日"
)
END: Final = re.compile(
    rf"(?P<era>{NAMES})(?P<count>\d{{1,2}})年度末?[(、]\s*(?:(?P=era)(?P<from>\d{{1,2}})年4月1?日?\s*(?:~|から)\s*)?"
    r"(?P=era)(?P<end>\d{1,2})年3月(?:31日|末)?"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in DATED.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」は「年度」と月日が続いています。「年」のことか確かめてください。",
                Severity.ASKS,
            )
        for found in END.finditer(part.prose):
            year = int(found["count"])
            if int(found["end"]) != year + 1 or int(found["from"] or year) != year:
                yield Hit(
                    part.span(*found.span()),
                    f"{found['era']}{year}年度は{year}年4月から{year + 1}年3月までです。"
                    "年と年度を確かめてください。",
                    Severity.ASKS,
                )


RULE: Final = Rule(
    name="fiscal_year",
    title="年と年度の取り違え",
    severities=(Severity.ASKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "令和8年度2月15日に開きます。",
    "令和9年度末（令和9年3月31日）まで",
    "令和９年度（令和９年４月～令和９年３月）の事業です。",
)
PASSED: Final = (
    "令和9年度の予算です。",
    "令和9年度末（令和10年3月31日）まで",
    "令和9年度（令和9年4月～令和10年3月）の事業です。",
    "令和9年4月29日",
)
