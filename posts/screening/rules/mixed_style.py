"""Do です・ます and である stand side by side in one bubble?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.sentences import Sentence, sentences_of

POLITE: Final = re.compile(
    r"(?:です|ます|ません|でした|ました|でしょう|ましょう|ください|下さい)[。!！?？]$"
)
PLAIN: Final = re.compile(
    r"(?:である|であった|のだ|だった|であろう|(?<!ま)(?<!で)した|された|なる|する|ない)。$"
)


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        sentences = [one for one in sentences_of(part) if one.is_closed and not one.is_item]
        polite = [one for one in sentences if POLITE.search(one.text)]
        plain = [one for one in sentences if PLAIN.search(one.text)]
        if polite and plain:
            yield from (_hit(part, one) for one in plain)


def _hit(part: Text, sentence: Sentence) -> Hit:
    words = "「だ・である」の文が混じっています。「です・ます」にそろえてください。"
    return Hit(part.written(sentence.start, sentence.end), words, Severity.HINTS)


RULE: Final = Rule(
    name="mixed_style",
    title="文体の混在",
    severities=(Severity.HINTS,),
    source="公用文作成の考え方（2022年）",
    check=check,
)
CAUGHT: Final = (
    "祭りを開きます。会場は三日町である。",
    "受付は終わりました。次回は5月に開催する。",
)
PASSED: Final = (
    "祭りを開きます。会場は三日町です。ぜひお越しください。",
    "会場は三日町である。入場は無料である。",
    "・小雨の場合は実施する。\nご来場をお待ちしています。",
)
