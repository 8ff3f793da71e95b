"""Who gets where among the 文例, and how a test comes by one."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from accounts.models import Staff
from posts.bubbles import read
from posts.models import Pattern
from posts.patterns import keeping
from posts.patterns.gaps import Gap, GapKind, gaps_in
from tests.office import bubble

LOOK: Final = "302 200 200 200"
NO_LOOK: Final = "302 405 405 405"
OWN_SECTION: Final = "302 200 403 403"
CHANGED: Final = "302 302 403 403"

# name: (GET and POST of nobody, drafter, manager, auditor; GET and POST of an administrator; about)
ADDRESSES: Final[dict[str, tuple[str, str, str, str]]] = {
    "pattern_list": (LOOK, NO_LOOK, "", ""),
    "pattern_new": ("302 200 200 403", "302 302 302 403", "", ""),
    "pattern": (LOOK, NO_LOOK, "", "pattern"),
    "pattern_use": ("302 200 200 403", "302 302 302 403", "", "pattern"),
    "pattern_edition": (OWN_SECTION, CHANGED, "", "pattern"),
    "pattern_retirement": (OWN_SECTION, CHANGED, "", "pattern"),
}
# What the form of a 文例 asks for besides what every form of a post does.
NEW_PATTERN: Final = {"valid_from": "2026-04-01", "valid_until": "2035-03-31", "seen": "1"}
TEXT: Final = "【休館】\n{休館日}は休みます。\n問合せ：観光課 {電話番号}".replace(
    "{", "｛"
).replace("}", "｝")


def written(**changes: Any) -> keeping.Written:
    """What an author might write: two gaps, good for a year."""
    text = changes.pop("text", TEXT)
    today = timezone.localdate()
    bubbles = read([bubble(text)])
    gaps = gaps_in(bubbles, [Gap("休館日", "休む日", "4月29日", GapKind.DATE)])
    given = {
        "title": "休館のお知らせ",
        "category": "1",
        "valid_from": today,
        "valid_until": today + timedelta(days=365),
        **changes,
    }
    return keeping.Written(bubbles=bubbles, gaps=gaps, **given)


def make(drafter: Staff, **changes: Any) -> Pattern:
    """A 文例 of the drafter's section."""
    made = keeping.make(written(**changes), actor=drafter)
    return Pattern.objects.select_related("current").get(pk=made.pk)


def _pattern(drafter: Staff) -> list[int | str | uuid.UUID]:
    return [make(drafter).pk]


ABOUT: Final[dict[str, Callable[[Staff], list[int | str | uuid.UUID]]]] = {"pattern": _pattern}
