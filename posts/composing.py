"""Which messages do the bubbles of a post become, and with which pictures and videos?"""

from collections.abc import Sequence

from accounts.models import Staff
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
    media = [
        {"message": place, **medium}
        for place, bubble in enumerate(bubbles)
        for medium in bubble.media(shelf)
    ]
    return tuple(messages), tuple(media)


def sketched(
    bubbles: Sequence[Bubble],
    *,
    easy: str = "",
    is_drill: bool = False,
    seen_by: Staff | None = None,
) -> tuple[tuple[Message, ...], tuple[Medium, ...], tuple[str, ...]]:
    """As much of them as can be shown to this person while they are written; of which bubbles."""
    shelf = shelf_for(bubbles, seen_by=seen_by)
    messages: list[Message] = []
    media: list[Medium] = []
    sources: list[str] = []
    for bubble in bubbles:
        message = bubble.sketch(shelf)
        message = _sketched_drill(message) if message and is_drill else message
        if message is not None:
            media += [{"message": len(messages), **medium} for medium in bubble.media(shelf)]
            messages.append(message)
            sources.append(bubble.id)
    if easy.strip():
        last: Message = dict(text_message(beginning_of(easy)))
        messages.append((_sketched_drill(last) or last) if is_drill else last)
    return tuple(messages), tuple(media), tuple(sources)


def _sketched_drill(message: Message) -> Message | None:
    try:
        return as_drill(message)
    except ValueError:
        return None
