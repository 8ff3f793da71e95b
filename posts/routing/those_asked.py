"""Whose decision does a post wait for: of an emergency everyone's who may, else one person's?"""

from collections.abc import Sequence

from posts.kinds.choices import Kind
from posts.models import Post
from posts.routing.deciders import Authority, authorities, first_to_decide


def those_asked(post: Post) -> Sequence[Authority]:
    """The people asked for the last word; empty when nobody can give it."""
    if post.kind == Kind.EMERGENCY:
        return authorities(post)
    first = first_to_decide(post)
    return (first,) if first else ()
