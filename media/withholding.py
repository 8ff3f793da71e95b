"""What other sections may not see yet: those who use an item say so, as this app knows no posts."""

from collections.abc import Callable, Iterable
from typing import Final

from accounts.models import Staff

Finder = Callable[[Staff], Iterable[int]]
_FINDERS: Final[list[Finder]] = []


def register(finder: Finder) -> None:
    """Called by the `ready()` of an app that keeps items from people; twice counts once."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def withheld_from(staff: Staff) -> set[int]:
    """The primary keys of the items that this person may not know of."""
    return {pk for finder in _FINDERS for pk in finder(staff)}
