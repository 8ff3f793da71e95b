"""Which part of a post is a comment about, and is that part still as it was quoted?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from posts.bubbles import Bubble, read
from posts.models import Comment, Post

WHOLE: Final = ""
TITLE: Final = "title"
BUBBLE: Final = "bubble:"
EASY: Final = "easy"


@dataclass(frozen=True)
class Part:
    """A part that can be remarked on: `name` for people, and the words in it."""

    place: str
    name: str
    words: str


@dataclass(frozen=True)
class Attached:
    """A comment with the part it is at today; `is_gone` when the quoted words are not there."""

    comment: Comment
    part: str
    is_gone: bool


def parts_of(post: Post) -> list[Part]:
    """The whole, the title, each bubble, and the やさしい日本語 text."""
    bubbles = read(post.bubbles)
    return [
        Part(WHOLE, "投稿全体", ""),
        Part(TITLE, "件名", post.title),
        *(
            Part(f"{BUBBLE}{bubble.id}", _called(number, bubble), "\n".join(bubble.words()))
            for number, bubble in enumerate(bubbles, 1)
        ),
        *([Part(EASY, "やさしい日本語", post.easy_text)] if post.easy_text.strip() else []),
    ]


def place_of(post: Post, place: str, quote: str) -> str | None:
    """Where a quotation stands: in the part chosen, or, for the whole, in the first that has it.

    None when it stands nowhere there, or when there is no such part.
    """
    parts = parts_of(post)
    chosen = [part for part in parts if part.place == place]
    if not chosen:
        return None
    if not quote:
        return place
    if place == WHOLE:
        chosen = parts
    return next((part.place for part in chosen if quote in part.words), None)


def attached(post: Post, comments: Iterable[Comment]) -> list[Attached]:
    """Each comment at its part, found again by the quoted words when they have moved."""
    parts = parts_of(post)
    return [_attached(one, parts) for one in comments]


def _attached(one: Comment, parts: list[Part]) -> Attached:
    at = [part for part in parts if part.place == one.place]
    holding = [part for part in (*at, *parts) if one.quote and one.quote in part.words]
    found = holding[0] if holding else at[0] if at else None
    is_gone = found is None or bool(one.quote and not holding)
    return Attached(one, found.name if found else "削除された吹き出し", is_gone)


def _called(number: int, bubble: Bubble) -> str:
    return f"吹き出し{number}（{bubble.name}）"
