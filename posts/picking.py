"""Which pictures or videos does a bubble offer to choose from? Those searched for, newest first.

Nothing is saved: what is typed in the editor comes along with every press, and goes back into it.
Only an opened list shows anything, so that the page of a new post stays light.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from accounts.models import Staff
from media import library, permissions
from media.models import Item
from posts.attachments import LARGEST, items

PER_PRESS: Final = 12
MOST_SHOWN: Final = 240
# The buttons: open or search, show more, and close again.
OPEN, MORE, CLOSE = "pick", "more", "close"
ACTS: Final = (OPEN, MORE, CLOSE)


@dataclass(frozen=True)
class Picker:
    """What is chosen at one bubble, and what there is besides; `words` are those searched for.

    `found` is empty unless it `is_open`; `arrived` is the first that the last press has added.
    """

    identity: str
    kind: str
    chosen: Item | None
    is_open: bool
    was_closed: bool
    words: str
    found: tuple[Item, ...]
    count: int
    arrived: int | None
    may_upload: bool

    @property
    def shown(self) -> int:
        """How many it shows besides the one that is chosen."""
        return len(self.found)

    @property
    def has_more(self) -> bool:
        """Is there anything that one more press would show?"""
        return self.shown < min(self.count, MOST_SHOWN)


def is_asked(sent: Mapping[str, str]) -> bool:
    """Was one of these buttons pressed?"""
    return any(act in sent for act in ACTS)


def bubble_asked(sent: Mapping[str, str]) -> str:
    """The id of the bubble whose button was pressed; empty for none."""
    return next((sent[act] for act in ACTS if act in sent), "")


def picker(
    sent: Mapping[str, str], identity: str, *, kind: str, chosen: object, staff: Staff
) -> Picker:
    """The picker of one bubble, opened when its button was pressed. `kind` is image or video."""
    is_open = identity in (sent.get(OPEN), sent.get(MORE))
    words = sent.get(f"find-{identity}", "") if is_open else ""
    before = _shown_before(sent, identity) if sent.get(MORE) == identity else 0
    item = _chosen(kind, chosen, staff)
    offered = library.find(staff, {"q": words, "kind": kind})
    offered = offered.exclude(pk=item.pk) if item else offered
    found = tuple(offered[: min(before + PER_PRESS, MOST_SHOWN)]) if is_open else ()
    return Picker(
        identity=identity,
        kind="動画" if kind == "video" else "写真",
        chosen=item,
        is_open=is_open,
        was_closed=sent.get(CLOSE) == identity,
        words=words,
        found=found,
        count=offered.count() if is_open else 0,
        arrived=found[before].pk if before and before < len(found) else None,
        may_upload=not permissions.why_not_upload(staff),
    )


def _shown_before(sent: Mapping[str, str], identity: str) -> int:
    return min(max(_number(sent.get(f"shown-{identity}", "")), 0), MOST_SHOWN)


def _chosen(kind: str, value: object, staff: Staff) -> Item | None:
    number = _number(value)
    if not 0 < number <= LARGEST:
        return None
    return items(kind, seen_by=staff).filter(pk=number).first()


def _number(value: object) -> int:
    """A number that a form has sent; 0 for anything else."""
    try:
        return int(str(value))
    except ValueError:
        return 0
