"""How are bubbles read from what is stored, and new ones made?"""

import secrets
from collections.abc import Sequence
from typing import Any, Final

from line.messages import MESSAGES_PER_REQUEST
from posts.bubbles.bubble import Bubble
from posts.bubbles.card import Card
from posts.bubbles.image import Image
from posts.bubbles.image_link import ImageLink
from posts.bubbles.location import Location
from posts.bubbles.templates import TEMPLATES
from posts.bubbles.text import Text
from posts.bubbles.video import Video

MOST: Final = MESSAGES_PER_REQUEST.value
KINDS: Final[dict[str, type[Bubble]]] = {
    kind.KIND: kind for kind in (Text, Image, ImageLink, Card, Location, Video)
}


def read(stored: Any) -> tuple[Bubble, ...]:
    """The bubbles of `Post.bubbles`, top to bottom. Raises ValueError for a wrong shape."""
    if not isinstance(stored, list) or len(stored) > MOST:
        raise ValueError(f"a post holds a list of at most {MOST} bubbles")
    found = tuple(_read_one(one) for one in stored)
    if len({bubble.id for bubble in found}) < len(found):
        raise ValueError("two bubbles have the same id")
    return found


def new(kind: str, *, identity: str = "") -> Bubble:
    """An empty bubble, named as by `Bubble.kind`. Raises ValueError for an unknown kind."""
    name, _, template = kind.partition("-")
    identity = identity or secrets.token_hex(4)
    if (name == Card.KIND) != (template in TEMPLATES) or name not in KINDS:
        raise ValueError(f"unknown kind of bubble: {kind!r}")
    more = {"template": template} if template else {}
    return KINDS[name].read({"id": identity, "kind": name, **more})


def choices() -> list[tuple[str, str]]:
    """What may be added, in the order of the buttons: kind and words."""
    found: list[tuple[str, str]] = []
    for kind in KINDS.values():
        if kind is Card:
            found += [(f"card-{name}", one.label) for name, one in TEMPLATES.items()]
        else:
            found.append((kind.KIND, kind.LABEL))
    return found


def text_of(bubbles: Sequence[Bubble]) -> str:
    """All words of the bubbles, joined for whoever needs words only."""
    return "\n\n".join("\n".join(bubble.words()) for bubble in bubbles if bubble.words())


def _read_one(stored: Any) -> Bubble:
    kind = KINDS.get(str(stored.get("kind"))) if isinstance(stored, dict) else None
    if kind is None:
        raise ValueError("a bubble must be an object of a known kind")
    return kind.read(stored)
