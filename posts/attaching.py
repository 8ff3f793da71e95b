"""Which part of a post is a comment about, and is that part still as it was quoted?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from line.preview import words_of
from line.preview.marking import Mark, found_in
from posts.bubbles import Bubble, read
from posts.models import Comment, Post

WHOLE: Final = ""
TITLE: Final = "title"
BUBBLE: Final = "bubble:"
EASY: Final = "easy"
REMOVED: Final = "削除された吹き出し"


@dataclass(frozen=True)
class Part:
    """A part that can be remarked on: `name` for people, and the words in it."""

    place: str
    name: str
    words: str


@dataclass(frozen=True)
class Attached:
    """A comment with the part it is at today, and the number that leads from one to the other.

    `is_gone` when the quoted words are not there any more.
    """

    comment: Comment
    number: int
    part: str
    place: str
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
    return next((part.place for part in chosen if found_in(quote, part.words)), None)


def places_with(post: Post, quote: str) -> list[str]:
    """Every part that has the words."""
    return [part.place for part in parts_of(post) if found_in(quote, part.words)]


def attached(post: Post, comments: Iterable[Comment]) -> list[Attached]:
    """Each comment at its part, found again by the quoted words when they have moved.

    They stand in the order of the parts, and are numbered so.
    """
    parts = parts_of(post)
    order = [*(part.place for part in parts), REMOVED]
    found = [(one, *_found(one, parts)) for one in comments]
    found.sort(key=lambda row: order.index(row[1].place))
    return [
        Attached(one, number, part.name, part.place, is_gone)
        for number, (one, part, is_gone) in enumerate(found, 1)
    ]


def marks_of(
    comments: Sequence[Attached], messages: Sequence[dict[str, Any]], places: Sequence[str]
) -> Mapping[int, list[Mark]]:
    """Which words of the preview the comments are about, by the place of the message.

    `places` tells what each message was made of. The words are looked for where they were quoted,
    then in every other message.
    """
    texts = words_of(messages)
    marks: dict[int, list[Mark]] = {}
    for one in comments:
        quote, before = one.comment.quote, one.comment.before
        at = [index for index, place in enumerate(places) if place == one.place]
        for index in (*at, *range(len(texts))):
            if one.place not in (WHOLE, TITLE) and found_in(quote, texts[index]):
                marks.setdefault(index, []).append(Mark(quote, one.number, before))
                break
    return marks


def places_of(messages: Sequence[object], sources: Iterable[str]) -> list[str]:
    """What each message was made of; what is behind the last bubble is the やさしい日本語 text."""
    places = [f"{BUBBLE}{identity}" for identity in sources]
    return [*places, *([EASY] * (len(messages) - len(places)))]


def _found(one: Comment, parts: Sequence[Part]) -> tuple[Part, bool]:
    at = [part for part in parts if part.place == one.place]
    holding = [part for part in (*at, *parts) if found_in(one.quote, part.words)]
    found = holding[0] if holding else at[0] if at else None
    is_gone = found is None or bool(one.quote and not holding)
    return found or Part(REMOVED, REMOVED, ""), is_gone


def _called(number: int, bubble: Bubble) -> str:
    return f"吹き出し{number}（{bubble.name}）"
