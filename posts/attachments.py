"""Which pictures and videos do bubbles use?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from accounts.models import Staff
from media.addresses import original_of, preview_of
from media.models import Item, ItemQuerySet
from posts.bubbles import Bubble, Medium, Shelf
from posts.bubbles.fields import Field

# Larger numbers than PostgreSQL takes for a primary key name nothing.
LARGEST: Final = 2**63 - 1
KINDS: Final = ("image", "video")


def shelf_for(bubbles: Sequence[Bubble], *, seen_by: Staff | None = None) -> Shelf:
    """The media that these bubbles name, as far as they exist.

    With `seen_by` only those that this person may know of: what a form has sent names any number.
    """
    return Shelf(
        images=_media("image", _named(bubbles, "image"), seen_by),
        videos=_media("video", _named(bubbles, "video"), seen_by),
    )


def items(kind: str, *, seen_by: Staff | None = None) -> ItemQuerySet:
    """The pictures or the videos of the library, retired ones too; or those that a person knows."""
    known = Item.objects.visible_to(seen_by) if seen_by else Item.objects.all()
    return known.filter(**{f"{kind}__isnull": False})


def fields_with_media(bubbles: Iterable[Bubble]) -> Iterator[tuple[Bubble, Field, int]]:
    """Each field in which a picture or video is chosen, and the primary key in it."""
    for bubble in bubbles:
        for field in bubble.fields:
            value = bubble.value(field.name) if field.holds in KINDS else None
            if value is not None:
                yield bubble, field, value


def _named(bubbles: Iterable[Bubble], kind: str) -> set[int]:
    named = {pk for _, field, pk in fields_with_media(bubbles) if field.holds == kind}
    return {pk for pk in named if pk <= LARGEST}


def _media(kind: str, wanted: set[int], seen_by: Staff | None) -> dict[int, Medium]:
    if not wanted:
        return {}
    return {
        item.pk: Medium(
            address=original_of(item),
            preview=preview_of(item),
            sha256=item.sha256,
            size=(item.width, item.height),
            alt=item.alt_text,
        )
        for item in items(kind, seen_by=seen_by).filter(pk__in=wanted)
    }
