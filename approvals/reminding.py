"""Everything that waits for somebody's decision makes itself heard again, a few times a minute."""

import logging

from django.db import DatabaseError

from approvals.later_reviewing import remind_reviewer
from approvals.models import Hold
from posts.models import Post, Revision
from posts.routing.reminders import due_among, remind

logger = logging.getLogger(__name__)


def remind_everybody() -> int:
    """Remind of what waits, but of nothing on hold; returns how many were reminded.

    Looking costs the same however much waits; only of what is due a row is locked. What cannot be
    told of is logged, tried again next time, and holds up nothing else.
    """
    held = Hold.objects.filter(ended_at=None).values("revision")
    waiting = Post.objects.waiting().exclude(current_revision__in=held)
    posts = waiting.select_related("original", "current_revision__submitted_by__section")
    told = map(_told, due_among(posts))
    return sum(told) + remind_reviewer()


def _told(revision: Revision) -> int:
    try:
        return remind(revision)
    except DatabaseError:
        logger.exception("nobody could be reminded of revision %s", revision.pk)
        return 0
