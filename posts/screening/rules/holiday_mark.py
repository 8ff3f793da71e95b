"""Is 「祝」 written beside holidays, and beside them only?"""

import re
from collections.abc import Iterator
from typing import Final

import jpholiday

from audit.dates_ja import FIRST_YEAR, LAST_YEAR, date_only
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

WEEKEND: Final = 5
# （木・昭和の日） says as much as （木・祝）.
EXPLAINED: Final = re.compile(r"休|の日|記念日|元日")


def check(draft: Draft) -> Iterator[Hit]:
    for part, mention in draft.dates:
        day = mention.day
        if day is None or mention.weekday not in (None, day.weekday()):
            continue
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            continue
        span = part.span(mention.start, mention.end)
        marked = "祝" in part.prose[mention.start : mention.end] or "振" in mention.note
        if marked and not jpholiday.is_holiday(day):
            yield Hit(
                span,
                f"{date_only(day)}は祝日ではありません（「祝」と書かれています）。",
                Severity.BLOCKS,
                about=f"{day} 祝",
            )
        elif not marked and mention.weekday is not None and _is_in_the_week(day.weekday()):
            name = jpholiday.is_holiday_name(day)
            if name and not EXPLAINED.search(mention.note):
                yield Hit(
                    span,
                    f"{date_only(day)}は祝日（{name}）です。"
                    "「祝」を添えるか、開いている日か確かめてください。",
                    Severity.HINTS,
                    about=f"{day}",
                )


def _is_in_the_week(weekday: int) -> bool:
    return weekday < WEEKEND


RULE: Final = Rule(
    name="holiday_mark",
    title="祝日の印",
    severities=(Severity.BLOCKS, Severity.HINTS),
    source="国民の祝日に関する法律",
    check=check,
)
CAUGHT: Final = (
    "4月30日（金・祝）に開きます。",
    "5月6日（木・振替休日）は休みます。",
    "5月3日（月）に開きます。",
    "7/19(月)に開きます。",
)
PASSED: Final = (
    "4月29日（木・祝）に開きます。",
    "4月29日（木／祝）",
    "令和9年5月3日（祝・月）",
    "3月22日（月・振替休日）に開きました。",
    "5月8日（土）",
    "4月29日（木・昭和の日）",
    "5月3日（月・憲法記念日の祝日）",
)
