"""Who gets where beside the text of a post: rows for the matrix of `tests/addresses.py`."""

import uuid
from collections.abc import Callable
from typing import Final

from accounts.models import Staff
from posts.commenting import comment
from tests.office import write

LOOK: Final = "302 200 200 200"
NO_LOOK: Final = "302 405 405 405"
OWN_SECTION: Final = "302 200 403 403"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "post_first_autosave": (NO_LOOK, "302 200 200 403", "", ""),
    "post_schedule": (OWN_SECTION, "302 302 403 403", "", "draft"),
    "post_media": (NO_LOOK, "302 400 400 400", "", ""),
    "post_timing": (NO_LOOK, LOOK, "", "draft"),
    "post_autosave": (NO_LOOK, OWN_SECTION, "", "draft"),
    "post_presence": (NO_LOOK, OWN_SECTION, "", "draft"),
    "post_duplication": (NO_LOOK, "302 302 302 403", "", "draft"),
    "post_versions": (LOOK, NO_LOOK, "", "draft"),
    "post_comments": (LOOK, "302 302 302 302", "", "draft"),
    "post_comment_resolution": (NO_LOOK, "302 302 302 302", "", "draft comment"),
    "post_comment_reopening": (NO_LOOK, "302 302 302 302", "", "draft comment"),
}


def _commented(drafter: Staff) -> list[int | str | uuid.UUID]:
    post = write(drafter)
    return [post.pk, comment(post, actor=drafter, words="確かめてください。").pk]


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "draft comment": _commented,
}
