"""Do the names of warnings fit the system in force on the day of sending?"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from posts.screening.drafts import JAPAN, Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example

# 気象庁: from the last third of May 2026; between the two days either name may be right.
OLD_UNTIL: Final = date(2026, 5, 20)
NEW_FROM: Final = date(2026, 6, 1)
OLD: Final = re.compile(
    r"(?<!レベル[1-5])(?:(?P<plain>(?:大雨|高潮)(?P<grade>特別警報|警報|注意報)"
    r"(?:\((?:土砂災害|浸水害)[^)]{0,6}\))?)|(?P<gone>土砂災害警戒情報|洪水(?:警報|注意報|特別警報)))"
    r"(?![・や級])"
)
NEW: Final = re.compile(
    r"レベル[2-5] ?(?:大雨|土砂災害|氾濫|高潮)(?:特別警報|危険警報|警報|注意報)"
    r"|(?:大雨|土砂災害|氾濫|高潮)危険警報"
)
LEVELS: Final = {"注意報": "2", "警報": "3", "特別警報": "5"}
EXPLAINED: Final = re.compile(
    r"廃止|旧|かつて|以前|これまで|従来|変わりま|変更|新しい名|年[^。\n]{0,12}の大雨"
)


def check(draft: Draft) -> Iterator[Hit]:
    day = draft.sent.date()
    for part in draft.parts:
        if day >= NEW_FROM and not EXPLAINED.search(part.normal.text):
            yield from (_old(part, found) for found in OLD.finditer(part.normal.text))
        if day <= OLD_UNTIL:
            yield from (_new(part, found) for found in NEW.finditer(part.normal.text))


def _old(part: Text, found: re.Match[str]) -> Hit:
    span = part.span(*found.span())
    if found["gone"] == "土砂災害警戒情報":
        fix: str | None = "レベル4土砂災害危険警報"
    elif found["gone"] or "(" in found[0]:
        fix = None
    else:
        fix = f"レベル{LEVELS[found['grade']]}{found['plain']}"
    instead = f"いまは「{fix}」です。" if fix else "いまの名称を、気象庁の発表で確かめてください。"
    words = f"「{found[0]}」は、2026年5月までの名称です。{instead}"
    return Hit(span, words, Severity.ASKS, fix=fix)


def _new(part: Text, found: re.Match[str]) -> Hit:
    words = f"「{found[0]}」は、2026年5月下旬から使われる名称です。いまの名称にしてください。"
    return Hit(part.span(*found.span()), words, Severity.ASKS)


RULE: Final = Rule(
    name="warning_names",
    title="警報・注意報の名称",
    severities=(Severity.ASKS,),
    source="気象庁「新たな防災気象情報」（2026年）",
    check=check,
)
_BEFORE: Final = datetime(2026, 5, 1, 9, 0, tzinfo=JAPAN)
CAUGHT: Final = (
    "八戸市に土砂災害警戒情報が発表されました。",
    "洪水警報が出ています。",
    "大雨警報が発表されました。",
    "大雨特別警報を解除しました。",
    example("レベル4大雨危険警報が発表されました。", now=_BEFORE, send_at=_BEFORE),
)
PASSED: Final = (
    "レベル3大雨警報が発表されました。",
    "レベル4土砂災害危険警報が発表されました。",
    "暴風警報と波浪警報が発表されています。",
    "土砂災害警戒情報という名称は廃止されました。",
    example("大雨警報が発表されました。", now=_BEFORE, send_at=_BEFORE),
)
