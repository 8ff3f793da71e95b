"""Does every date fall on the weekday that is written beside it?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import WEEKDAYS, Mention, existing
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

# So many days at most are told with the weekdays of all of them.
LINKED: Final = 7


def check(draft: Draft) -> Iterator[Hit]:
    linked: tuple[Mention, ...] = ()
    for part, mention in draft.dates:
        linked = (*linked[-LINKED:], mention) if mention.linked else (mention,)
        if mention.weekdays:
            yield from _of_several(part, linked)
        elif mention.day is not None and mention.weekday is not None:
            yield from _of_one(part, mention, mention.day, draft.sent.date())


def _of_one(part: Text, mention: Mention, day: date, sent: date) -> Iterator[Hit]:
    written = WEEKDAYS[mention.weekday or 0]
    span = part.span(mention.start, mention.end)
    if day.weekday() != mention.weekday:
        yield Hit(
            span,
            _words(mention, day),
            Severity.BLOCKS,
            fix=_mended(part, mention, day),
            about=f"{day} {written}",
        )
    elif _is_far_off(mention, day, sent):
        likely = mention.candidates[0]
        yield Hit(
            span,
            f"{date_only(likely)}のことなら、曜日が違います"
            f"（{written}と書かれています）。{day.year}年のことなら、年を添えてください。",
            Severity.ASKS,
            about=f"{likely} {day}",
        )


def _of_several(part: Text, linked: tuple[Mention, ...]) -> Iterator[Hit]:
    """5月12日・13日（水・木): the weekdays behind the last day are those of all of them."""
    last = linked[-1]
    days = _days_of(linked)
    if days and tuple(day.weekday() for day in days) != last.weekdays:
        written = "・".join(WEEKDAYS[one] for one in last.weekdays)
        yield Hit(
            part.span(linked[0].start, last.end),
            f"「{written}」と書かれていますが、{'、'.join(map(date_only, days))}です。"
            "日付か曜日を直してください。",
            Severity.BLOCKS,
            about=f"{days} {written}",
        )


def _days_of(linked: tuple[Mention, ...]) -> tuple[date, ...]:
    """The days the weekdays are told of, as many as there are; none where that is not clear."""
    last, count = linked[-1], len(linked[-1].weekdays)
    days = tuple(mention.day for mention in linked[-count:] if mention.day is not None)
    if len(days) == count:
        return days
    if last.ends_range and len(linked) > 1 and linked[-2].day and last.day:
        first = linked[-2].day
        between = tuple(
            first + timedelta(step) for step in range(min((last.day - first).days + 1, LINKED))
        )
        return between if len(between) == count else ()
    return ()


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
    "4月11日～12日（土・日）に開きます。",
    "5月12日・13日（土・日）に開きます。",
    "5月8～9日（日・月）に開きます。",
    "5月1日から3日（土・日・火）まで開きます。",
    "5月13日、金曜日に開きます。",
    "4/29 (Fri)",
    "4月29日は金曜日です。",
    "四月二十九日（金曜日）に開きます。",
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
    "4月10日～11日（土・日）、5月8・9日（土・日）に開きます。",
    "5月1日から3日（土・日・月）まで開きます。",
    "5月13日、木曜日の夜に開きます。",
    "4月29日、土曜日は9時から開きます。",
    "4/29 (Thu)",
    "4月29日は木曜日です。",
    "四月二十九日（木曜日）に開きます。",
    "（土日・祝日を除く5月6日から）",
)
