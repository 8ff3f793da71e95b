"""How the text of a post becomes the messages of LINE: one model for the wire and the preview."""

from line.messages import text_message
from posts.content import Message


def messages_of(text: str) -> tuple[Message, ...]:
    """The bubbles of a post, top to bottom. Raises ValueError for a text that LINE would refuse."""
    return (text_message(text),)
