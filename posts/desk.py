"""What lies on a person's desk: the posts that wait for something this person can do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post, PostQuerySet
from posts.routing.queues import Turn, takes_part, turns_of

SHOWN: Final = 5


@dataclass(frozen=True)
class Desk:
    """Posts by what is to be done about them; `asked` waits for somebody else."""

    uncertain: PostQuerySet
    waiting: Sequence[Turn]
    overdue: PostQuerySet
    expired: Sequence[Post]
    failed: PostQuerySet
    stopped: PostQuerySet
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
            or self.stopped
            or self.returned
            or self.drafts
        )


def desk_of(staff: Staff) -> Desk:
    """The posts that the person writes; those whose turn it is, for who decides."""
    visible = Post.objects.visible_to(staff)
    own = visible.written_by(staff)
    decides = visible if staff.is_account_manager else visible.none()
    waiting, expired = _to_act_on(staff)
    late = own.overdue()
    return Desk(
        uncertain=(own | decides).filter(status=Status.UNCERTAIN),
        waiting=waiting,
        overdue=late.by_time(),
        expired=_without(expired, {post.pk for post in late}),
        failed=own.filter(status=Status.FAILED)[:SHOWN],
        stopped=own.filter(status=Status.STOPPED)[:SHOWN],
        returned=_commented(own.filter(status=Status.RETURNED), staff),
        drafts=_commented(own.filter(status=Status.DRAFT), staff)[:SHOWN],
        asked=own.waiting()
        .exclude(pk__in=[turn.post.pk for turn in waiting])
        .marking_held()
        .by_time(),
    )


def _to_act_on(staff: Staff) -> tuple[list[Turn], list[Post]]:
    """What this person may act on in time, and what they can only send back."""
    if not takes_part(staff):
        return [], []
    found = turns_of(staff)
    in_time = [one for one in found if one.is_own and not one.post.is_overdue]
    late = [one.post for one in found if one.post.is_overdue and one.authority]
    # What cannot wait comes first, whatever time it was asked for.
    return sorted(in_time, key=lambda one: not one.post.is_urgent), late


def _without(posts: Sequence[Post], known: Collection[int]) -> list[Post]:
    return [post for post in posts if post.pk not in known]


def _commented(posts: PostQuerySet, staff: Staff) -> PostQuerySet:
    # Counting takes the usual order away.
    return posts.counting_open_comments(staff).order_by("-changed_at")
