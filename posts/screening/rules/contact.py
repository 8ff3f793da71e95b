"""Does the post say whom to ask: a section and its telephone number?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.phones import Phone
from posts.screening.rule import Rule, example
from posts.screening.sections import OFFICE

# 投1, 投2, 投4, 投6 ask the reader to do something; a view of the sea does not, nor does a quake.
NEEDED_IN: Final = ("1", "2", "4", "6")
REACH: Final = 40


def check(draft: Draft) -> Iterator[Hit]:
    if draft.category not in NEEDED_IN or draft.kind in ("drill", "cancellation"):
        return
    numbers = [(part.prose, phone) for part in draft.parts for phone in part.phones]
    if not numbers:
        yield Hit(
            WHOLE,
            "問い合わせ先がありません。課の名前と電話番号を書くか、要らない理由を答えてください。",
            Severity.ASKS,
        )
    elif not any(_names_an_office(text, phone) for text, phone in numbers):
        yield Hit(
            WHOLE,
            "電話番号のそばに、どこの番号かがありません。課の名前を添えてください。",
            Severity.ASKS,
        )


def _names_an_office(text: str, phone: Phone) -> bool:
    return bool(OFFICE.search(text[max(0, phone.start - REACH) : phone.end + REACH]))


RULE: Final = Rule(
    name="contact",
    title="問い合わせ先",
    severities=(Severity.ASKS,),
    source="運用",
    check=check,
)
CAUGHT: Final = (
    "健診の日程が変わりました。",
    "健診の日程が変わりました。電話 0178-43-2111",
    example("イベントを開きます。", category="2"),
)
PASSED: Final = (
    "問合せ：健康づくり推進課 電話0178-38-0710",
    "くわしくは0178-43-2111（市役所 広報統計課）へ",
    "八戸圏域水道企業団 0178-70-7000",
    "公会堂 電話0178-44-7171",
    "休日夜間急病診療所（0178-43-2111）",
    example("海がきれいです。", category="3"),
    example("地震がありました。", category="5"),
)
