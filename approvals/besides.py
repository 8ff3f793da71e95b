"""What does a person have to do about decisions besides deciding? ホーム asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Staff
from approvals import later_reviewing, reporting
from approvals.models import Halt
from posts.models import Revision


@dataclass(frozen=True)
class Owed:
    """A 事後報告 that this person can write: about what, by when, and is that over?"""

    revision: Revision
    due: datetime
    is_late: bool


@dataclass(frozen=True)
class Besides:
    """Reports, stops without a reason, and how many decisions wait for 後閲."""

    owed: Sequence[Owed]
    unexplained: Sequence[Halt]
    later_reviews: int

    @property
    def is_empty(self) -> bool:
        """Is there nothing of it?"""
        return not (self.owed or self.unexplained or self.later_reviews)

    @property
    def stopped(self) -> set[int]:
        """The ids of the posts whose stop is still to be explained."""
        return {halt.revision.post_id for halt in self.unexplained}


def besides(staff: Staff) -> Besides:
    """Everything of it that is up to this person."""
    now = timezone.now()
    due = [(one, reporting.due_at(one)) for one in reporting.owed_by(staff)]
    halts = Halt.objects.filter(explained_at=None).select_related("revision__post__section")
    if not staff.is_account_manager:
        halts = halts.filter(stopped_by=staff)
    return Besides(
        owed=[Owed(revision, until, until <= now) for revision, until in due],
        unexplained=list(halts.order_by("pk")),
        later_reviews=later_reviewing.number_for(staff),
    )
