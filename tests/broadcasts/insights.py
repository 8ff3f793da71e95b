"""How a test comes by a broadcast that LINE counts, and lets the days afterwards pass."""

from datetime import timedelta
from typing import Any, Final

from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Staff
from broadcasts import sender
from broadcasts.insight.gathering import gather
from broadcasts.keys import retry_key
from broadcasts.models import Broadcast, Insight, State
from line.client import line_client
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post
from tests.office import tamper
from tests.posts.states import post_in

A_DAY: Final = 24 * 60 * 60


def sent_post(drafter: Staff, manager: Staff, **changes: Any) -> Post:
    """A post that went out through the stand-in just now."""
    post = due_post(drafter, manager, **changes)
    sender.drain()
    return Post.objects.get(pk=post.pk)


def counted_post(
    drafter: Staff,
    *,
    days_ago: float = 0.01,
    numbers: tuple[int | None, int | None, int | None] | None = (12_000, 5_000, 300),
    **changes: Any,
) -> Post:
    """A post that went out so long ago, and what LINE has counted; None: nobody has asked."""
    post = post_in(Status.SENT, drafter, **changes)
    sent_at = timezone.now() - timedelta(days=days_ago)
    broadcast = Broadcast.objects.create(
        revision=post.revisions.get(),
        retry_key=retry_key(post.revisions.get()),
        body="{}",
        state=State.ACCEPTED,
        request_id=f"request-{post.pk}",
        finished_at=sent_at,
    )
    if numbers is not None:
        delivered, opened, clicked = numbers
        Insight.objects.create(
            broadcast=broadcast,
            next_ask_at=timezone.now() + timedelta(hours=5),
            counted_at=timezone.now(),
            delivered=delivered,
            opened=opened,
            clicked=clicked,
        )
    return post


def ask_line() -> int:
    """Whatever waits for its turn is asked now; how many that were."""
    gather(line_client())  # begins with the rows of new broadcasts
    Insight.objects.filter(next_ask_at__isnull=False).update(next_ask_at=Now())
    return gather(line_client())


def let_days_pass(days: float) -> None:
    """Everything was sent so many days earlier."""
    tamper(
        "UPDATE broadcasts_broadcast SET finished_at = finished_at - %s * interval '1 day'", [days]
    )
