"""What would a proposed wording (修正案) change in the working copy, and if nothing, why?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from accounts.models import Role, Staff
from line.messages.visible import control_problem
from line.preview.marking import standing_in
from posts.attaching import BUBBLE, EASY, TITLE, places_with
from posts.bubbles import read
from posts.bubbles.checking import faults
from posts.comparing import Piece, compared
from posts.kinds.choices import Kind
from posts.models import Comment, Post
from posts.permissions import decides

GONE: Final = "直す言葉が、いまの投稿の中に見つかりません。"
TWICE: Final = "同じ言葉が2か所以上にあり、どれを直すのか決められません。"
ACROSS: Final = "直す言葉が、2つ以上の欄にまたがっています。"
FIXED: Final = "緊急の投稿の言葉は、承認された緊急の文例のとおりです。修正案では直せません。"
ONE_LINE: Final = "この欄では改行できません。改行のない案にしてください。"
LONGEST_TITLE: Final = 100


class Unfit(Exception):
    """The proposal cannot be put into the post as it is now; the words are for people."""


@dataclass(frozen=True)
class Proposed:
    """What a page shows of a proposal: the difference, word by word, and who loses what by it.

    `problem` says why it cannot be taken over now; empty when it can.
    """

    pieces: tuple[Piece, ...]
    problem: str
    lost: str


@dataclass(frozen=True)
class _Box:
    """One box of the editor with words in it: a field of a bubble, or of the post itself."""

    field: str
    words: str
    bubble: str = ""


def proposed(found: Comment, post: Post) -> Proposed:
    """What a comment proposes for the post as it is now."""
    problem = ""
    try:
        rewritten(post, found)
    except Unfit as unfit:
        problem = str(unfit)
    pieces = compared(found.quote, found.proposal)
    return Proposed(pieces, problem, what_is_lost(found.author, post))


def rewritten(post: Post, found: Comment) -> dict[str, Any]:
    """The fields of the working copy that change, as `drafts.edit` takes them.

    Exactly the quoted words give way, which are looked for as the marks in the preview are. Raises
    Unfit when they are gone, stand several times, or the new ones do not fit into their box.
    """
    if post.kind == Kind.EMERGENCY:
        raise Unfit(FIXED)
    box, where = _spot(post, found)
    words = f"{box.words[: where.start]}{found.proposal}{box.words[where.stop :]}"
    if box.bubble:
        return {"bubbles": _bubbles_with(post, box, words, found.proposal)}
    _demand_fitting(box, words, found.proposal)
    return {box.field: words}


def what_is_lost(author: Staff, post: Post) -> str:
    """What the author of a proposal can do no more once it is in the post; empty for nothing."""
    if author in post.contributors():
        return ""
    if decides(author):
        return "この投稿を決裁できなくなります"
    if author.holds(Role.SECTION_REVIEWER):
        return "この投稿の課内確認と合議ができなくなります"
    return ""


def _spot(post: Post, found: Comment) -> tuple[_Box, slice]:
    place = _place(post, found)
    spots = [
        (box, where)
        for box in _boxes(post, place)
        for where in standing_in(found.quote, box.words, found.before)
    ]
    if not spots:
        raise Unfit(ACROSS)
    if len(spots) > 1:
        raise Unfit(TWICE)
    return spots[0]


def _place(post: Post, found: Comment) -> str:
    holding = places_with(post, found.quote)
    if found.place in holding:
        return found.place
    if not holding:
        raise Unfit(GONE)
    if len(holding) > 1:
        raise Unfit(TWICE)
    return holding[0]


def _boxes(post: Post, place: str) -> Iterator[_Box]:
    if place == TITLE:
        yield _Box("title", post.title)
    elif place == EASY:
        yield _Box("easy_text", post.easy_text)
    for bubble in read(post.bubbles):
        if place == f"{BUBBLE}{bubble.id}":
            for field in bubble.fields:
                if field.holds == "words":
                    yield _Box(field.name, bubble.value(field.name), bubble.id)


def _bubbles_with(post: Post, box: _Box, words: str, proposal: str) -> list[dict[str, Any]]:
    bubbles = read(post.bubbles)
    (bubble,) = (one for one in bubbles if one.id == box.bubble)
    (field,) = (one for one in bubble.fields if one.name == box.field)
    if field.lines == 1 and "\n" in proposal:
        raise Unfit(ONE_LINE)
    changed = bubble.filled({box.field: words})
    for problem in faults(changed).values():
        raise Unfit(problem)
    return [(changed if one.id == box.bubble else one).stored() for one in bubbles]


def _demand_fitting(box: _Box, words: str, proposal: str) -> None:
    if box.field == "title":
        if "\n" in proposal:
            raise Unfit(ONE_LINE)
        if len(words) > LONGEST_TITLE:
            raise Unfit(f"件名が長すぎます。{LONGEST_TITLE}文字以内になる案にしてください。")
    if problem := control_problem(proposal):
        raise Unfit(problem)
