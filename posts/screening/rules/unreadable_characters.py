"""Is there a character that exists only on the computer where it was written, or a garbled one?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule

OWN: Final = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff\ufdd0-\ufdef]+")
# What UTF-8 looks like when it was read as something else.
GARBLED: Final = re.compile(
    r"\ufffd+|(?:[縺繧繝][^\s]{1,3}){3,}|(?:[ãâåæçéè][\u0080-\u00bf]{1,2}){3,}|\?{4,}"
)
KINDS: Final = (
    (OWN, "市民の機器では表示できない文字（外字）です。ほかの文字にしてください。"),
    (GARBLED, "文字が化けているようです。元の文から、もう一度写してください。"),
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.parts:
        for pattern, words in KINDS:
            for found in pattern.finditer(part.text):
                yield Hit(part.written(*found.span()), words, Severity.BLOCKS)


RULE: Final = Rule(
    name="unreadable_characters",
    title="表示できない文字",
    severities=(Severity.BLOCKS,),
    source="責1",
    check=check,
)
CAUGHT: Final = ("\ue000田さん", "お知\ufffdせ", "縺顔衍繧峨○縺励∪縺�", "??????", "\U000f0001")
PASSED: Final = ("髙橋さんと𠮷野さん", "本当ですか？？", "荳の字の由来", "繭や縁日、繰り返し")
