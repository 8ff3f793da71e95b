"""How a test makes a post due, and lets the worker's waits pass without waiting."""

from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.utils import timezone

from accounts.models import Staff
from broadcasts import sender
from broadcasts.keys import retry_key
from broadcasts.models import OPEN_STATES, Broadcast, State
from posts.choices import Status
from posts.models import Post
from tests.office import schedule, tamper
from tests.posts.states import post_in


def due_post(
    drafter: Staff, manager: Staff, *, late_by: timedelta = timedelta(seconds=1), **changes: Any
) -> Post:
    """A post whose time came `late_by` ago: written and approved when that was still ahead."""
    send_at: datetime = timezone.now() - late_by
    with time_machine.travel(send_at - timedelta(minutes=30), tick=False):
        return schedule(drafter, manager, send_at=send_at, **changes)


def uncertain_post(drafter: Staff) -> Post:
    """A post that may or may not have arrived, and that nobody tries again."""
    post = post_in(Status.UNCERTAIN, drafter)
    Broadcast.objects.create(
        revision=post.revisions.get(),
        retry_key=retry_key(post.revisions.get()),
        body="{}",
        state=State.UNCERTAIN,
        may_have_arrived=True,
        finished_at=timezone.now(),
        reason="LINEから時間内に応答がありませんでした。",
    )
    return post


def make_due_again() -> None:
    """Let the wait before the next attempt pass."""
    now = timezone.now()
    Broadcast.objects.filter(state__in=OPEN_STATES).update(next_attempt_at=now, lease_until=None)


def let_hours_pass(hours: float) -> None:
    """Move the first attempt, and the window approved for it, into the past and the future."""
    tamper(
        "UPDATE broadcasts_broadcast SET first_attempt_at = first_attempt_at - %s * interval '1h'",
        [hours],
    )
    make_due_again()


def run_until_quiet(rounds: int = 5) -> None:
    """Attempt, wait out the pause, attempt again, until nothing is open any more."""
    for _ in range(rounds):
        sender.drain()
        if not Broadcast.objects.filter(state__in=OPEN_STATES).exists():
            return
        make_due_again()
