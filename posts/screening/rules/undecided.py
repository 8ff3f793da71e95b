"""Does the text say 「未定」 or 「調整中」 where readers need to know?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import line_at

WORD: Final = re.compile(r"未定|(?<!再)調整中|検討中|後日決定|未確定")
# What a reader must be able to act on is not told as 未定.
ITEM: Final = re.compile(
    r"^[\W_]*(?:開催)?(?:日時|日程|とき|場所|ところ|会場|問い?合わ?せ先?|お問い?合わ?せ先?|電話|担当|対象|定員|費用|参加費|料金|申込(?:方法|先)?)"
    r"\s*[:\]】)\s]\s*(?:\(?)(?:未定|調整中|検討中|後日決定|未確定)\)?\s*$"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for found in WORD.finditer(part.prose):
            item = ITEM.search(line_at(part.prose, *found.span()))
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」とあります。"
                + (
                    "決まった内容を書くか、この行を消してください。"
                    if item
                    else "配信するときもまだ決まっていないことなら、その旨を答えてください。"
                ),
                Severity.BLOCKS if item else Severity.ASKS,
            )


RULE: Final = Rule(
    name="undecided",
    title="未定・調整中",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="法2",
    check=check,
)
CAUGHT: Final = (
    "会場：未定",
    "■日時　調整中",
    "再開時期は未定です。",
    "内容は検討中です。",
    "【場所】後日決定",
)
PASSED: Final = (
    "会場：はっち",
    "予定どおり開きます。",
    "時間を調整して来てください。",
    "年末調整の相談会です。",
)
