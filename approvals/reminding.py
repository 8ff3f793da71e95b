"""Everything that waits for somebody's decision makes itself heard again, a few times a minute."""

from approvals.later_reviewing import remind_reviewer
from approvals.models import Hold
from posts.models import Post, Revision
from posts.routing.reminders import remind


def remind_everybody() -> int:
    """Remind of what waits, but of nothing on hold; returns how many were reminded."""
    waiting = Post.objects.waiting().values("current_revision")
    held = Hold.objects.filter(ended_at=None).values("revision")
    revisions = Revision.objects.filter(pk__in=waiting).exclude(pk__in=held)
    told = [remind(revision) for revision in revisions.select_related("post", "submitted_by")]
    return sum(told) + remind_reviewer()
