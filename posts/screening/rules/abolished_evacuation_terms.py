"""Is there a word for evacuation that the law no longer knows?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.surroundings import holds, sentence_at

OLD: Final = re.compile(
    r"避難勧告|避難準備情報|避難準備・高齢者等避難(?:開始)?|避難準備(?=の発令|を発令|が発令)"
    r"|避難指示\(緊急\)|災害発生情報"
)
# To say that it is gone one has to name it.
EXPLAINED: Final = re.compile(r"一本化|なくな|旧|かつて|以前|これまで|従来|改め|変わりました|変更")
GONE: Final = re.compile(r"廃止")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        text = part.normal.text
        for found in OLD.finditer(text):
            sentence = sentence_at(text, *found.span())
            # 「避難勧告は廃止され」 is what people should know.
            if GONE.search(sentence):
                continue
            explained = holds(EXPLAINED, sentence)
            yield Hit(
                part.span(*found.span()),
                f"「{found[0]}」は2021年に廃止されました。発令した内容に応じて、「高齢者等避難」"
                "（警戒レベル3）、「避難指示」（同4）、「緊急安全確保」（同5）のどれかにしてください。",
                Severity.ASKS if explained else Severity.BLOCKS,
            )


RULE: Final = Rule(
    name="abolished_evacuation_terms",
    title="廃止された避難の言葉",
    severities=(Severity.BLOCKS, Severity.ASKS),
    source="災害対策基本法60条（2021年改正）",
    check=check,
)
CAUGHT: Final = (
    "是川地区に避難勧告を発令しました。",
    "避難準備・高齢者等避難開始を発令しました。",
    "避難準備情報が出ています。",
    "これまでの避難勧告にあたるものです。",
    "避難指示（緊急）を発令しました。",
)
PASSED: Final = (
    "是川地区に避難指示を発令しました。",
    "高齢者等避難（警戒レベル3）を発令しました。",
    "避難の準備を始めてください。",
    "避難勧告は廃止され、避難指示に一本化されました。",
)
