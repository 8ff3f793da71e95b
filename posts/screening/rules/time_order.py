"""Does a span of hours end before it begins?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.clock import Hours, hours_in
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

# 22:00～5:00 runs through the night; 17:00～9:00 was more likely turned round.
NIGHT: Final = 20 * 60
DAWN: Final = 7 * 60
EVENING: Final = 16 * 60
MORNING: Final = 10 * 60
NOON: Final = 12 * 60


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for hours in hours_in(part.prose):
            if hours.last.minutes < hours.first.minutes and not _overnight(hours):
                meant = _half_a_day_later(hours) or _through_the_night(hours)
                yield Hit(
                    part.span(hours.start, hours.end),
                    f"終わりの時刻が始まりより前です（{part.prose[hours.start : hours.end]}）。"
                    + (
                        f"{meant}のことなら、そう書いてください。"
                        if meant
                        else "時刻を直してください。"
                    ),
                    Severity.ASKS if meant else Severity.BLOCKS,
                )


def _overnight(hours: Hours) -> bool:
    late = hours.first.minutes >= NIGHT and hours.last.minutes <= DAWN
    return hours.overnight or late


def _through_the_night(hours: Hours) -> str:
    late = hours.first.minutes >= EVENING and hours.last.minutes <= MORNING
    return "翌日" if late else ""


def _half_a_day_later(hours: Hours) -> str:
    """What 10時～4時 may mean; nothing where it cannot be."""
    later = hours.last.minutes + NOON
    if hours.last.half or hours.last.minutes >= NOON or later <= hours.first.minutes:
        return ""
    return f"午後{hours.last.minutes // 60}時"


RULE: Final = Rule(
    name="time_order",
    title="終わりが始まりより前の時刻",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "受付は15:00～13:30です。",
    "午後3時から午後1時まで",
    "10時～4時に開きます。",
    "午前11時30分から午前9時まで",
    "時間：13時30分～正午",
    "開館 17:00～9:00",
)
PASSED: Final = (
    "8:30～17:15",
    "午後1時～3時",
    "午前9時から正午まで",
    "20:00から翌5:00まで断水します。",
    "22時～5時に工事をします。",
    "午前10時～12時",
    "4月29日（木）10:00～5月2日（日）9:00",
)
