"""Which limits does LINE set to messages? One table, each limit with its unit and its source.

Standard library only: the stand-in for LINE refuses by the same table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from line.messages.counting import grapheme_length, utf16_length

UTF16: Final = "UTF-16 code units"
GRAPHEMES: Final = "grapheme clusters"
COUNTED: Final[dict[str, Callable[[str], int]]] = {UTF16: utf16_length, GRAPHEMES: grapheme_length}


@dataclass(frozen=True)
class Limit:
    """One limit set by LINE: the highest permitted ``value``, its unit and where it is written."""

    value: int
    unit: str
    source: str

    def length_of(self, text: str) -> int:
        """Return how long ``text`` is in the unit of this limit."""
        return COUNTED[self.unit](text)

    def excess(self, text: str) -> int:
        """Return by how much ``text`` is too long; 0 when it fits."""
        return max(0, self.length_of(text) - self.value)


TEXT_LENGTH = Limit(
    5000, UTF16, "Messaging API reference, 'Text message'; 'Character counting in a text'"
)
MESSAGES_PER_REQUEST = Limit(
    5, "messages", "Messaging API reference, 'Send broadcast message', request body"
)
REQUEST_BYTES = Limit(
    2 * 1024 * 1024, "bytes", "Messaging API reference, 'Status codes', 413 Payload Too Large"
)
ADDRESS_LENGTH = Limit(2000, UTF16, "Messaging API reference, 'Image message', originalContentUrl")
IMAGE_BYTES = Limit(10 * 1024 * 1024, "bytes", "Messaging API reference, 'Image message'")
PREVIEW_BYTES = Limit(1024 * 1024, "bytes", "Messaging API reference, 'Image message'")
VIDEO_BYTES = Limit(200 * 1024 * 1024, "bytes", "Messaging API reference, 'Video message'")
TRACKING_ID = Limit(100, UTF16, "Messaging API reference, 'Video message', trackingId")
LOCATION_TITLE = Limit(100, UTF16, "Messaging API reference, 'Location message', title")
LOCATION_ADDRESS = Limit(100, UTF16, "Messaging API reference, 'Location message', address")
LATITUDE = Limit(90, "degrees", "Messaging API reference, 'Location message', latitude")
LONGITUDE = Limit(180, "degrees", "Messaging API reference, 'Location message', longitude")
ALT_TEXT = Limit(1500, UTF16, "Messaging API reference, 'Flex Message', altText")
FLEX_BYTES = Limit(30 * 1024, "bytes", "Messaging API reference, 'Flex Message', bubble")
FLEX_DEPTH = Limit(10, "boxes", "our own; LINE publishes none")
LABEL = Limit(40, GRAPHEMES, "Messaging API reference, 'Action objects', label in a Flex Message")
LINK = Limit(1000, UTF16, "Messaging API reference, 'URI action', uri")
