"""What lies on a person's desk: the posts that wait for something this person can do."""

from dataclasses import dataclass
from typing import Final

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post, PostQuerySet

SHOWN: Final = 5


@dataclass(frozen=True)
class Desk:
    """Posts by what is to be done about them; `asked` waits for somebody else."""

    uncertain: PostQuerySet
    waiting: PostQuerySet
    overdue: PostQuerySet
    expired: PostQuerySet
    failed: PostQuerySet
    returned: PostQuerySet
    drafts: PostQuerySet
    asked: PostQuerySet

    @property
    def is_empty(self) -> bool:
        """Is there nothing that this person has to do?"""
        return not (
            self.uncertain
            or self.waiting
            or self.overdue
            or self.expired
            or self.failed
            or self.returned
            or self.drafts
        )


def desk_of(staff: Staff) -> Desk:
    """The posts that the person writes; those to decide on, for the manager."""
    visible = Post.objects.visible_to(staff)
    own = visible.written_by(staff)
    decides = visible if staff.is_account_manager else visible.none()
    return Desk(
        uncertain=(own | decides).filter(status=Status.UNCERTAIN),
        waiting=decides.waiting().counting_open_comments(staff).by_time(),
        overdue=own.overdue().by_time(),
        expired=decides.overdue().exclude(pk__in=own.overdue()).by_time(),
        failed=own.filter(status=Status.FAILED)[:SHOWN],
        returned=_commented(own.filter(status=Status.RETURNED), staff),
        drafts=_commented(own.filter(status=Status.DRAFT), staff)[:SHOWN],
        asked=own.waiting().by_time(),
    )


def _commented(posts: PostQuerySet, staff: Staff) -> PostQuerySet:
    # Counting takes the usual order away.
    return posts.counting_open_comments(staff).order_by("-changed_at")
