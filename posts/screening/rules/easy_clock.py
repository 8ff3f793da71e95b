"""Are the times of the やさしい日本語 written with 午前 and 午後, and without a wave?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example

AFTERNOON: Final = re.compile(
    r"(?<![\d:/])(?P<hour>1[3-9]|2[0-3])(?::(?P<colon>[0-5]\d)|時(?:(?P<minute>\d{1,2})分)?)(?!間)"
)
WAVE: Final = re.compile(r"(?<=[時分日\d])[ ]?~")
MARKED: Final = re.compile(r"午[前後][ ]?$")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        if part.kind != "easy":
            continue
        text = part.normal.text
        for found in AFTERNOON.finditer(text):
            if not MARKED.search(text, 0, found.start()):
                fix = _twelve_hours(found)
                words = f"24時間の書き方は伝わりにくいことがあります。「{fix}」にしてください。"
                yield Hit(part.span(*found.span()), words, Severity.HINTS, fix=fix)
        for found in WAVE.finditer(text):
            words = "「～」は読み方が伝わりません。「から」にしてください。"
            yield Hit(part.span(*found.span()), words, Severity.HINTS, fix="から ")


def _twelve_hours(found: re.Match[str]) -> str:
    minute = int(found["colon"] or found["minute"] or 0)
    return f"午後{int(found['hour']) - 12}時" + (f"{minute}分" if minute else "")


RULE: Final = Rule(
    name="easy_clock",
    title="やさしい日本語の時刻",
    severities=(Severity.HINTS,),
    source="弘前大学「やさしい日本語」作成のためのガイドライン",
    check=check,
)
CAUGHT: Final = (
    example("時刻", easy="13時から はじまります。"),
    example("時刻", easy="18:30に おわります。"),
    example("時刻", easy="午前10時～ はじまります。"),
)
PASSED: Final = (
    example("時刻", easy="午後1時から はじまります。"),
    "13時～17時に開きます。",
    example("時間", easy="24時間 あいています。15時間です。"),
)
