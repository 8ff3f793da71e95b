"""What lies on a person's desk: the posts that wait for something this person can do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post, PostQuerySet
from posts.routing.queues import Turn, takes_part, turns_of

SHOWN: Final = 5
# So long whoever drafted it reads on the desk that a post was rejected.
STILL_NEWS: Final = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """Posts by what is to be done about them; `asked` waits for somebody else.

    `urgent` and `waiting` are up to this person now; `held` will be, once it is taken up again.
    """

    uncertain: PostQuerySet
    urgent: Sequence[Turn]
    waiting: Sequence[Turn]
    held: Sequence[Turn]
    overdue: PostQuerySet
    expired: Sequence[Post]
    failed: PostQuerySet
    stopped: PostQuerySet
    rejected: PostQuerySet
    returned: PostQuerySet
    drafts: PostQuerySet
    asked: PostQuerySet

    @property
    def is_empty(self) -> bool:
        """Is there nothing that this person has to do?"""
        decides = self.urgent or self.waiting or self.held or self.expired
        writes = self.overdue or self.rejected or self.returned or self.drafts
        return not (decides or writes or self.uncertain or self.failed or self.stopped)


def desk_of(staff: Staff) -> Desk:
    """The posts that the person writes; those whose turn it is, for who decides."""
    visible = Post.objects.visible_to(staff)
    own = visible.written_by(staff)
    decides = visible if staff.is_account_manager else visible.none()
    in_time, expired = _to_act_on(staff)
    late = own.overdue()
    return Desk(
        uncertain=(own | decides).filter(status=Status.UNCERTAIN),
        urgent=[one for one in in_time if one.post.is_urgent and not one.is_held],
        waiting=[one for one in in_time if not one.post.is_urgent and not one.is_held],
        held=[one for one in in_time if one.is_held],
        overdue=late.by_time(),
        expired=_without(expired, {post.pk for post in late}),
        failed=own.filter(status=Status.FAILED)[:SHOWN],
        stopped=own.filter(status=Status.STOPPED)[:SHOWN],
        rejected=_lately_rejected(own)[:SHOWN],
        returned=_commented(own.filter(status=Status.RETURNED), staff),
        drafts=_commented(own.filter(status=Status.DRAFT), staff)[:SHOWN],
        asked=own.waiting()
        .exclude(pk__in=[turn.post.pk for turn in in_time])
        .marking_held()
        .by_time(),
    )


def _to_act_on(staff: Staff) -> tuple[list[Turn], list[Post]]:
    """What this person may act on in time, and what they can only send back."""
    if not takes_part(staff):
        return [], []
    found = turns_of(staff)
    in_time = [one for one in found if one.is_own and not one.post.is_overdue]
    return in_time, [one.post for one in found if one.post.is_overdue and one.authority]


def _without(posts: Sequence[Post], known: Collection[int]) -> list[Post]:
    return [post for post in posts if post.pk not in known]


def _lately_rejected(own: PostQuerySet) -> PostQuerySet:
    """What ended on somebody's word is no work, but whoever wrote it has to learn of it."""
    since = timezone.now() - STILL_NEWS
    return own.filter(
        status=Status.REJECTED, current_revision__decision__decided_at__gte=since
    ).order_by("-current_revision__decision__decided_at")


def _commented(posts: PostQuerySet, staff: Staff) -> PostQuerySet:
    # Counting takes the usual order away.
    return posts.counting_open_comments(staff).order_by("-changed_at")
