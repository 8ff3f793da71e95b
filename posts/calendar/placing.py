"""At which time does 予定表 show a post: when it went out, when it will, or when it is to?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from posts.choices import Status
from posts.kinds.went_out import accepted_at
from posts.models import Post, PostQuerySet

# What was sent may have gone out on another day than it was meant for.
MARGIN: Final = timedelta(days=1)
# Their words are in no calendar.
UNREAD: Final = (
    *("bubbles", "easy_text", "gap_values", "current_revision__canonical"),
    *("original__bubbles", "original__easy_text", "original__gap_values"),
)
# Without a time, but not given up either.
UNDATED: Final = (Status.DRAFT, Status.RETURNED, Status.IN_APPROVAL)


@dataclass(frozen=True)
class Placed:
    """A post at its time; `is_actual` when LINE has accepted it then."""

    post: Post
    at: datetime
    is_actual: bool = False

    @property
    def day(self) -> date:
        """Its day in Japan."""
        return timezone.localdate(self.at)

    @property
    def clock(self) -> str:
        """9:05"""
        local = timezone.localtime(self.at)
        return f"{local.hour}:{local.minute:02}"


def placed_between(start: datetime, end: datetime, *, visible: PostQuerySet) -> list[Placed]:
    """Those of `visible` in that stretch and in a day around it, by time."""
    found = visible.filter(send_at__gte=start - MARGIN, send_at__lt=end + MARGIN)
    return place(list(found.defer(*UNREAD)))


def place(posts: Sequence[Post]) -> list[Placed]:
    """Each with its time, by time; those without a time are left out."""
    actual = accepted_at([post for post in posts if post.status == Status.SENT])
    placed = [_at_its_time(post, actual.get(post.pk)) for post in posts if post.send_at]
    return sorted(placed, key=lambda one: (one.at, one.post.pk))


def undated(visible: PostQuerySet) -> PostQuerySet:
    """日時未定: what still waits for a time, or for an approval that gives it one."""
    found = visible.filter(send_at=None, status__in=UNDATED)
    return found.defer(*UNREAD).order_by("-changed_at", "-pk")


def _at_its_time(post: Post, accepted: datetime | None) -> Placed:
    at = accepted or post.send_at
    if at is None:
        raise ValueError(f"post {post.pk} has no time")
    return Placed(post, at, is_actual=accepted is not None)
