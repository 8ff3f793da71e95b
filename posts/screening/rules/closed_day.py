"""Is a day on which offices are closed taken for an ordinary one?"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from audit.dates_ja import date_only
from posts.office_days import is_at_the_turn_of_the_year, is_working_day
from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import sentence_at

CALLED_ORDINARY: Final = re.compile(r"平日")
_OFFICE: Final = r"(?:市役所|市庁|本庁|本館|庁舎|[一-鿿]課|支所|市民サービスセンター|窓口)"
_SERVED: Final = r"(?:窓口|へ届|に届|へ持参|で受け?付|お越し|来庁|おいで)"
OFFICE_OPEN: Final = re.compile(
    rf"{_OFFICE}[^。\n]{{0,12}}{_SERVED}|来庁(?!者)|開庁|電話で(?:の)?(?:受付|申)"
)
# At the turn of the year whatever happens in an office is odd.
OFFICE_AT_WORK: Final = re.compile(
    rf"(?:相談|受け?付|申[請込告し]|交付|届|開[きけい]|お越し|来庁|おいで|提出)[^。]{{0,40}}{_OFFICE}"
    rf"|{_OFFICE}[^。]{{0,40}}(?:相談|受け?付|申[請込告し]|交付|届|開[きけい]|お越し|来庁|おいで|提出)"
)
EXPLAINED: Final = re.compile(r"休|閉|除|臨時|特別|土日|祝日も|夜間|当番|期日前")
WEEKEND_EXPLAINED: Final = re.compile(rf"{EXPLAINED.pattern}|窓口を開|コンビニ|電子申請|郵送|消印")
# 「年末年始も平常どおり開庁します」
TURN_AS_USUAL: Final = re.compile(
    r"年末年始[^。\n]{0,12}(?:平常|通常|いつも|普段|ふだん|平日)(?:の?とおり|どおり|通り|と同じ)"
    r"[^。\n]{0,8}(?:開庁|窓口|業務|受け?付)"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part, mention in draft.dates:
        day = mention.day
        if day is None or is_working_day(day):
            continue
        ordinary = _taken_for_ordinary(sentence_at(part.prose, mention.start, mention.end), day)
        if ordinary:
            yield Hit(
                part.span(mention.start, mention.end),
                f"{date_only(day)}は市役所の閉庁日です。開いている日と時間を確かめてください。",
                Severity.ASKS,
                about=f"{day} {ordinary}",
            )
    for part in draft.parts:
        for found in TURN_AS_USUAL.finditer(part.prose):
            yield Hit(
                part.span(*found.span()),
                "市役所は12月29日から1月3日まで閉庁します。開いている日と時間を確かめてください。",
                Severity.ASKS,
            )


@lru_cache(maxsize=256)
def _taken_for_ordinary(sentence: str, day: date) -> str:
    """The words that say so; none where the sentence explains it."""
    turn = is_at_the_turn_of_the_year(day)
    if (EXPLAINED if turn else WEEKEND_EXPLAINED).search(sentence):
        return ""
    patterns = (CALLED_ORDINARY, OFFICE_OPEN, *((OFFICE_AT_WORK,) if turn else ()))
    hits = (pattern.search(sentence) for pattern in patterns)
    return next((hit[0] for hit in hits if hit), "")


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
    "12月31日（金）午前8時15分から市民課窓口で受け付けます。",
    "12月29日（水）も市民課の窓口を開きます。",
    "1月3日（月）に市役所へお越しください。",
    "相談日：1月1日（土・祝）9:00～17:00 市役所本館1階",
    "年末年始も平常どおり開庁します。",
)
PASSED: Final = (
    "5月8日（土）は休日窓口を開きます。",
    "5月9日（日）は、市民課の窓口を開けます。",
    "5月7日（金）に市役所の窓口で受け付けます。",
    "12月29日から1月3日まで、市役所の窓口はお休みします。",
    "5月8日（土）に公園で開きます。",
    "年末年始も平常どおりごみを集めます。",
    "12月30日（木）は臨時に市民課の窓口を開けます。",
    "12月28日（火）まで市民課で受け付けます。",
    "1月2日（日）の朝市はお休みです。",
)
