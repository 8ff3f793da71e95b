"""Where in a message do some words stand, and how are they marked in its likeness?

White space does not count: a selection in a browser has other line breaks than what was written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

TAG: Final = re.compile(r"(<[^>]*>)")
UNIT: Final = re.compile(r"&[^;\s]+;|.", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """Words to be marked; `number` is shown behind them, `before` is what stands before them."""

    words: str
    number: int
    before: str = ""


@dataclass(eq=False)
class _Piece:
    """A tag, or one character as HTML, with the numbers of the marks it lies in and ends."""

    html: str
    is_tag: bool = False
    lies_in: bool = False
    ends: tuple[int, ...] = ()


def found_in(words: str, text: str, before: str = "") -> slice | None:
    """Where the words stand among the characters of the text that are no white space.

    Where they stand several times, where the text before them is most like `before`.
    """
    wanted, whole, context = _compact(words), _compact(text), _compact(before)
    if not wanted or wanted not in whole:
        return None
    places = [one.start() for one in re.finditer(f"(?={re.escape(wanted)})", whole)]
    start = max(places, key=lambda place: _agreement(whole[:place], context))
    return slice(start, start + len(wanted))


def standing_in(words: str, text: str, before: str = "") -> list[slice]:
    """Every place of the words in the text, as slices of it, white space and all.

    Where they stand several times, those with exactly `before` in front, if there are any.
    """
    wanted, whole, context = _compact(words), _compact(text), _compact(before)
    written = [index for index, character in enumerate(text) if not character.isspace()]
    starts = [one.start() for one in re.finditer(f"(?={re.escape(wanted)})", whole)]
    if not wanted:
        return []
    told_apart = [start for start in starts if context and whole[:start].endswith(context)]
    ends = len(wanted) - 1
    return [slice(written[start], written[start + ends] + 1) for start in told_apart or starts]


def marked(html: str, marks: Sequence[Mark]) -> str:
    """The HTML of one message with the words marked, also where tags stand between them."""
    if not marks:
        return html
    pieces = list(_pieces(html))
    written = [piece for piece in pieces if not piece.is_tag and unescape(piece.html).strip()]
    text = "".join(unescape(piece.html) for piece in written)
    for mark in marks:
        place = found_in(mark.words, text, mark.before)
        if place is None:
            continue
        first, last = written[place][0], written[place][-1]
        for piece in pieces[pieces.index(first) : pieces.index(last) + 1]:
            piece.lies_in = True
        last.ends = (*last.ends, mark.number)
    return "".join(_drawn(pieces))


def _pieces(html: str) -> Iterator[_Piece]:
    for part in TAG.split(html):
        if part.startswith("<"):
            yield _Piece(part, is_tag=True)
        else:
            yield from (_Piece(unit) for unit in UNIT.findall(part))


def _drawn(pieces: Sequence[_Piece]) -> Iterator[str]:
    is_open = False
    for piece in pieces:
        should_be = piece.lies_in and not piece.is_tag
        if is_open != should_be:
            yield '<mark class="remarked">' if should_be else "</mark>"
            is_open = should_be
        yield piece.html
        if piece.ends:
            numbers = escape("・".join(str(number) for number in piece.ends))
            # The number is drawn by the stylesheet: the words stay those of the message.
            yield f'</mark><span class="remarked__number" data-number="{numbers}"></span>'
            is_open = False
    if is_open:
        yield "</mark>"


def _agreement(text: str, context: str) -> int:
    length = 0
    while length < min(len(text), len(context)) and text[-1 - length] == context[-1 - length]:
        length += 1
    return length


def _compact(text: str) -> str:
    return "".join(text.split())
