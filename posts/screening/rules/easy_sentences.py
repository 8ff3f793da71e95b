"""Is a sentence of the やさしい日本語 short and light enough?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule, example
from posts.screening.sentences import Sentence, sentences_of

# 弘前大学: about 24 beats a sentence, three or four kanji; YANSIS calls 45 beats too long.
LONGEST: Final = 45
# A kanji is read with two beats or a little less; a digit (いち, に, さん) as well.
BEATS_OF_UNREAD: Final = 2
# One sentence may name the city besides; a reading in brackets makes its kanji light.
MOST_KANJI: Final = 6
KANJI: Final = re.compile(r"[一-鿿々]")
DIGIT: Final = re.compile(r"[0-9０-９]")
# ゃ and the like make one beat with the kana before them; っ and ー are beats of their own.
BEAT: Final = re.compile(r"[ぁ-ゖァ-ヺー](?<![ぁぃぅぇぉゃゅょゎァィゥェォャュョヮ])")
WITH_READING: Final = re.compile(r"[一-鿿々]+[(（]([ぁ-ゖァ-ヺー 　]+)[)）]")
BESIDE: Final = re.compile(r"[(（〈][^)）〉]*[)）〉]")


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        if part.kind == "easy":
            for sentence in sentences_of(part):
                yield from _hits(part, sentence)


def _hits(part: Text, sentence: Sentence) -> Iterator[Hit]:
    span = part.written(sentence.start, sentence.end)
    beats = beats_of(sentence.text)
    kanji = len(KANJI.findall(WITH_READING.sub("", sentence.text)))
    if beats > LONGEST:
        words = (
            f"やさしい日本語の一文が長めです（声に出して約{beats}音）。"
            f"{LONGEST}音までを目安に、文を分けてください。"
        )
        yield Hit(span, words, Severity.HINTS)
    if kanji > MOST_KANJI:
        words = f"読みのない漢字が一文に{kanji}字あります。（）で読みを付けてください。"
        yield Hit(span, words, Severity.HINTS)


def beats_of(text: str) -> int:
    """About how many beats (拍) the text has when it is read aloud; a reading counts for its kanji.

    Without an analyser: beside a reading in brackets kanji are taken as BEATS_OF_UNREAD.
    """
    spoken = BESIDE.sub("", WITH_READING.sub(r"\1", text))
    unread = len(KANJI.findall(spoken)) + len(DIGIT.findall(spoken))
    return len(BEAT.findall(spoken)) + BEATS_OF_UNREAD * unread


RULE: Final = Rule(
    name="easy_sentences",
    title="やさしい日本語の文",
    severities=(Severity.HINTS,),
    source="弘前大学「やさしい日本語」作成のためのガイドライン",
    check=check,
)
CAUGHT: Final = (
    # 38 characters, and 47 beats: kanji are longer when they are read.
    example(
        "避難",
        easy="危険（きけん）な 区域（くいき）では 避難準備情報（ひなんじゅんびじょうほう）の "
        "発表（はっぴょう）を 待（ま）たずに すぐに 自主避難（じしゅひなん）を "
        "開始（かいし）してください。",
    ),
    example("津波", easy="津波警報が発表されたため避難指示を発令しました。"),
    example(
        "ごみ",
        easy="ごみの 日が かわりますから、つぎの 月曜日から あたらしい 日に あさの 8じまでに "
        "いつもの ところへ だして ください。",
    ),
)
PASSED: Final = (
    # A reading is spoken once, not beside its kanji; neither are spaces.
    example(
        "避難",
        easy="市民会館（しみんかいかん）、公民館（こうみんかん）、小学校へ 行って ください。",
    ),
    example("津波", easy="高い 波が きます。すぐ 高い ところへ にげて ください。"),
    example("避難", easy="避難所（ひなんじょ）へ 行って ください。"),
    "津波警報が発表されたため避難指示を発令しました。",
)
