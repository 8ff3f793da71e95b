"""Requests in which somebody had a hand, one for each way of having one."""

import uuid
from collections.abc import Callable
from typing import Any, Final

from accounts.models import Staff
from posts import drafts
from posts.commenting import comment
from posts.declaration import EVERYTHING
from posts.duplicating import duplicate
from posts.models import Post, Revision
from posts.submission import submit
from posts.suggesting import adopt
from tests.media.files import upload, upload_film
from tests.office import BUBBLE, TEXT, bubble, content
from tests.posts.answering import ASKED_ABOUT, answer_all

FIRST: Final = bubble(TEXT)


def with_a_hand_of(office: Staff, drafter: Staff, hand: str, **fields: Any) -> Revision:
    """What `drafter` asks about, but for the one thing that `office` did."""
    post = _written(office if hand == "created" else drafter, **fields)
    post = Post.objects.get(pk=HANDS[hand](post, office, drafter).pk)
    answer_all(post, drafter)
    post = Post.objects.get(pk=post.pk)
    asks = office if hand == "submitted" else drafter
    return submit(post, actor=asks, version=post.version, declared=EVERYTHING)


def _written(writer: Staff, **fields: Any) -> Post:
    return drafts.create(actor=writer, origin=uuid.uuid4(), fields=content(**fields))


def _edited(post: Post, by: Staff, **fields: Any) -> Post:
    return drafts.edit(post, actor=by, version=post.version, fields=fields)


def _attached(post: Post, by: Staff, **added: Any) -> Post:
    # Put into a bubble: the picture itself was sent to the library by somebody else.
    return _edited(post, by, bubbles=[FIRST, {"id": "0000000a", "alt": "", **added}])


def _answered(post: Post, office: Staff, drafter: Staff) -> Post:
    post = _edited(post, drafter, bubbles=[bubble(ASKED_ABOUT)], category="1")
    assert answer_all(post, office)
    return post


def _taken_over(post: Post, office: Staff, drafter: Staff) -> Post:
    words = {"place": f"bubble:{BUBBLE}", "quote": "ご案内します", "proposal": "お知らせします"}
    proposed = comment(post, actor=office, words="", **words)
    return adopt(proposed, actor=drafter, version=post.version)


def _copied(post: Post, office: Staff, drafter: Staff) -> Post:
    written = {"bubbles": post.bubbles, "category": post.category}
    copy = duplicate(_written(office, **written), actor=drafter, origin=uuid.uuid4())
    now = {name: getattr(post, name) for name in ("confidentiality", "send_at")}
    return _edited(copy, drafter, **now)


HANDS: Final[dict[str, Callable[[Post, Staff, Staff], Post]]] = {
    "created": lambda post, office, drafter: post,
    "edited": lambda post, office, drafter: _edited(
        post, office, bubbles=[bubble("市役所本館の開庁時間です。")]
    ),
    "submitted": lambda post, office, drafter: post,
    "answered a finding": _answered,
    "put in a picture": lambda post, office, drafter: _attached(
        post, office, kind="image", image=upload(drafter).pk
    ),
    "put in a film": lambda post, office, drafter: _attached(
        post, office, kind="video", video=upload_film(drafter).pk
    ),
    "proposed words that were taken over": _taken_over,
    "wrote what it was copied from": _copied,
}
