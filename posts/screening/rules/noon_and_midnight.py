"""Can a time around noon or midnight be taken for another one?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

TWELVE: Final = re.compile(r"午[前後](?:12時(?!間)(?:\d{1,2}分|半)?|12:\d\d)")
MIDNIGHT: Final = re.compile(r"(?<![\d:])24(?:時(?!間)(?:0{1,2}分)?|:00)")
UNTIL_ZERO: Final = re.compile(
    r"(?:(?<!正)午前0時|(?<![\d:])0:00|(?<![\d午前後])0時)(?:まで|締切|〆切)"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in TWELVE.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」は昼とも夜とも読めます。昼なら「正午」や「午後0時」、"
                "夜なら「午前0時」と書いてください。",
                Severity.ASKS,
            )
        for found in MIDNIGHT.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」は次の日の0時です。「23:59」や「翌日の0:00」と書くと間違われません。",
                Severity.HINTS,
            )
        for found in UNTIL_ZERO.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                "「0時まで」は一日早くも遅くも読まれます。「前の日の23:59まで」のように書けます。",
                Severity.HINTS,
            )


RULE: Final = Rule(
    name="noon_and_midnight",
    title="正午・深夜0時の書き方",
    severities=(Severity.ASKS, Severity.HINTS),
    source="公用文作成の考え方",
    check=check,
)
CAUGHT: Final = (
    "午後12時に閉めます。",
    "午前１２時３０分から",
    "24:00まで受け付けます。",
    "４月３０日２４時締切",
    "4月30日午前0時まで",
)
PASSED: Final = (
    "午後0時30分に開きます。",
    "正午に鳴らします。",
    "24時間受け付けます。",
    "12:00～13:00",
    "124:00",
    "10:00まで",
)
