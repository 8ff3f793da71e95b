"""Where a picture or film is used: those who use it say so, as this app knows nothing above it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from accounts.models import Staff
from media.models import Item


@dataclass(frozen=True)
class Use:
    """One place that uses an item: what it is called, where it is, how it stands, since when.

    `part` says which of its versions, and `who` put the item there.
    """

    title: str
    address: str
    standing: str
    at: datetime
    part: str = ""
    who: str = ""


Finder = Callable[[Item, Staff], Iterable[Use]]
_FINDERS: Final[list[Finder]] = []


def register(finder: Finder) -> None:
    """Called by the `ready()` of an app whose rows name items; registering twice counts once."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def uses_of(item: Item, *, staff: Staff) -> list[Use]:
    """Every use of an item that the person may know of, the newest first."""
    found = [use for finder in _FINDERS for use in finder(item, staff)]
    return sorted(found, key=lambda use: use.at, reverse=True)
