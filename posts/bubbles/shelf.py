"""What must be known of the pictures and videos that bubbles use?"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Medium:
    """One picture or video: its addresses hold the SHA-256 of the bytes served there.

    `size` is width and height in pixels; `alt` the words of the library, used as a suggestion.
    """

    address: str
    preview: str
    sha256: str
    size: tuple[int, int]
    alt: str = ""


@dataclass(frozen=True)
class Shelf:
    """The media at hand, by primary key."""

    images: Mapping[int, Medium] = field(default_factory=dict)
    videos: Mapping[int, Medium] = field(default_factory=dict)

    def image(self, pk: int | None) -> Medium:
        """Raises ValueError when none is chosen, or it is not there any more."""
        return _taken(self.images, pk)

    def video(self, pk: int | None) -> Medium:
        """Raises ValueError when none is chosen, or it is not there any more."""
        return _taken(self.videos, pk)


def _taken(media: Mapping[int, Medium], pk: int | None) -> Medium:
    if pk is None or pk not in media:
        raise ValueError("no such picture or video")
    return media[pk]
