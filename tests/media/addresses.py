"""Who gets where in the library: rows for the matrix of `tests/addresses.py`."""

import uuid
from collections.abc import Callable
from typing import Final

from accounts.models import Staff
from tests.media.files import upload

LOOK: Final = "302 200 200 200"
NO_LOOK: Final = "302 405 405 405"
DRAFTERS: Final = "302 200 200 403"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "media_list": (LOOK, NO_LOOK, "", ""),
    "media_image_new": (DRAFTERS, DRAFTERS, "", ""),
    "media_video_new": (DRAFTERS, DRAFTERS, "", ""),
    "media_item": (LOOK, NO_LOOK, "", "item"),
    "media_wording": (NO_LOOK, "302 200 403 403", "", "item"),
    "media_retirement": (NO_LOOK, "302 302 403 403", "", "item"),
    "media_offering": (NO_LOOK, "302 302 403 403", "", "item"),
}


def _item(drafter: Staff) -> list[int | str | uuid.UUID]:
    return [upload(drafter).pk]


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {"item": _item}
