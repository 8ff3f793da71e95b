"""Does the text pass on what somebody is said to have said?"""

import re
from collections.abc import Iterator
from typing import Final

from posts.screening.analysis import tokens_of
from posts.screening.drafts import Draft, Text
from posts.screening.findings import Hit, Severity
from posts.screening.listed import hits
from posts.screening.rule import Rule
from posts.screening.shipped.words import HEARSAY

# Only then is the analyser worth its milliseconds.
SUSPECT: Final = re.compile(r"らし[いくか]|そう(?:です|だ|な)|みたいです")
WORDS: Final = "聞いた話として受け取られます。確かめた事実を、出典とともに言い切ってください。"


def check(draft: Draft) -> Iterator[Hit]:
    listed = tuple(hits(draft, HEARSAY))
    yield from listed
    taken = {(hit.span.place, at) for hit in listed for at in range(hit.span.start, hit.span.end)}
    for part in draft.parts:
        yield from (hit for hit in _grammar(part) if (part.place, hit.span.start) not in taken)


def _grammar(part: Text) -> Iterator[Hit]:
    text = part.normal.text
    if not SUSPECT.search(text):
        return
    tokens = tokens_of(text)
    for number, token in enumerate(tokens):
        # 中止になるらしい is hearsay, 八戸らしい is none; 降るそうです is, 降りそうです is none.
        passed_on = (token.surface.startswith("らし") and token.kinds[0] == "助動詞") or (
            token.surface == "そう" and token.kinds[:2] == ("名詞", "助動詞語幹")
        )
        if passed_on and number:
            yield Hit(part.span(token.start, token.end), WORDS, Severity.ASKS)


RULE: Final = Rule(
    name="hearsay",
    title="伝聞・うわさ",
    severities=(Severity.ASKS,),
    source="責6",
    check=check,
)
CAUGHT: Final = (
    "大会は中止になるらしい。",
    "ネットで話題のお店です。",
    "井戸の水が毒だという噂があります。",
    "断水は明日までだそうです。",
    "この情報を拡散してください。",
)
PASSED: Final = (
    "八戸らしい景色を楽しめます。",
    "雨が降りそうです。傘をお持ちください。",
    "すばらしい山車が並びます。",
    "新しいらせん階段ができました。",
    "市民らしさ、男らしさ",
    "くらしいきいき相談室",
)
