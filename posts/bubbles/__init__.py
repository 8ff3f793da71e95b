"""What is a post made of? Up to five bubbles: one model for editor, screening, wire and preview."""

from posts.bubbles.bubble import Bubble, Message
from posts.bubbles.reading import MOST, choices, new, read, text_of
from posts.bubbles.shelf import Medium, Shelf

__all__ = [
    "MOST",
    "Bubble",
    "Medium",
    "Message",
    "Shelf",
    "choices",
    "new",
    "read",
    "text_of",
]
