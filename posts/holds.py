"""Is the request for a post on hold (保留), and how does that end when the post is taken back?

The rows are those of `approvals`, which put a request on hold; they are reached from the revision.
"""

from django.utils import timezone

from accounts.models import Staff
from posts.models import Post


def is_on_hold(post: Post) -> bool:
    """Does a 保留 stand on what the post waits with?"""
    revision = post.current_revision
    return revision is not None and revision.holds.filter(ended_at=None).exists()


def end_all(post: Post, *, actor: Staff) -> None:
    """Whoever takes the post back ends what is put off with it."""
    if (revision := post.current_revision) is not None:
        standing = revision.holds.filter(ended_at=None)
        standing.update(ended_by=actor, ended_at=timezone.now())
