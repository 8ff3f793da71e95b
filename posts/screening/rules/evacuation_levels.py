"""Does the level fit the kind of evacuation: 3 高齢者等避難, 4 避難指示, 5 緊急安全確保?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

LEVELS: Final = {"高齢者等避難": "3", "避難指示": "4", "緊急安全確保": "5"}
_KIND: Final = r"高齢者等避難|避難指示|緊急安全確保"
_LEVEL: Final = r"(?:警戒)?レベル ?(?P<level>[1-5一二三四五])"
# Only what belongs together by its form: レベル4 避難指示, 避難指示（警戒レベル4）.
LEVEL_FIRST: Final = re.compile(
    rf"{_LEVEL}(?:に(?:あたる|当たる|相当する))?[】\]」)]?[\s(「『【\[:・の=]{{0,3}}"
    rf"(?P<kind>{_KIND})(?!等|など|の対象)"
)
KIND_FIRST: Final = re.compile(
    rf"(?P<kind>{_KIND})[」』】]?(?:\s?[(「【\[:=]|とは、?|は、?)(?:同|警戒)?{_LEVEL}"
    rf"(?![\s」】]{{0,2}}(?:{_KIND}))"
)
PLAIN: Final = str.maketrans("一二三四五", "12345")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        seen: list[tuple[int, int]] = []
        # 高齢者等避難（レベル3）避難指示: a level in brackets belongs to what is before it.
        for pattern in (KIND_FIRST, LEVEL_FIRST):
            for found in pattern.finditer(part.normal.text):
                if not any(found.start() < end and start < found.end() for start, end in seen):
                    seen.append(found.span())
                    yield from _disagreement(part, found)


def _disagreement(part: Text, found: re.Match[str]) -> Iterator[Hit]:
    kind, level = found["kind"], found["level"].translate(PLAIN)
    right = LEVELS[kind]
    if level != right:
        yield Hit(
            part.span(*found.span()),
            f"「{kind}」は警戒レベル{right}です。警戒レベル{level}と書かれています。"
            "発令した内容を確かめ、どちらかを直してください。",
            Severity.BLOCKS,
        )


RULE: Final = Rule(
    name="evacuation_levels",
    title="避難情報と警戒レベルの食い違い",
    severities=(Severity.BLOCKS,),
    source="避難情報に関するガイドライン（内閣府）",
    check=check,
)
CAUGHT: Final = (
    "【警戒レベル3】避難指示を発令しました。",
    "高齢者等避難（警戒レベル４）を発令しました。",
    "警戒レベル4「緊急安全確保」",
    "避難指示は警戒レベル5です。",
    "レベル4 高齢者等避難",
)
PASSED: Final = (
    "【警戒レベル4】避難指示を発令しました。",
    "警戒レベル3高齢者等避難、警戒レベル4避難指示、警戒レベル5緊急安全確保の順です。",
    "高齢者等避難（警戒レベル3）から避難指示（警戒レベル4）に切り替えました。",
    "レベル3土砂災害警報が発表されています。避難指示に備えてください。",
    "避難指示を解除しました。",
)
