"""Which words mean another day to whoever reads them than to whoever asked for the approval?

「明日」 of the 24th is the 25th, and the 26th for those who read it after midnight. A hint or an
answer of before says nothing about that; nobody has seen what the text says now.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from audit.dates_ja import date_only
from posts.screening.drafts import JAPAN, Draft, Text
from posts.screening.engine import findings_of
from posts.screening.findings import Finding, Hit, Severity
from posts.screening.rules import relative_words

# Weeks, months and years without a day of their own, and days that are counted down.
LONGER: Final = re.compile(
    r"(?P<week>再来週|先週|今週|来週|(?<!毎)週末)|(?P<month>再来月|先月|今月|来月|(?<!毎)月末)"
    r"|(?P<year>再来年|来年|明年|今年|本年|昨年|去年)|(?P<left>(?:あと|残り)\s*\d{1,3}日(?!間))"
)
FISCAL_YEAR_FROM: Final = 4


def moved(draft: Draft, *, asked_for: datetime) -> tuple[Finding, ...]:
    """What must be set right: `asked_for` is the time of sending that was asked about.

    Words with their date beside them are left to the rule, which compares the two.
    """
    before = asked_for.astimezone(JAPAN).date()
    if before == draft.sent.date():
        return ()
    rule = replace(relative_words.RULE, check=partial(_hits, before=before))
    return tuple(findings_of(rule, draft))


def _hits(draft: Draft, *, before: date) -> Iterator[Hit]:
    sent = draft.sent.date()
    for part in draft.parts:
        for found, then, now in relative_words.alone_in(draft, part, before):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」は、承認を依頼したときは{date_only(then)}のことでしたが、"
                f"{date_only(sent)}に読む人には{date_only(now)}のことになります。"
                f"「{found[0]}」を「{date_only(then)}」のような日付に書き直してください。",
                Severity.BLOCKS,
                about=f"{found[0]} {then} {now}",
            )
        yield from _longer(draft, part, before)


def _longer(draft: Draft, part: Text, before: date) -> Iterator[Hit]:
    sent = draft.sent.date()
    for found in LONGER.finditer(part.prose):
        is_a_day = relative_words.WORD.match(part.prose, found.start())
        if not is_a_day and _differs(found, before, sent):
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」の指す時期は、承認を依頼したときの予定（{date_only(before)}）と、"
                f"{date_only(sent)}に読む人とでは違います。"
                f"「{found[0]}」を日付に書き直してください。",
                Severity.BLOCKS,
                about=f"{found[0]} {before} {sent}",
            )


def _differs(found: re.Match[str], before: date, sent: date) -> bool:
    if found["week"]:
        return _week(before) != _week(sent)
    if found["month"]:
        return (before.year, before.month) != (sent.year, sent.month)
    if found["year"]:
        return _years(before) != _years(sent)
    return True


def _week(day: date) -> tuple[date, date]:
    """Its Monday and its Sunday: weeks begin on one for some and on the other for others."""
    sunday = day - timedelta((day.weekday() + 1) % 7)
    return day - timedelta(day.weekday()), sunday


def _years(day: date) -> tuple[int, int]:
    """Its year, and its 年度."""
    return day.year, day.year - (day.month < FISCAL_YEAR_FROM)
