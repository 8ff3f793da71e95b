"""Who gets where in 予定表: rows for the matrix of `tests/addresses.py`."""

import uuid
from collections.abc import Callable
from typing import Final

from accounts import calendar_keys
from accounts.models import Staff

LOOK: Final = "302 200 200 200"
NO_LOOK: Final = "302 405 405 405"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "calendar": (LOOK, NO_LOOK, "", ""),
    "calendar_move": ("302 200 403 403", "302 302 403 403", "", "draft"),
    "calendar_undo": (NO_LOOK, "302 302 403 403", "", "draft"),
    # Whoever asks, signed in or not: the key alone counts.
    "calendar_feed": ("200 200 200 200", "405 405 405 405", "", "key"),
    "account_calendar": (LOOK, LOOK, "", ""),
    "account_calendar_ending": (NO_LOOK, "302 302 302 302", "", ""),
}
ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "key": lambda drafter: [calendar_keys.make(drafter)],
}
