"""Which places have citizens been shown on the map before? They need not be looked up again."""

from dataclasses import dataclass
from typing import Final

from posts.bubbles import read
from posts.bubbles.location import Location
from posts.choices import Status
from posts.models import Post

# Of so many posts, the newest ones, and so many places.
MOST_POSTS: Final = 100
MOST_PLACES: Final = 30


@dataclass(frozen=True)
class Place:
    """A place as it was decided on and sent."""

    title: str
    degrees: str


def known_places() -> list[Place]:
    """By name, each once: a post that was sent last says what it is called."""
    posts = Post.objects.filter(status=Status.SENT, bubbles__contains=[{"kind": Location.KIND}])
    found: dict[str, Place] = {}
    for stored in posts.order_by("-changed_at").values_list("bubbles", flat=True)[:MOST_POSTS]:
        for bubble in read(stored):
            if isinstance(bubble, Location):
                degrees = f"{bubble.latitude}, {bubble.longitude}"
                found.setdefault(degrees, Place(bubble.title, degrees))
    return sorted([*found.values()][:MOST_PLACES], key=lambda place: place.title)
