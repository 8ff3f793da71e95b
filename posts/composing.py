"""Which messages do the bubbles of a post become, and with which pictures and videos?"""

from collections.abc import Sequence

from line.messages import as_drill, beginning_of, text_message
from posts.attachments import shelf_for
from posts.bubbles import MOST, Bubble
from posts.content import Medium, Message


def composed(
    bubbles: Sequence[Bubble], *, easy: str = "", is_drill: bool = False
) -> tuple[tuple[Message, ...], tuple[Medium, ...]]:
    """The messages as they are sent, and every picture and video in them.

    The やさしい日本語 text goes as a bubble of its own at the end; each bubble of a drill says
    so. Raises ValueError for bubbles that LINE would refuse.
    """
    shelf = shelf_for(bubbles)
    messages: list[Message] = [bubble.message(shelf) for bubble in bubbles]
    if easy.strip():
        messages.append(dict(text_message(easy)))
    if len(messages) > MOST:
        raise ValueError(f"a post holds at most {MOST} bubbles")
    if is_drill:
        messages = [as_drill(message) for message in messages]
    return tuple(messages), tuple(medium for bubble in bubbles for medium in bubble.media(shelf))


def sketched(
    bubbles: Sequence[Bubble], *, easy: str = "", is_drill: bool = False
) -> tuple[tuple[Message, ...], tuple[Medium, ...]]:
    """As much of them as can be shown while they are being written."""
    shelf = shelf_for(bubbles)
    messages: list[Message] = []
    media: list[Medium] = []
    for bubble in bubbles:
        message = bubble.sketch(shelf)
        if message is not None:
            messages.append(message)
            media += bubble.media(shelf)
    if easy.strip():
        messages.append(dict(text_message(beginning_of(easy))))
    if is_drill:
        messages = [labelled for message in messages if (labelled := _sketched_drill(message))]
    return tuple(messages), tuple(media)


def _sketched_drill(message: Message) -> Message | None:
    try:
        return as_drill(message)
    except ValueError:
        return None
