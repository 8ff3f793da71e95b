"""What are messages with a picture or a video?"""

from typing import Any, Final

from line.messages.addresses import checked_address
from line.messages.buttons import PAPER, button
from line.messages.flex import flex_message

# LINE draws no picture in a card that is more than three times as high as wide.
MOST_HEIGHT: Final = 3


def image_message(original: str, preview: str) -> dict[str, Any]:
    """Return a picture that can be enlarged and kept; LINE takes no alternative text with it.

    Source: Messaging API reference, 'Image message'. Raises ``ValueError``.
    """
    return {
        "type": "image",
        "originalContentUrl": checked_address(original),
        "previewImageUrl": checked_address(preview),
    }


def video_message(original: str, preview: str) -> dict[str, Any]:
    """Return a video with its first picture. Source: reference, 'Video message'."""
    return {
        "type": "video",
        "originalContentUrl": checked_address(original),
        "previewImageUrl": checked_address(preview),
    }


def linked_picture(
    address: str, *, size: tuple[int, int], alt: str, label: str, link: str
) -> dict[str, Any]:
    """Return a picture with a button below it; both open ``link``. ``size`` is in pixels.

    A card and not an imagemap: the way on is a button with words instead of an area that nobody
    sees, and one file is enough where an imagemap wants five sizes at one address.
    Source: reference, 'Flex Message'; image component.
    """
    width, height = size
    hero = {
        "type": "image",
        "url": checked_address(address),
        "size": "full",
        "aspectRatio": f"{width}:{min(height, MOST_HEIGHT * width)}",
        "aspectMode": "fit",
        "action": button(label, link)["action"],
    }
    footer = {"type": "box", "layout": "vertical", "contents": [button(label, link)]}
    bubble = {"type": "bubble", "hero": hero, "footer": {**footer, "backgroundColor": PAPER}}
    return flex_message(f"{alt}\n{label}", bubble)
