"""A drill is never broadcast: PostgreSQL refuses the row, and the worker refuses the post."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Staff
from broadcasts import sender
from broadcasts.keys import retry_key
from broadcasts.models import Broadcast, State
from posts import content as contents
from posts.choices import Status
from posts.models import Post, Revision
from posts.sealing import seal
from tests.office import approve, ask_approval, tamper
from tests.standin import StandIn


def drill(drafter: Staff, manager: Staff) -> Revision:
    """Approved and due, as only somebody past every check could have made it."""
    due = timezone.now() - timedelta(seconds=1)
    with time_machine.travel(due - timedelta(minutes=30), tick=False):
        revision = ask_approval(drafter, send_at=due)
        text = contents.canonical(contents.read(revision.canonical)).replace(
            '"kind":"ordinary","level"', '"kind":"drill","level"'
        )
        tamper("UPDATE posts_revision SET canonical = %s, digest = %s", [text, seal(text)])
        approve(revision, manager)
    return Revision.objects.get()


@pytest.mark.parametrize("state", ["prepared", "sending", "accepted"])
def test_postgresql_refuses_the_request(state: str, drafter: Staff, manager: Staff) -> None:
    revision = drill(drafter, manager)
    with pytest.raises(IntegrityError, match="is a drill"), transaction.atomic():
        Broadcast.objects.create(
            revision=revision,
            retry_key=retry_key(revision),
            body="{}",
            state=state,
            finished_at=timezone.now(),
        )
    assert not Broadcast.objects.exists()


def test_the_worker_holds_it_back_with_the_reason(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    drill(drafter, manager)
    sender.drain()
    blocked = Broadcast.objects.get()
    assert (blocked.state, blocked.body) == (State.FAILED, "")
    assert "訓練" in blocked.reason
    assert Post.objects.get().status == Status.FAILED
    assert line_platform.requests() == []
