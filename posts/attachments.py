"""Which pictures and videos do bubbles use, and which may be chosen?"""

from collections.abc import Iterable, Sequence
from typing import Final

from media.addresses import original_of, preview_of
from media.models import Image, Item, Video
from posts.bubbles import Bubble, Medium, Shelf

# The newest ones; older ones are found in the library, and brought here by their number.
MOST_OFFERED: Final = 100
LONGEST_NAME: Final = 40
MOST_DIGITS: Final = 10
KINDS: Final[dict[str, type[Item]]] = {"image": Image, "video": Video}


def shelf_for(bubbles: Sequence[Bubble]) -> Shelf:
    """The media that these bubbles name, as far as they exist."""
    return Shelf(
        images=_media(Image, _named(bubbles, "image")),
        videos=_media(Video, _named(bubbles, "video")),
    )


def choices(kind: str, chosen: object) -> list[tuple[int, str]]:
    """The newest of the library, and the one that is chosen already: primary key and words."""
    items = KINDS[kind].objects.select_related("section")
    offered = {item.pk: _called(item) for item in items.offered()[:MOST_OFFERED]}
    number = str(chosen or "")
    if number.isdecimal() and len(number) < MOST_DIGITS and int(number) not in offered:
        offered |= {item.pk: _called(item) for item in items.filter(pk=int(number))}
    return list(offered.items())


def _named(bubbles: Iterable[Bubble], kind: str) -> set[int]:
    values = (
        bubble.value(field.name)
        for bubble in bubbles
        for field in bubble.fields
        if field.holds == kind
    )
    return {value for value in values if value is not None}


def _media(kind: type[Item], wanted: set[int]) -> dict[int, Medium]:
    found = kind.objects.in_bulk(wanted) if wanted else {}
    return {
        pk: Medium(
            address=original_of(item),
            preview=preview_of(item),
            sha256=item.sha256,
            size=(item.width, item.height),
            alt=item.alt_text,
        )
        for pk, item in found.items()
    }


def _called(item: Item) -> str:
    words = item.alt_text
    short = words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME]}…"
    return f"{short}（{item.section.name}）"
