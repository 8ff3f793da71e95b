"""Posts with a picture, and what can happen to it."""

from typing import Any

from django.core.files.storage import default_storage

from accounts.models import Staff
from media.models import Item
from posts.models import Post
from tests.office import write
from tests.posts.bubbles import TEXT

IDENTITY = "0000000a"
FIELD = f"{IDENTITY}-image"


def bubble_with(item: Item) -> dict[str, Any]:
    """A bubble with this picture, as it is stored."""
    return {"id": IDENTITY, "kind": "image", "image": item.pk, "alt": ""}


def post_with(item: Item, drafter: Staff, **changes: Any) -> Post:
    """A draft with this picture."""
    return write(drafter, bubbles=[TEXT, bubble_with(item)], **changes)


def damage(name: str) -> None:
    """Change a few bytes of a stored file, as a broken disk or a stranger would."""
    with default_storage.open(name, "r+b") as file:
        file.seek(50)
        file.write(b"damaged")
