"""May the pictures and videos of a post be used: when chosen, submitted, decided on, and sent?

What has been approved is sent also when its picture was taken out of use meanwhile: the decision
covers these very bytes, and who takes a picture out of use is told which posts still have it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from accounts.models import Staff
from media import shelves
from media.models import Item
from posts.attachments import LARGEST, fields_with_media, items
from posts.bubbles import Bubble
from posts.bubbles.fields import Field
from posts.bubbles.naming import name_in_form
from posts.content import Content

UNKNOWN: Final = "{0}を選び直してください。選ばれたものは使えません。"
RETIRED: Final = "選ばれた{0}は、使用を終了しています。ほかの{0}を選んでください。"
DAMAGED: Final = (
    "選ばれた{0}のファイルが、登録したときのものと違います。元のファイルを登録し直してから、"
    "選び直してください。"
)


class NotOffered(Exception):
    """A picture or video that may not be chosen; `problems` says so, by the name of the field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__(", ".join(found))
        self.problems = found


def demand_offered(
    bubbles: Sequence[Bubble], *, actor: Staff, already: Iterable[Bubble] = ()
) -> None:
    """Whatever number a form has sent: only what the library offers to this person is chosen.

    What is in `already` may stay while somebody goes on writing. Raises NotOffered.
    """
    there = {(field.holds, pk) for _, field, pk in fields_with_media(already)}
    found = {}
    for bubble, field, pk in fields_with_media(bubbles):
        if (field.holds, pk) in there:
            continue
        if problem := _problem(field, _item(field.holds, pk, seen_by=actor)):
            found[name_in_form(bubble.id, field.name)] = problem
    if found:
        raise NotOffered(found)


def not_usable(bubbles: Iterable[Bubble]) -> dict[str, str]:
    """What may not be submitted or approved, by the name of the field: retired, or not there."""
    found = {}
    for bubble, field, pk in fields_with_media(bubbles):
        if problem := _problem(field, _item(field.holds, pk)):
            found[name_in_form(bubble.id, field.name)] = problem
    return found


def hold(bubbles: Iterable[Bubble]) -> None:
    """Nobody takes them out of use until the transaction of the caller has ended."""
    wanted = {pk for _, _, pk in fields_with_media(bubbles) if pk <= LARGEST}
    # Evaluated, in one order, so that two who hold the same do not wait for each other.
    list(Item.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True))


def damaged(bubbles: Iterable[Bubble]) -> dict[str, str]:
    """Those whose files do not hold the bytes they are named after, by the name of the field."""
    found = {}
    for bubble, field, pk in fields_with_media(bubbles):
        item = _item(field.holds, pk)
        if item is not None and not shelves.is_whole(item):
            found[name_in_form(bubble.id, field.name)] = DAMAGED.format(field.label)
    return found


def are_whole(content: Content) -> bool:
    """Would LINE and citizens be served the very bytes that were decided on?

    The ends of the addresses are the names of the files, and these their fingerprints.
    """
    for medium in content.media:
        original, preview = (_file_at(medium[name]) for name in ("address", "preview"))
        if original.partition(".")[0] != medium["sha256"]:
            return False
        if not shelves.are_whole([original, preview]):
            return False
    return True


def _problem(field: Field, item: Item | None) -> str:
    if item is None:
        return UNKNOWN.format(field.label)
    return RETIRED.format(field.label) if item.retired_at else ""


def _item(holds: str, pk: int, *, seen_by: Staff | None = None) -> Item | None:
    if not 0 < pk <= LARGEST:
        return None
    return items(holds, seen_by=seen_by).filter(pk=pk).first()


def _file_at(address: str) -> str:
    return address.rpartition("/")[2]
