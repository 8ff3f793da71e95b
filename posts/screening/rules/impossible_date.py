"""Is there a date that no calendar has, such as 2月30日?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for part, mention in draft.dates:
        if not mention.candidates:
            yield Hit(
                part.span(mention.start, mention.end),
                f"「{part.normal.text[mention.start : mention.end]}」という日はありません。"
                "月と日を確かめてください。",
                Severity.BLOCKS,
            )


RULE: Final = Rule(
    name="impossible_date",
    title="ありえない日付",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "2月30日に開きます。",
    "令和9年2月29日までに申し込んでください。",
    "１３月１日から始めます。",
    "4/31(金)に開きます。",
    "2027.6.31まで",
    "5月0日",
    "4月30日（金）から31日（土）まで",
)
PASSED: Final = (
    "2028年2月29日（火）",
    "5月31日まで",
    "第2・4月曜日",
    "30月曜",
    "1/2カップ",
    "https://www.city.hachinohe.aomori.jp/2027/13/40/",
    "30日間の展示です。",
)
