"""Which messages do the bubbles of a post become, and with which pictures and videos?"""

from collections.abc import Sequence

from posts.attachments import shelf_for
from posts.bubbles import Bubble
from posts.content import Medium, Message


def composed(bubbles: Sequence[Bubble]) -> tuple[tuple[Message, ...], tuple[Medium, ...]]:
    """The messages as they are sent, and every picture and video in them.

    Raises ValueError for bubbles that LINE would refuse.
    """
    shelf = shelf_for(bubbles)
    messages = tuple(bubble.message(shelf) for bubble in bubbles)
    return messages, tuple(medium for bubble in bubbles for medium in bubble.media(shelf))


def sketched(bubbles: Sequence[Bubble]) -> tuple[tuple[Message, ...], tuple[Medium, ...]]:
    """As much of them as can be shown while they are being written."""
    shelf = shelf_for(bubbles)
    messages: list[Message] = []
    media: list[Medium] = []
    for bubble in bubbles:
        message = bubble.sketch(shelf)
        if message is not None:
            messages.append(message)
            media += bubble.media(shelf)
    return tuple(messages), tuple(media)
