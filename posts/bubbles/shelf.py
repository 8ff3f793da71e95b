"""What must be known of the pictures and videos that bubbles use?"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Medium:
    """One picture or video: its addresses hold the SHA-256 of the bytes served there.

    `size` is width and height in pixels; `alt` the words of the library.
    """

    address: str
    preview: str
    sha256: str
    size: tuple[int, int]
    alt: str = ""

    def recorded(self, alt: str) -> dict[str, str]:
        """What a decision covers; the words of the library unless the bubble has its own."""
        return {
            "address": self.address,
            "preview": self.preview,
            "sha256": self.sha256,
            "alt": alt or self.alt,
        }


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
