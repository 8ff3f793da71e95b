"""What does a page show of a post: the frozen revision, or the working copy on the desk?"""

from typing import Any

from posts.answering.answers import given_to
from posts.answering.looking import Look
from posts.answering.shown import frozen
from posts.bubbles import read as bubbles_in
from posts.choices import Status
from posts.composing import sketched
from posts.content import Content, alts_of, read
from posts.kinds.choices import Kind
from posts.kinds.facts import named, source_of
from posts.models import Post


def is_frozen(post: Post) -> bool:
    """Does what was submitted count, and no longer the working copy?"""
    on_the_desk = post.is_open_for_editing or post.status == Status.WITHDRAWN
    return post.current_revision is not None and not on_the_desk


def shown(post: Post) -> dict[str, Any]:
    """What the preview shows, and which bubbles it was made of."""
    if is_frozen(post):
        content = _content(post)
        if content is None:  # changed past every rule; the page says why it was not sent
            return {"bubbles": (), "alts": {}, "sources": ()}
        # Off the desk the working copy is what was frozen, bubble by bubble.
        sources = tuple(bubble.id for bubble in bubbles_in(post.bubbles))
        return {"bubbles": content.messages, "alts": alts_of(content.media), "sources": sources}
    messages, media, sources = sketched(
        bubbles_in(post.bubbles), easy=post.easy_text, is_drill=post.kind == Kind.DRILL
    )
    return {"bubbles": messages, "alts": alts_of(media), "sources": sources}


def facts(post: Post, look: Look | None) -> dict[str, Any]:
    """What was found and answered, declared, passed on and corrected.

    `look` is what screening finds in the working copy, as long as that is what counts.
    """
    if look is not None:
        return facts_of_working_copy(post, look)
    content = _content(post)
    return facts_of_content(content) if content else {}


def facts_of_content(content: Content) -> dict[str, Any]:
    """The same of a frozen revision."""
    return {
        "answered": content.findings,
        "declaration": content.declaration,
        "source": content.source,
        "follows": content.original,
    }


def facts_of_working_copy(post: Post, look: Look) -> dict[str, Any]:
    """The same of a working copy; nothing is declared about it yet."""
    return {
        "answered": frozen(look, given_to(post)),
        "source": source_of(post),
        "follows": named(post.original),
    }


def _content(post: Post) -> Content | None:
    revision = post.current_revision
    try:
        return read(revision.canonical) if revision else None
    except ValueError:
        return None
