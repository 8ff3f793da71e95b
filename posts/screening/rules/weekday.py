"""Does every date fall on the weekday that is written beside it?"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import WEEKDAYS, Mention, existing
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule


def check(draft: Draft) -> Iterator[Hit]:
    for part, mention in draft.dates:
        day = mention.day
        if day is None or mention.weekday is None:
            continue
        if day.weekday() != mention.weekday:
            yield Hit(
                part.span(mention.start, mention.end),
                _words(mention, day),
                Severity.BLOCKS,
                fix=_mended(part, mention, day),
                about=f"{day} {WEEKDAYS[mention.weekday]}",
            )
        elif _is_far_off(mention, day, draft.sent.date()):
            likely = mention.candidates[0]
            yield Hit(
                part.span(mention.start, mention.end),
                f"{date_only(likely)}のことなら、曜日が違います"
                f"（{WEEKDAYS[mention.weekday]}と書かれています）。{day.year}年のことなら、年を添えてください。",
                Severity.ASKS,
                about=f"{likely} {day}",
            )


def _is_far_off(mention: Mention, day: date, sent: date) -> bool:
    """Only next year has such a weekday, while the day has just gone by."""
    return day > sent > mention.candidates[0]


def _words(mention: Mention, day: date) -> str:
    written = WEEKDAYS[mention.weekday or 0]
    said = f"{date_only(day)}の曜日が「{written}」と書かれています。"
    if _is_last_years(mention, day):
        return (
            f"{said}「{written}」になるのは昨年（{day.year - 1}年）です。"
            "昨年の日付のままになっていないか確かめて、日付か曜日を直してください。"
        )
    return f"{said}日付と曜日のどちらかを直してください。"


def _is_last_years(mention: Mention, day: date) -> bool:
    before = existing(day.year - 1, day.month, day.day)
    return before is not None and before.weekday() == mention.weekday


def _mended(part: Text, mention: Mention, day: date) -> str | None:
    """The date with its right weekday; none where last year's date may have been left in."""
    start, end = part.normal.written(mention.start, mention.end)
    at, behind = part.normal.written(mention.weekday_at, mention.weekday_at + 1)
    if _is_last_years(mention, day) or part.text[at:behind] not in tuple(WEEKDAYS):
        return None
    return part.text[start:at] + WEEKDAYS[day.weekday()] + part.text[behind:end]


RULE: Final = Rule(
    name="weekday",
    title="日付と曜日の食い違い",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "4月29日（水）に開きます。",
    "令和9年4月29日（金・祝）はお休みです。",
    "２０２７年４月２９日（土曜日）です。",
    "4/29(月)まで受け付けます。",
    "令和9年4月29日 火曜日に説明会を開きます。",
    "5月1日（土）から3日（火）までの3日間です。",
    "来月5日（木）に開きます。",
    "5月8日（日）・9日（日）に開きます。",
    "4月29日㈮に開きます。",
    "R9.4.29(日)が締切です。",
    "3月30日（木）に開いた会の報告です。",
    "4月25日 土曜日の13時から開きます。",
    "来年1月10日（火）が成人の日です。",
)
PASSED: Final = (
    "4月29日（木・祝）に開きます。",
    "令和9年5月1日（土曜日）から5月5日（水・祝）まで。",
    "3月20日（土）に開いた会の報告です。",
    "令和7年12月8日（月）の地震についてお知らせします。",
    "4月29日、30日（木・金）に開きます。",
    "会期は4月1日から5月31日まで 月曜日は休館です。",
    "12月29日（水）から1月3日（月）までお休みします。",
    "令和8年度2月15日（月）の会議のことです。",
    "毎週火曜日に開きます。",
    "4月29日（祝日）は休業日です。",
    "4月5日（月）から9日（金）の9:00～16:30（土曜・日曜を除く）",
    "来年1月10日（月・祝）が成人の日です。",
)
