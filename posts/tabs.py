"""How does a page offer to show posts of one state only, with how many there are of each?"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from posts.choices import Status


@dataclass(frozen=True)
class Tab:
    """One choice, with how many it has; `query` is the address after the question mark."""

    label: str
    number: int
    query: str
    is_current: bool


def state_tabs(counts: Mapping[str, int], chosen: str, **kept: str) -> list[Tab]:
    """すべて, then one per state; what else was asked for is `kept`."""
    states = [
        Tab(
            status.label,
            counts.get(status, 0),
            query_of(status=status, **kept),
            chosen == status,
        )
        for status in Status
    ]
    is_all = chosen not in Status.values
    return [Tab("すべて", sum(counts.values()), query_of(**kept), is_all), *states]


def query_of(**parts: str) -> str:
    """The parts that are not empty, ready to be followed by another one."""
    return "".join(f"{urlencode({name: value})}&" for name, value in parts.items() if value)
