"""Will a deadline be over when the post is sent?"""

import re
from collections.abc import Iterator
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import Mention
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import OVER, after, before, holds, sentence_at

# 「締切」 and the like stand close behind the date, or ahead of it.
BEHIND: Final = re.compile(
    r"^(?:[^。、\n]{0,14}?)(?:必着|締切|締め切|〆切|しめきり|消印|が期限|までに?(?:[^。\n]{0,12})(?:申|応募|募集|受付|受け付け|提出|届|お?電話|予約))"
)
AHEAD: Final = re.compile(
    r"(?:締切日?|締め切り日?|〆切|期限日?|納期限|申込期間|応募期間|受付期間|募集期間|(?:申し?込み?|応募|受付|募集|提出|届出)は|提出期限|投票日)[^。\n]{0,24}$"
)


def check(draft: Draft) -> Iterator[Hit]:
    sent = draft.sent.date()
    for part, mention in draft.dates:
        if mention.day and mention.day < sent and is_deadline(part, mention):
            yield Hit(
                part.span(mention.start, mention.end),
                f"期限の{date_only(mention.day)}は、配信する{date_only(sent)}には過ぎています。"
                "期限か配信日時を直してください。",
                Severity.BLOCKS if _is_certain(mention) else Severity.ASKS,
                about=str(mention.day),
            )


def is_deadline(part: Text, mention: Mention) -> bool:
    """Is the date said to be the last day of something, and not long over?"""
    text = part.prose
    if holds(OVER, sentence_at(text, mention.start, mention.end)):
        return False
    behind = after(text, mention.end, 24)
    if behind.lstrip().startswith(("から", "~", "より", "-")):
        return False
    return bool(BEHIND.search(behind) or AHEAD.search(before(text, mention.start, 34)))


def _is_certain(mention: Mention) -> bool:
    return mention.has_year or mention.weekday is not None or mention.linked


RULE: Final = Rule(
    name="deadline_passed",
    title="配信するときには過ぎている期限",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
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
)
PASSED: Final = (
    "申込締切：令和9年4月30日（金）",
    "4月2日（金）必着",
    "令和9年3月31日までに生まれた方が対象です。",
    "募集は3月31日（水）に締め切りました。",
    "募集期間 3月1日（月）から4月30日（金）まで",
    "令和5年10月20日施行",
)
