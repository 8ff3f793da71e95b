"""How a test of who gets where comes by a post that was approved, or stopped again."""

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts import appointments
from accounts.models import Staff
from approvals import halting
from posts.models import Post
from tests.office import schedule


def approved(drafter: Staff) -> list[int | str | uuid.UUID]:
    """The id of a post that waits for its time."""
    return [_approved(drafter).pk]


def stopped(drafter: Staff) -> list[int | str | uuid.UUID]:
    """The id of a post that its drafter stopped, and has not explained yet."""
    post = _approved(drafter)
    halting.halt(post, actor=drafter)
    return [post.pk]


def _approved(drafter: Staff) -> Post:
    manager = appointments.account_manager()
    assert manager is not None
    return schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=1))
