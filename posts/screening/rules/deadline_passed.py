"""Will a deadline be over when the post is sent?"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from audit.dates_ja import date_and_time, date_only
from posts.screening.clock import Clock, clocks_in
from posts.screening.dates import Mention
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import EXAMPLE_SEND_AT, Rule, example
from posts.screening.surroundings import OVER, after, before, holds, sentence_at

# 「締切」 and the like stand close behind the date, or ahead of it.
BEHIND: Final = re.compile(
    r"^(?:[^。、\n]{0,14}?)(?:必着|締切|締め切|〆切|しめきり|消印|が期限|までに?(?:[^。\n]{0,12})(?:申|応募|募集|受付|受け付け|提出|届|お?電話|予約))"
)
AHEAD: Final = re.compile(
    r"(?:締切日?|締め切り日?|〆切|期限日?|納期限|申込期間|応募期間|受付期間|募集期間|(?:申し?込み?|応募|受付|募集|提出|届出)は|提出期限|投票日)[^。\n]{0,24}$"
)

# Of the day of sending itself, the hour that stands behind it counts.
TODAY: Final = re.compile(r"本日|今日(?!的)|(?<![ぁ-ん])きょう(?=の?\s?(?:午|\d|正午))")
CLOSE: Final = re.compile(r"[)\s、の」]*(?:午[前後]|\d|正午)")
UNTIL: Final = re.compile(r"\s*(?:まで|必着|で?締|〆|しめきり|厳守|です|[)。」\s]|$)")
ANOTHER: Final = re.compile(r"。|翌|\d{1,2}月|\d{1,2}/\d")
MOST_BETWEEN: Final = 30
MORNING: Final = 8 * 60


class Place(NamedTuple):
    """Where a word for a day stands in normal.text."""

    start: int
    end: int


def check(draft: Draft) -> Iterator[Hit]:
    sent = draft.sent.date()
    for part, mention in draft.dates:
        day = mention.day
        if day and day <= sent and is_deadline(part, mention.start, mention.end):
            is_certain = _is_certain(mention)
            if day < sent:
                yield _hit(draft, part, mention, date_only(day), is_certain=is_certain)
            else:
                yield from _hours_later(draft, part, mention, is_certain=is_certain)
    for part in draft.parts:
        yield from _of_today(draft, part)


def is_deadline(part: Text, start: int, end: int) -> bool:
    """Is the day that stands there said to be the last one of something, and not long over?"""
    text = part.prose
    if holds(OVER, sentence_at(text, start, end)):
        return False
    behind = after(text, end, 24)
    if behind.lstrip().startswith(("から", "~", "より", "-")):
        return False
    return bool(BEHIND.search(behind) or AHEAD.search(before(text, start, 34)))


def _of_today(draft: Draft, part: Text) -> Iterator[Hit]:
    for found in TODAY.finditer(part.prose):
        if is_deadline(part, *found.span()):
            yield from _hours_later(draft, part, Place(*found.span()), is_certain=True)


def _hours_later(
    draft: Draft, part: Text, place: Mention | Place, *, is_certain: bool
) -> Iterator[Hit]:
    """On the day itself: has the hour that stands behind it come before the sending?"""
    last = _last_hour(after(part.prose, place.end, MOST_BETWEEN))
    today = draft.sent.replace(hour=0, minute=0, second=0, microsecond=0)
    if last is None or today + timedelta(minutes=last.minutes) > draft.sent:
        return
    # 「5時まで」 may be 17:00.
    is_certain = is_certain and bool(last.half or last.minutes >= MORNING)
    words = f"{date_only(draft.sent.date())}{last.minutes // 60}:{last.minutes % 60:02}"
    yield _hit(draft, part, place, words, is_certain=is_certain)


def _hit(draft: Draft, part: Text, place: Mention | Place, day: str, *, is_certain: bool) -> Hit:
    sent = date_and_time(draft.sent) if ":" in day else date_only(draft.sent.date())
    return Hit(
        part.span(place.start, place.end),
        f"期限の{day}は、配信する{sent}には過ぎています。期限か配信日時を直してください。",
        Severity.BLOCKS if is_certain else Severity.ASKS,
        about=day,
    )


def _last_hour(behind: str) -> Clock | None:
    """The hour until which it may be done on that day, by what stands close behind the day."""
    if not CLOSE.match(behind):
        return None
    of_this_day = ANOTHER.split(behind, maxsplit=1)[0]
    found = [clock for _, end, clock in clocks_in(of_this_day) if UNTIL.match(of_this_day, end)]
    return found[-1] if found else None


def _is_certain(mention: Mention) -> bool:
    return mention.has_year or mention.weekday is not None or mention.linked


RULE: Final = Rule(
    name="deadline_passed",
    title="配信するときには過ぎている期限",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
AT_NIGHT: Final = EXAMPLE_SEND_AT.replace(hour=23)
CAUGHT: Final = (
    "申込みは3月31日までに電話でお願いします。",
    "申込締切：令和9年3月31日（水）",
    "4月1日（木）必着",
    "令和8年4月30日までに申し込んでください。",
    "応募期間 3月1日～3月31日",
    "2027年3月25日締め切り",
    "3月31日（水）までに、窓口へ届けてください。",
    "4月1日まで募集します。",
    "申し込みは4/1まで",
    "受付は4月1日（木）まで",
    "3月15日（月）から3月31日（水）まで市民課で受け付け、多いときは抽選とします。",
    "申込みは4月2日（金）9時までに電話でお願いします。",
    "申込みは本日（4月2日）午前9時30分まで受け付けます。",
    "申込みは本日10時までです。",
    "申込締切：4月2日（金）9:00",
    "4月2日（金）8時30分から9時まで受け付けます。",
)
PASSED: Final = (
    "申込締切：令和9年4月30日（金）",
    "4月2日（金）必着",
    "令和9年3月31日までに生まれた方が対象です。",
    "募集は3月31日（水）に締め切りました。",
    "募集期間 3月1日（月）から4月30日（金）まで",
    "令和5年10月20日施行",
    "申込みは4月2日（金）17時までに電話でお願いします。",
    "申込みは本日正午までです。",
    "4月2日（金）9時から12時まで、13時から17時まで受け付けます。",
    "受付期間：4月2日（金）9時から4月30日（金）17時まで",
    "4月2日（金）9時から翌8時まで受け付けます。",
    "受付は4月2日（金）9時に始めます。",
    example("申込みは4月2日（金）までに電話でお願いします。", send_at=AT_NIGHT),
)
