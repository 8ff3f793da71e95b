"""Does an emergency say what its level stands for, and nothing of another level?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import WHOLE, Hit, Severity
from posts.screening.rule import Rule, example
from posts.screening.rules.evacuation_levels import LEVELS

LIFTED: Final = "0"
LIFTING: Final = re.compile(r"解除(?:しました|します|した|する|され|です|。|」|】|$)", re.MULTILINE)
KINDS: Final = re.compile("|".join(LEVELS))
LEVEL: Final = re.compile(r"(?:警戒)?レベル ?(?P<level>[3-5])(?!相当)")


def check(draft: Draft) -> Iterator[Hit]:
    if not draft.level:
        return
    word = _word_of(draft.level)
    if not any(word in text.normal.text for text in draft.texts):
        yield Hit(WHOLE, f"本文に「{word}」の言葉がありません。", Severity.BLOCKS)
    if draft.level != LIFTED:
        yield from _of_other_levels(draft, word)


def _of_other_levels(draft: Draft, word: str) -> Iterator[Hit]:
    for part in draft.parts:
        text = part.normal.text
        others = [
            *(found for found in KINDS.finditer(text) if found[0] != word),
            *(found for found in LEVEL.finditer(text) if found["level"] != draft.level),
            *LIFTING.finditer(text),
        ]
        for found in others:
            yield Hit(
                part.span(*found.span()),
                f"「{word}」の投稿に、「{found[0].rstrip('。」】')}」と書かれています。"
                "ほかの避難情報の言葉は、別の投稿で知らせてください。",
                Severity.BLOCKS,
            )


def _word_of(level: str) -> str:
    return {number: word for word, number in LEVELS.items()}.get(level, "解除")


RULE: Final = Rule(
    name="level_of_emergency",
    title="選んだ警戒レベルと違う言葉",
    severities=(Severity.BLOCKS,),
    source="避難情報に関するガイドライン（内閣府）",
    check=check,
)
CAUGHT: Final = (
    example("【警戒レベル3】高齢者等避難を発令しました。", kind="emergency", level="4"),
    example(
        "【警戒レベル4】避難指示を発令しました。高齢者等避難もご覧ください。",
        kind="emergency",
        level="4",
    ),
    example("避難指示を解除しました。", kind="emergency", level="4"),
    example("安全な所へ移ってください。", kind="emergency", level="5"),
    example("避難指示を発令しました。", kind="emergency", level="0"),
    example("避難指示を発令しました。警戒レベル5です。", kind="emergency", level="4"),
)
PASSED: Final = (
    example("【警戒レベル4】避難指示を発令しました。", kind="emergency", level="4"),
    example("【解除】避難指示を解除しました。", kind="emergency", level="0"),
    example("【警戒レベル3】高齢者等避難を発令しました。", kind="emergency", level="3"),
    "【警戒レベル4】避難指示を発令しました。",
)
