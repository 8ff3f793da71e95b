"""What does LINE count about the account and its messages, and what is known of it?"""

from dataclasses import dataclass
from typing import Any, Final

FOLLOWER_NUMBERS: Final = ("followers", "targetedReaches", "blocks")
MESSAGE_NUMBERS: Final = ("delivered", "uniqueImpression", "uniqueClick")


@dataclass(frozen=True)
class FollowerCount:
    """LINE's count of the account's followers on one day, in people."""

    followers: int
    targeted_reaches: int
    blocks: int


@dataclass(frozen=True)
class MessageCounts:
    """How many people one request reached, who opened it, and who opened a link in it.

    None is not nought: ``delivered`` is None until LINE has counted, and the other two are None
    also while they are below 20. Source: LINE OpenAPI, ``GetMessageEventResponseOverview``.
    """

    delivered: int | None
    opened: int | None
    clicked: int | None


def follower_count(told: dict[str, Any]) -> FollowerCount | None:
    """Read the answer to 'Get number of followers'; None while LINE has no numbers."""
    known = [number for name in FOLLOWER_NUMBERS if (number := _number(told, name)) is not None]
    if told.get("status") != "ready" or len(known) < len(FOLLOWER_NUMBERS):
        return None
    return FollowerCount(*known)


def message_counts(told: dict[str, Any]) -> MessageCounts:
    """Read the answer to 'Get user interaction statistics'; whatever is no number is unknown."""
    overview = told.get("overview")
    if not isinstance(overview, dict):
        overview = {}
    return MessageCounts(*(_number(overview, name) for name in MESSAGE_NUMBERS))


def _number(told: dict[str, Any], name: str) -> int | None:
    found = told.get(name)
    is_count = isinstance(found, int) and not isinstance(found, bool) and found >= 0
    return found if is_count else None
