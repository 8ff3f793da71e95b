"""Do the days told with 「毎週火曜日」 or 「第2土曜日」 fall on them?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from audit.dates_ja import date_only
from posts.screening.dates import WEEKDAYS, Mention
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

_NUMBERS: Final = r"第[1-5](?:[・、,](?:第)?[1-5])*の?"
_DAYS: Final = r"[月火水木金土日](?:曜?日?[・、,と][月火水木金土日])*曜日?"
SERIES: Final = rf"(?:毎週の?|(?:毎月の?)?(?P<numbers>{_NUMBERS}))(?P<days>{_DAYS})"
# 第2土曜日（5月8日、6月12日）
AHEAD: Final = re.compile(rf"{SERIES} ?[(:] ?(?P<inside>[^)\n]{{2,80}})")
# 5月8日（第2土曜日）
BEHIND: Final = re.compile(rf" ?\({SERIES}\)")
# 毎週火曜日（5月4日から）: it begins then, as a rule on such a day.
NOT_EACH: Final = re.compile(r"から|~|まで|以降|除|休|開始|スタート")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        mentions = [mention for other, mention in draft.dates if other is part and mention.day]
        for found in AHEAD.finditer(part.prose) if mentions else ():
            inside = [one for one in mentions if _is_within(one, found)]
            each = not NOT_EACH.search(found["inside"])
            for mention in inside if each else inside[:1]:
                yield from _odd(part, mention, found, Severity.BLOCKS if each else Severity.ASKS)
        for mention in mentions:
            behind = BEHIND.match(part.prose, mention.end)
            if behind:
                yield from _odd(part, mention, behind, Severity.BLOCKS)


def _is_within(mention: Mention, found: re.Match[str]) -> bool:
    return found.start("inside") <= mention.start and mention.end <= found.end("inside")


def _odd(part: Text, mention: Mention, found: re.Match[str], severity: Severity) -> Iterator[Hit]:
    day = mention.day
    if day is not None and not _fits(day, found):
        name = f"{'毎週' if not found['numbers'] else found['numbers']}{found['days']}"
        yield Hit(
            part.span(mention.start, mention.end),
            f"「{name}」とありますが、{date_only(day)}は第{_number(day)}{WEEKDAYS[day.weekday()]}曜日です。"
            "日付か曜日を確かめてください。",
            severity,
            about=f"{name} {day}",
        )


def _fits(day: date, found: re.Match[str]) -> bool:
    numbers = re.findall(r"\d", found["numbers"] or "")
    right_weekday = WEEKDAYS[day.weekday()] in _letters(found["days"])
    return right_weekday and (not numbers or str(_number(day)) in numbers)


def _letters(days: str) -> str:
    """火・木曜日 is of 火 and 木; the 日 of 曜日 is no Sunday."""
    return days.replace("曜日", "")


def _number(day: date) -> int:
    """5月8日 is the second such weekday of its month."""
    return (day.day - 1) // 7 + 1


RULE: Final = Rule(
    name="recurring_days",
    title="毎週・第2などの曜日と日付の食い違い",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="責1",
    check=check,
)
CAUGHT: Final = (
    "毎週火曜日（5月12日、19日）に開きます。",
    "第2土曜日（5月15日）に開きます。",
    "5月15日（第2土曜日）に開きます。",
    "毎週木曜日（5月12日～6月30日）",
    "毎月第1・第3日曜日：4月4日、4月11日",
)
PASSED: Final = (
    "毎週水曜日（5月12日、19日）に開きます。",
    "第2土曜日（5月8日）に開きます。",
    "5月8日（第2土曜日）に開きます。",
    "毎週木曜日（5月6日～6月24日）",
    "毎月第1・第3日曜日：4月4日、4月18日",
    "毎週火・木曜日（4月20日、22日）",
    "毎週火曜日は休館です。",
)
