"""Is a sentence longer than is read at one go?"""

from collections.abc import Iterator
from typing import Final

from posts.screening.drafts import Draft
from posts.screening.findings import Hit, Severity
from posts.screening.rule import Rule
from posts.screening.sentences import sentences_of

LONGEST: Final = 60


def check(draft: Draft) -> Iterator[Hit]:
    for part in draft.texts:
        for sentence in sentences_of(part) if part.kind != "easy" else ():
            length = len("".join(sentence.text.split()))
            if sentence.is_closed and length > LONGEST:
                yield Hit(
                    part.written(sentence.start, sentence.end),
                    f"一文が{length}文字あります。{LONGEST}文字までに分けると、読みやすくなります。",
                    Severity.HINTS,
                )


RULE: Final = Rule(
    name="long_sentence",
    title="長い文",
    severities=(Severity.HINTS,),
    source="公用文作成の考え方（2022年）",
    check=check,
)
_LONG: Final = (
    "八戸三社大祭の開催に伴い、交通規制を行いますので、ご来場の際は公共交通機関をご利用いただき、"
    "周辺の道路の混雑の緩和にご協力くださいますようお願いします。"
)
CAUGHT: Final = (_LONG, f"お知らせ\n{_LONG}")
PASSED: Final = (
    "短い文です。もうひとつ、短い文です。",
    "詳しくは https://www.city.hachinohe.aomori.jp/soshiki/kohotokeika/kohokocho/1/2.html へ。",
    "・会場\n・日時\n・持ち物",
)
