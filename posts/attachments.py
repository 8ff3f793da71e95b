"""Which pictures and videos do the bubbles use, and what may be chosen?"""

from collections.abc import Sequence

from posts.bubbles import Bubble, Shelf


def shelf_for(bubbles: Sequence[Bubble]) -> Shelf:
    """The media that these bubbles name, as far as they exist."""
    return Shelf()
