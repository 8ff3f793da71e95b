"""Is a day on which offices are closed taken for an ordinary one?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import jpholiday

from audit.dates_ja import FIRST_YEAR, LAST_YEAR, date_only
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import sentence_at

WEEKEND: Final = 5
# 地方自治法4条の2: offices rest at the turn of the year too.
YEAR_END: Final = ((12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3))
CALLED_ORDINARY: Final = re.compile(r"平日")
OFFICE_OPEN: Final = re.compile(
    r"(?:市役所|本庁|庁舎|課|支所|市民サービスセンター)[^。\n]{0,12}(?:窓口|へ届|に届|へ持参)|開庁|電話で(?:の)?(?:受付|申)"
)
EXPLAINED: Final = re.compile(
    r"休|閉|除|臨時|特別|土日|祝日も|夜間|当番|年末年始|期日前|まで|から|窓口を開"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part, mention in draft.dates:
        day = mention.day
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR or not is_closed(day):
            continue
        sentence = sentence_at(part.prose, mention.start, mention.end)
        ordinary = CALLED_ORDINARY.search(sentence) or OFFICE_OPEN.search(sentence)
        if ordinary and not EXPLAINED.search(sentence):
            yield Hit(
                part.span(mention.start, mention.end),
                f"{date_only(day)}は市役所の閉庁日です。開いている日と時間を確かめてください。",
                Severity.ASKS,
                about=f"{day} {ordinary[0]}",
            )


def is_closed(day: date) -> bool:
    """Saturdays, Sundays, holidays, and 12月29日 to 1月3日."""
    turn = (day.month, day.day) in YEAR_END
    return turn or day.weekday() >= WEEKEND or bool(jpholiday.is_holiday(day))


RULE: Final = Rule(
    name="closed_day",
    title="閉庁日の受付・開庁",
    severities=(Severity.ASKS,),
    source="地方自治法4条の2",
    check=check,
)
CAUGHT: Final = (
    "4月29日（木）は平日と同じ時間で開きます。",
    "5月8日（土）に市役所1階の窓口で受け付けます。",
    "令和9年12月30日（木）は通常どおり開庁します。",
    "5月4日に電話での受付を始めます。",
)
PASSED: Final = (
    "5月8日（土）は休日窓口を開きます。",
    "5月9日（日）は、市民課の窓口を開けます。",
    "5月7日（金）に市役所の窓口で受け付けます。",
    "12月29日から1月3日まで、市役所の窓口はお休みします。",
    "5月8日（土）に公園で開きます。",
)
