"""Is the request for a post on hold (保留), and how does that end with another act?

The rows are those of `approvals`, which put a request on hold; they are reached from the revision.
"""

from django.utils import timezone

from accounts.models import Staff
from posts.models import Post, Revision


def is_on_hold(post: Post) -> bool:
    """Does a 保留 stand on what the post waits with?"""
    revision = post.current_revision
    return revision is not None and revision.holds.filter(ended_at=None).exists()


def end_on(revision: Revision | None, *, actor: Staff) -> bool:
    """End the 保留, if there is one, together with another act; was there one?"""
    if revision is None:
        return False
    standing = revision.holds.filter(ended_at=None)
    return bool(standing.update(ended_by=actor, ended_at=timezone.now()))
