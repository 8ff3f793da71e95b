"""Is the name of an evacuation order misspelt: 避難指, 高齢者避難, 非難指示?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

_GIVEN: Final = r"(?=[をがは]?(?:発令|発表|解除|出))"
# What was written, and the name it must have been.
MEANT: Final = (
    (re.compile(rf"避難指(?=[をがは]?発令)|避難(?:支持|指令|司示|指事|命令){_GIVEN}"), "避難指示"),
    (
        re.compile(
            rf"高齢者避難等?{_GIVEN}|高齢者等避(?!難)|高齢等避難|高齢者等非難|高齢者など避難{_GIVEN}"
        ),
        "高齢者等避難",
    ),
    (re.compile(r"緊急(?:安全確認|避難確保|安全保障)(?=[をがは]?発令)"), "緊急安全確保"),
    (re.compile(r"非難(?=指示|勧告|所|場所|経路|してください|を(?:開始|始め))"), "避難"),
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for pattern, meant in MEANT:
            for found in pattern.finditer(part.prose):
                yield Hit(
                    part.span(*found.span()),
                    f"「{found[0]}」は「{meant}」の書き間違いと思われます。直してください。",
                    Severity.BLOCKS,
                    fix=meant,
                )


RULE: Final = Rule(
    name="misnamed_evacuation",
    title="避難情報の名前の書き間違い",
    severities=(Severity.BLOCKS,),
    source="災害対策基本法60条",
    check=check,
)
CAUGHT: Final = (
    "是川地区に避難指を発令しました。",
    "高齢者避難を発令しました。",
    "避難支持が発令されました。",
    "高齢者等避を発令しました。",
    "緊急安全確認を発令しました。",
    "非難所を開きました。",
    "ただちに非難してください。",
)
PASSED: Final = (
    "避難指示を発令しました。",
    "高齢者等避難を発令しました。",
    "高齢者避難支援の計画を作ります。",
    "避難指定区域の外です。",
    "互いを非難せず、話し合いました。",
)
