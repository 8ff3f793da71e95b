"""In which field of the editor does a finding lie, and which texts are screened at all?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from line.messages import TEXT_LENGTH, Limit
from posts.bubbles import Bubble, Shelf
from posts.bubbles.image import ALT
from posts.bubbles.naming import name_in_form
from posts.screening.drafts import Text

WHOLE = "bubbles"
EASY = "easy_text"


@dataclass(frozen=True)
class Part:
    """What one field of the editor gives to the text of a place.

    `beyond` is what was typed beyond the limit of the field: it cannot be kept, and is not
    looked at, so that no text of a million characters holds up everybody else.
    """

    place: str
    field: str
    start: int
    text: str
    beyond: str = ""

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


def parts_of(bubbles: Sequence[Bubble], easy: str, shelf: Shelf) -> list[Part]:
    """Every field with words or an address in it, in reading order.

    A description that was left empty counts as what the library says, as that is sent instead.
    """
    found = [part for bubble in bubbles for part in _parts_of(bubble, shelf)]
    return [*found, Part("easy", EASY, 0, *_cut(easy, TEXT_LENGTH))] if easy.strip() else found


def texts_of(bubbles: Sequence[Bubble], easy: str, shelf: Shelf) -> tuple[Text, ...]:
    """One text per bubble that has words, and the やさしい日本語 text, as screening takes them."""
    found = [
        Text(place_of(bubble), "\n".join(part.text for part in parts), bubble.kind)
        for bubble in bubbles
        if (parts := list(_parts_of(bubble, shelf)))
    ]
    return (
        (*found, Text("easy", _cut(easy, TEXT_LENGTH)[0], "easy")) if easy.strip() else tuple(found)
    )


def place_of(bubble: Bubble) -> str:
    """How screening names a bubble."""
    return f"bubble:{bubble.id}"


def field_at(place: str, start: int, parts: Sequence[Part]) -> tuple[str, int]:
    """The field that holds this offset of a place, and the offset at which the field begins."""
    if place in {"", "title"}:
        return place or WHOLE, 0
    there = [part for part in parts if part.place == place and part.start <= start]
    return (there[-1].field, there[-1].start) if there else (WHOLE, 0)


def _parts_of(bubble: Bubble, shelf: Shelf) -> Iterator[Part]:
    start = 0
    for field in bubble.fields:
        if field.holds not in {"words", "link"}:
            continue
        text = str(bubble.value(field.name) or "")
        if field.name == ALT.name and not text.strip():
            text = _of_the_library(bubble, shelf)
        text, beyond = _cut(text, field.limit)
        if text.strip():
            yield Part(place_of(bubble), name_in_form(bubble.id, field.name), start, text, beyond)
            start += len(text) + 1


def _of_the_library(bubble: Bubble, shelf: Shelf) -> str:
    try:
        return "\n".join(medium["alt"] for medium in bubble.media(shelf))
    except ValueError:  # nothing chosen yet
        return ""


def _cut(text: str, limit: Limit | None) -> tuple[str, str]:
    most = len(text) if limit is None else int(limit.value)
    return text[:most], text[most:]
