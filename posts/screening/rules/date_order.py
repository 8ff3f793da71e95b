"""Does a period end before it begins?"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from audit.dates_ja import date_only
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for (part, first), (other, last) in pairwise(draft.dates):
        if part is not other or not last.ends_range or not first.day or not last.day:
            continue
        if last.day < first.day:
            yield Hit(
                part.span(first.start, last.end),
                f"終わりの{date_only(last.day)}が、始まりの{date_only(first.day)}より前です。"
                "どちらかを直してください。",
                Severity.BLOCKS,
            )


RULE: Final = Rule(
    name="date_order",
    title="終わりが始まりより前の期間",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "5月10日（月）から5月7日（金）まで",
    "令和9年6月1日～令和9年5月31日",
    "募集期間：5/20(木)～5/10(月)",
    "5月20日から10日まで",
)
PASSED: Final = (
    "5月7日（金）から5月10日（月）まで",
    "12月29日（水）から1月3日（月）まで",
    "令和9年12月1日～令和10年1月31日",
    "5月10日（月）、5月7日（金）の2回",
)
