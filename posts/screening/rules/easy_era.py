"""Is a year of the やさしい日本語 written in the Western calendar?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example

FIRST: Final = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
ERA: Final = re.compile(r"(?P<era>令和|平成|昭和|大正|明治)(?P<year>元|\d{1,2})年(?P<fiscal>度)?")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        for found in ERA.finditer(part.normal.text) if part.kind == "easy" else ():
            number = 1 if found["year"] == "元" else int(found["year"])
            fix = f"{FIRST[found['era']] + number - 1}年{found['fiscal'] or ''}"
            words = f"元号は伝わりにくいことがあります。「{fix}」にしてください。"
            yield Hit(part.span(*found.span()), words, Severity.HINTS, fix=fix)


RULE: Final = Rule(
    name="easy_era",
    title="やさしい日本語の年",
    severities=(Severity.HINTS,),
    source="弘前大学「やさしい日本語」作成のためのガイドライン",
    check=check,
)
CAUGHT: Final = (
    example("年", easy="令和9年4月に はじまります。"),
    example("年", easy="平成元年に できました。"),
)
PASSED: Final = (example("年", easy="2027年4月に はじまります。"), "令和9年4月に始まります。")
