"""Is a hard word of disasters in the やさしい日本語 explained in 〈 〉, once?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example

# The words stay, as people hear them on the radio; the explanation stands behind them.
MEANINGS: Final = {
    "余震": "後から 来る 地震",
    "津波": "とても 高い 波",
    "避難所": "みんなが 逃げる ところ",
    "避難指示": "危ないですから すぐ 逃げて ください",
    "高齢者等避難": "お年寄りなどは 逃げて ください",
    "緊急安全確保": "命が とても 危ないです すぐ 安全な ところへ",
    "避難": "逃げること",
    "断水": "水が 出ないこと",
    "停電": "電気が つかないこと",
    "給水車": "水を くばる 車",
    "土砂災害": "山や がけが くずれること",
    "震度": "地震の 大きさ",
    "高台": "高い ところ",
    "通行止め": "通ることが できません",
    "炊き出し": "ごはんを つくって くばること",
}
HARD: Final = re.compile("|".join(sorted(MEANINGS, key=len, reverse=True)))
EXPLAINED: Final = re.compile(r"(?:[（(][^)）]*[)）])?[ 　]?[〈<＜《]")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        if part.kind == "easy":
            yield from _hits(part)


def _hits(part: Text) -> Iterator[Hit]:
    told: set[str] = set()
    for found in HARD.finditer(part.text):
        word = found[0]
        if word in told:
            continue
        told.add(word)
        if not EXPLAINED.match(part.text, found.end()):
            fix = f"{word}〈{MEANINGS[word]}〉"
            words = f"「{word}」に、〈 〉で言い換えを付けてください（例：{fix}）。"
            yield Hit(part.written(*found.span()), words, Severity.HINTS, fix=fix)


RULE: Final = Rule(
    name="easy_disaster_words",
    title="災害の言葉の言い換え",
    severities=(Severity.HINTS,),
    source="弘前大学「やさしい日本語」作成のためのガイドライン",
    check=check,
)
CAUGHT: Final = (
    example("避難", easy="避難所へ 行って ください。"),
    example("断水", easy="断水に なります。"),
)
PASSED: Final = (
    example("避難", easy="避難所〈みんなが 逃げる ところ〉へ 行って ください。避難所は 学校です。"),
    example("余震", easy="余震（よしん）〈後から 来る 地震〉に 気を つけて ください。"),
    "避難所へ行ってください。",
)
