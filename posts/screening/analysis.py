"""What words is a Japanese text made of? The analyser is loaded at the first question.

Which analyser, and by which measurements, is told in docs/decisions/0011.
"""

from functools import lru_cache
from threading import local
from typing import Final, NamedTuple

from sudachipy.sudachipy import Dictionary, SplitMode, Tokenizer

# The dictionary knows these under their common form only; one character stays one character.
COMMON_FORMS: Final = str.maketrans("髙﨑邉邊濵濱嶋圡𠮷齋齊澤廣眞", "高崎辺辺浜浜島土吉斎斉沢広真")
# What the analyser takes at once, in bytes of UTF-8, is limited; this many characters fit.
LONGEST: Final = 10_000

_of_thread: Final = local()


class Token(NamedTuple):
    """A word: offsets into the text, and its part of speech from coarse to fine."""

    start: int
    end: int
    surface: str
    kinds: tuple[str, ...]


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order, spaces among them."""
    found: list[Token] = []
    start = 0
    for offset in range(0, len(text), LONGEST):
        piece = text[offset : offset + LONGEST].translate(COMMON_FORMS)
        for one in _tokenizer().tokenize(piece):
            end = start + len(one.surface())
            found.append(Token(start, end, text[start:end], one.part_of_speech()))
            start = end
    return tuple(found)


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(dict="small")


def _tokenizer() -> Tokenizer:
    # A tokenizer serves one thread at a time; the dictionary below it is shared.
    if not hasattr(_of_thread, "tokenizer"):
        _of_thread.tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
    tokenizer: Tokenizer = _of_thread.tokenizer
    return tokenizer
