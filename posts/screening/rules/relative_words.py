"""Do 「明日」, 「来週金曜」 and the like mean, on the day of sending, what the writer meant?"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import WEEKDAYS, Mention
from posts.screening.drafts import JAPAN, Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import EXAMPLE_SEND_AT, Rule, example

DAYS: Final = {
    "本日": 0,
    "今日": 0,
    "今夜": 0,
    "今晩": 0,
    "今朝": 0,
    "明日": 1,
    "明朝": 1,
    "明晩": 1,
    "明後日": 2,
    "あさって": 2,
    "昨日": -1,
    "一昨日": -2,
    "昨夜": -1,
    "昨晩": -1,
    "きょう": 0,
    "あす": 1,
    "あした": 1,
    "しあさって": 3,
    "きのう": -1,
    "おととい": -2,
}
WEEKS: Final = {"先週": -1, "今週": 0, "来週": 1, "再来週": 2}
# 「明日の八戸を考える」 speaks of no day.
WORD: Final = re.compile(
    r"(?P<day>本日|今日(?!的)|今夜|今晩|今朝|明日(?![香葉へ]|の(?:八戸|地域|社会|まち|街|暮らし)|を(?:担|考え|ひら))|明朝|明晩"
    r"|明後日|一昨日|昨[日夜晩]"
    r"|(?<![ぁ-ん])(?:きょう|あす|あした|し?あさって|きのう|おととい)"
    r"(?=[はのもにで、。(\s\d午夜朝一-鿿]|から|まで|より|$))"
    r"|(?P<week>再来週|先週|今週|来週)の?(?P<weekday>[月火水木金土日])(?:曜日?|(?=[ (、]))"
)
# 「来週金曜（16日）」: a day without its month, and not 「本日1日限り」.
NUMBER: Final = re.compile(r"(?:は|の|、|\s|\()*(?P<number>\d{1,2})日(?!\w?[間目限中だか分])")
BESIDE: Final = re.compile(r"(?:夜|朝|中)?(?:は|の|、|\s|\(|:|・|「)*")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in WORD.finditer(part.prose):
            days = _meant(found, draft.sent.date())
            beside, number = _said_beside(draft, part, found)
            if beside and beside.day not in days:
                yield _another_day(draft, part, found, beside.end, days[0], str(beside.day))
            elif number and int(number["number"]) not in {day.day for day in days}:
                end = number.end()
                yield _another_day(draft, part, found, end, days[0], number["number"])
            elif not beside and not number:
                yield from _alone(draft, part, found, days)


def alone_in(
    draft: Draft, part: Text, asked_for: date
) -> Iterator[tuple[re.Match[str], date, date]]:
    """The words without a date beside them that mean another day than one sent on `asked_for`.

    With them, that day, and the one they mean on the day of sending.
    """
    for found in WORD.finditer(part.prose):
        then, now = _meant(found, asked_for), _meant(found, draft.sent.date())
        if then != now and not any(_said_beside(draft, part, found)):
            yield found, then[0], now[0]


def _another_day(
    draft: Draft, part: Text, found: re.Match[str], end: int, day: date, written: str
) -> Hit:
    return Hit(
        part.span(found.start(), end),
        f"配信する{date_only(draft.sent.date())}から見て「{found[0]}」は"
        f"{date_only(day)}ですが、違う日付が書かれています。日付か配信日時を直してください。",
        Severity.BLOCKS,
        about=f"{found[0]} {day} {written}",
    )


def _meant(found: re.Match[str], sent: date) -> tuple[date, ...]:
    """The days the words may mean; weeks begin on Monday for some and on Sunday for others."""
    if found["day"]:
        return (sent + timedelta(DAYS[found["day"]]),)
    weekday = WEEKDAYS.index(found["weekday"])
    monday = sent - timedelta(sent.weekday()) + timedelta(weeks=WEEKS[found["week"]])
    day = monday + timedelta(weekday)
    return (day, day - timedelta(7)) if weekday == len(WEEKDAYS) - 1 else (day,)


def _said_beside(
    draft: Draft, part: Text, found: re.Match[str]
) -> tuple[Mention | None, re.Match[str] | None]:
    beside = _beside(draft, part, found)
    return beside, None if beside else NUMBER.match(part.prose, found.end())


def _beside(draft: Draft, part: Text, found: re.Match[str]) -> Mention | None:
    """The date written right behind the words, or ahead of them in 「4月3日（明日）」."""
    for other, mention in draft.dates:
        if other is not part:
            continue
        behind = part.prose[found.end() : mention.start]
        if mention.start >= found.end() and BESIDE.fullmatch(behind):
            return mention
        if mention.end <= found.start() and part.prose[mention.end : found.start()] in ("(", "、"):
            return mention
    return None


def _alone(draft: Draft, part: Text, found: re.Match[str], days: tuple[date, ...]) -> Iterator[Hit]:
    if any(mention.day in days for _, mention in draft.dates):
        return
    written = draft.now.astimezone(JAPAN).date()
    same = written == draft.sent.date()
    yield Hit(
        part.span(*found.span()),
        f"「{found[0]}」は、配信する{date_only(draft.sent.date())}に読む人には"
        f"{date_only(days[0])}のことです。日付を添えると間違われません。",
        Severity.HINTS if same else Severity.ASKS,
        about=f"{found[0]} {days[0]}",
    )


RULE: Final = Rule(
    name="relative_words",
    title="「明日」「来週」などが指す日",
    severities=(Severity.BLOCKS, Severity.ASKS, Severity.HINTS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    example("明日は断水します。", now=EXAMPLE_SEND_AT),
    "明日4月2日（金）は休館です。",
    "本日（4月1日）から受け付けます。",
    "来週金曜、4月16日（金）に開きます。",
    "来週の金曜日（4月8日）に開きます。",
    "明日は断水します。",
    "今夜から大雪になる見込みです。",
    "あす4月4日は休館です。",
    "きょう4月3日から受け付けます。",
    "あした断水します。",
    "昨夜の大雪で道が滑ります。",
    "来週金曜（16日）に開きます。",
)
PASSED: Final = (
    "明日4月3日（土）は休館です。",
    "本日、4月2日（金）から受け付けます。",
    "来週金曜、4月9日（金）に開きます。",
    "4月3日（土）の朝市です。明日の朝は早起きを。",
    "明日の八戸を考える集いです。",
    "明日香さん",
    "あす4月3日は休館です。",
    "来週金曜（9日）に開きます。",
    "あすなろ園、あしたばの苗、きょうだいで、とうきょうの",
    "4月2日（金）、本日2日限りの催しです。",
)
