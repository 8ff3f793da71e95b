"""Where does a sentence of a text begin and end, without its addresses?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from posts.screening.drafts import Text
from posts.screening.links import links_in

ENDS: Final = "。\n!?！？"
SENTENCE: Final = re.compile(r"[^。\n!?！？]+[。!?！？]?")
# What begins so is a heading or an item of a list, and is not read as a sentence.
ITEM: Final = re.compile(r"^[ 　]*(?:[・●○◆■□▼◎※*\-–—＊▶►]|\(?\d{1,2}[).．]|[①-⑳]|【)")


@dataclass(frozen=True)
class Sentence:
    """One sentence, by offsets into what was written; `is_closed` when it ends with a mark."""

    start: int
    end: int
    text: str
    is_closed: bool
    is_item: bool


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or the line, in which text[start:end] stands."""
    before = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    behind = min((at for mark in ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return text[before:behind].strip()


def sentences_of(part: Text) -> Iterator[Sentence]:
    """Every sentence in order; links count as nothing, spaces around one are left out."""
    text = part.text
    for link in links_in(text):
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    for found in SENTENCE.finditer(text):
        inner = found[0].strip(" 　")
        if inner:
            start = found.start() + found[0].index(inner[0])
            is_closed = inner[-1] in "。!?！？"
            is_item = ITEM.match(found[0]) is not None
            yield Sentence(start, start + len(inner), inner, is_closed, is_item)
