"""Is a sentence of the やさしい日本語 short and light enough?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example
from posts.screening.sentences import Sentence, sentences_of

# 弘前大学: about 24 beats a sentence, three or four kanji; YANSIS calls 45 beats too long.
LONGEST: Final = 40
# One sentence may name the city besides; a reading in brackets makes its kanji light.
MOST_KANJI: Final = 6
KANJI: Final = re.compile(r"[一-鿿々]")
WITH_READING: Final = re.compile(r"[一-鿿々]+[(（][ぁ-ゖァ-ヺー 　]+[)）]")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        if part.kind == "easy":
            for sentence in sentences_of(part):
                yield from _hits(part, sentence)


def _hits(part: Text, sentence: Sentence) -> Iterator[Hit]:
    span = part.written(sentence.start, sentence.end)
    bare = WITH_READING.sub("", sentence.text)
    length = len("".join(re.sub(r"[(（〈][^)）〉]*[)）〉]", "", sentence.text).split()))
    kanji = len(KANJI.findall(bare))
    if length > LONGEST:
        words = f"やさしい日本語の一文が{length}文字あります。{LONGEST}文字までに分けてください。"
        yield Hit(span, words, Severity.HINTS)
    if kanji > MOST_KANJI:
        words = f"読みのない漢字が一文に{kanji}字あります。（）で読みを付けてください。"
        yield Hit(span, words, Severity.HINTS)


RULE: Final = Rule(
    name="easy_sentences",
    title="やさしい日本語の文",
    severities=(Severity.HINTS,),
    source="弘前大学「やさしい日本語」作成のためのガイドライン",
    check=check,
)
CAUGHT: Final = (
    example("津波", easy="津波警報が発表されたため避難指示を発令しました。"),
    example(
        "ごみ",
        easy="ごみの 日が かわりますから、つぎの 月曜日から あたらしい 日に あさの 8じまでに "
        "いつもの ところへ だして ください。",
    ),
)
PASSED: Final = (
    example("津波", easy="高い 波が きます。すぐ 高い ところへ にげて ください。"),
    example("避難", easy="避難所（ひなんじょ）へ 行って ください。"),
    "津波警報が発表されたため避難指示を発令しました。",
)
