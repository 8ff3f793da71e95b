"""Who gets where among 緊急の投稿: rows for the matrix of `tests/addresses.py`."""

import uuid
from collections.abc import Callable
from typing import Final

from accounts.models import Appointment, Role, Staff
from tests.office import approve
from tests.posts.emergencies.writing import approved_skeleton, ask_emergency, skeleton

NO_LOOK: Final = "302 405 405 405"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of a deputy; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "emergencies": ("302 200 200 403", NO_LOOK, "", ""),
    "emergency_new": ("302 200 200 403", "302 200 200 403", "", "pattern that is approved"),
    "pattern_approvals": (NO_LOOK, "302 403 302 403", "405 302", "pattern that waits"),
    "pattern_approval": (
        "302 403 200 403",
        "302 403 200 403",
        "200 200",
        "pattern that waits, proof",
    ),
    "after_report": ("302 200 200 200", "302 302 302 403", "", "emergency"),
}


def _manager() -> Staff:
    held = Appointment.objects.current().filter(role=Role.ACCOUNT_MANAGER)
    return held.select_related("staff").get().staff


def _approved(drafter: Staff) -> list[int | str | uuid.UUID]:
    return [approved_skeleton(drafter, _manager()).pk]


def _unapproved(drafter: Staff) -> list[int | str | uuid.UUID]:
    return [skeleton(drafter).pk]


def _emergency(drafter: Staff) -> list[int | str | uuid.UUID]:
    revision = ask_emergency(drafter, _manager())
    approve(revision, _manager())
    return [revision.pk]


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {
    "pattern that is approved": _approved,
    "pattern that waits": _unapproved,
    "pattern that waits, proof": lambda drafter: [*_unapproved(drafter), uuid.uuid4()],
    "emergency": _emergency,
}
