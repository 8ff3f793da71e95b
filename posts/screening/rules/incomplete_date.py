"""Is the day missing in a date: 「4月（木）」?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

NO_DAY: Final = re.compile(r"(?<!\d)\d{1,2}月 ?\([月火水木金土日](?:曜日?)?(?:・祝日?)?\)")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in NO_DAY.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」に日がありません。何日かを書いてください。",
                Severity.BLOCKS,
            )


RULE: Final = Rule(
    name="incomplete_date",
    title="日の抜けた日付",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = ("4月（木）に開きます。", "令和9年４月（木・祝）")
PASSED: Final = ("4月29日（木・祝）に開きます。", "4月の木曜日に開きます。", "4月（予定）")
