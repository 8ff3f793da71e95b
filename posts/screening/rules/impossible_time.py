"""Is there a time of day that no clock shows, such as 25:00 or 10:75?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

CLOCK: Final = re.compile(
    r"(?:(?P<half>午前|午後)\s?)?(?<![\d.])(?<!\d:)(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?![\d:])|時(?![間限代差点給速短])(?:(?P<minutes>\d{1,2})分)?)"
)
LAST: Final = {"午前": 12, "午後": 12, "": 24}


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in CLOCK.finditer(part.prose):
            half, hour = found["half"] or "", int(found["hour"])
            minute = int(found["minute"] or found["minutes"] or 0)
            last = LAST[half]
            if hour > last or minute > 59 or (hour == 24 and minute):
                yield Hit(
                    part.span(*found.span()),
                    f"「{found[0]}」という時刻はありません。時と分を確かめてください。",
                    Severity.BLOCKS,
                )


RULE: Final = Rule(
    name="impossible_time",
    title="ありえない時刻",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "25:00から始めます。",
    "時間：10:00－25:00",
    "受付は10:75までです。",
    "午後１３時６０分に開始します。",
    "午後13時に閉めます。",
    "午前14時から",
    "25時に集合してください。",
)
PASSED: Final = (
    "10:00から17:15まで開いています。",
    "24:00に締め切ります。",
    "縮尺は1:25000です。",
    "13時30分開演",
    "午後0時30分、午前12時",
    "48時間以内、30時限の講座",
)
