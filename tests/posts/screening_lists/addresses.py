"""Who gets where among the lists: rows for the matrix of `tests/test_access.py`."""

import uuid
from collections.abc import Callable
from typing import Final

from accounts.models import Staff
from posts.screening_lists.choices import ListKind
from posts.screening_lists.reading import entries
from tests.personnel.addresses import NO_LOOK, NOT_HERE

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "screening_lists": (NOT_HERE, NO_LOOK, "200 405", ""),
    "screening_list": (NOT_HERE, NOT_HERE, "200 200", "list"),
    "screening_list_csv": (NOT_HERE, NO_LOOK, "200 405", "list"),
    "screening_list_removal": (NOT_HERE, NOT_HERE, "200 302", "entry of a list"),
}
ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "list": lambda _: [ListKind.DOMAIN.value],
    "entry of a list": lambda _: [entries(ListKind.DOMAIN)[0].key],
}
