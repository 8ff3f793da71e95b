"""A window that closes while a worker waits for the trail: nothing begins after it."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.models import Staff
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from broadcasts import sender
from broadcasts.models import Broadcast
from broadcasts.preparation import is_too_late, prepare_next
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 20.0


def test_a_claim_that_waited_for_the_trail_until_the_window_closed_sends_nothing(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager, late_by=timedelta(minutes=59, seconds=51))
    assert prepare_next()
    revision = Decision.objects.get().revision
    with transaction.atomic():
        trail.record(Action.SIGNED_OUT, target="", actor=drafter.as_actor(), detail={})
        worker = threading.Thread(target=_drain)
        worker.start()
        _wait_for_a_waiting_claim()
        assert not is_too_late(revision)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_too_late(revision):
            assert time.monotonic() < deadline
    worker.join()
    sender.drain()
    assert line_platform.requests() == []
    assert Post.objects.get(pk=post.pk).status == Status.FAILED
    assert Broadcast.objects.get().attempts == 0


def _drain() -> None:
    sender.drain()
    connection.close()


def _wait_for_a_waiting_claim() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < deadline
