"""Is there a character that nobody sees, or that turns the order of the others?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

# Zero-width joiners and the signs of emoji belong to a picture, and stay.
_EMOJI: Final = r"[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f0-9#*]"
INVISIBLE: Final = re.compile(
    rf"(?<!{_EMOJI})\u200d|\u200d(?!{_EMOJI})"
    r"|[\u200b\u200c\u2060\ufeff\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]+"
)
TURNING: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffc]+")
SELECTORS: Final = re.compile(rf"(?<!{_EMOJI})[\ufe00-\ufe0f]|[\U000e0100-\U000e01ef]")
KINDS: Final = (
    (INVISIBLE, "目に見えない文字が入っています。消してください。", Severity.ASKS),
    (
        TURNING,
        "文字の並びを逆にする見えない文字が入っています。消してください。",
        Severity.BLOCKS,
    ),
    (CONTROLS, "画面に出せない制御文字が入っています。消してください。", Severity.BLOCKS),
    (SELECTORS, "字の形を指定する、見えない文字が入っています。消してください。", Severity.HINTS),
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for pattern, words, severity in KINDS:
            for found in pattern.finditer(part.text):
                yield Hit(part.written(*found.span()), words, severity, fix="")


RULE: Final = Rule(
    name="invisible_characters",
    title="見えない文字",
    severities=(Severity.BLOCKS, Severity.ASKS, Severity.HINTS),
    source="責10",
    check=check,
)
CAUGHT: Final = (
    "八戸\u200b市",
    "https://www.city.hachinohe.aomori.jp/\u202egpj.exe",
    "お知らせ\x07です。",
    "八\U000e0100戸",
    "\ufeffお知らせ",
)
PASSED: Final = ("家族👨‍👩‍👧の日", "晴れ☀️です。", "1行目\n2行目\tつづき", "1️⃣ 申込み", "🏳️‍🌈")
