"""Which post goes first, when it is made ready, and what finding it costs."""

import time
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.models import Staff
from broadcasts import sender, tasks, waiting
from broadcasts.delivery import deliver_next
from broadcasts.models import Broadcast
from broadcasts.preparation import approved_body, prepare_next
from broadcasts.sender import SendLoop
from line.client import line_client
from posts.choices import Status
from posts.models import Post, Revision
from tests.broadcasts.many import copies_of
from tests.broadcasts.queue import due_post
from tests.office import approve, schedule, tamper
from tests.posts.emergencies.writing import ask_emergency
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
PATIENCE_SECONDS = 20.0


def emergency_due(drafter: Staff, manager: Staff, *, in_seconds: float) -> Post:
    """An emergency that was approved just so long ago that its pause of 30 s ends then."""
    with time_machine.travel(timezone.now() - timedelta(seconds=30 - in_seconds), tick=False):
        decision = approve(ask_emergency(drafter, manager), manager)
    return Post.objects.get(pk=decision.revision.post_id)


def test_an_emergency_overtakes_fifty_posts_that_are_due_with_it(
    drafter: Staff, manager: Staff
) -> None:
    ordinary = due_post(drafter, manager, late_by=timedelta(minutes=2))
    copies_of(ordinary, 49, send_at=timezone.now() - timedelta(minutes=2), every=timedelta(0))
    emergency = emergency_due(drafter, manager, in_seconds=-1)
    assert prepare_next()
    assert Broadcast.objects.get().revision.post == emergency


def test_an_emergency_leaves_before_what_was_made_ready_earlier(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    for number in range(2):
        due_post(drafter, manager, text=f"{number}番目のお知らせです。")
        assert prepare_next()
    emergency_due(drafter, manager, in_seconds=-1)
    assert prepare_next()
    sender.drain()
    texts = [delivery["messages"][0]["text"] for delivery in line_platform.deliveries()]
    assert "避難指示" in texts[0]
    assert len(texts) == 3


def test_an_emergency_does_not_wait_until_line_has_answered_for_another_post(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    emergency = emergency_due(drafter, manager, in_seconds=8)
    assert emergency.send_at is not None
    two_seconds_before = emergency.send_at - timedelta(seconds=2)
    due_post(drafter, manager, late_by=timezone.now() - two_seconds_before)
    line_platform.arm("slow", seconds=30)
    loops = [SendLoop(), SendLoop(for_emergencies=True)]
    for loop in loops:
        loop.start()
    try:
        _wait_until_sent(emergency)
    finally:
        for loop in loops:
            loop.stop()
    texts = [delivery["messages"][0]["text"] for delivery in line_platform.deliveries()]
    assert "避難指示" in texts[0]


def test_a_post_is_made_ready_before_its_time_and_leaves_at_its_time(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    client = line_client()
    post = _due_in(drafter, manager, seconds=0.45)
    assert prepare_next()
    send_at = Post.objects.get(pk=post.pk).send_at
    assert send_at is not None
    while not deliver_next(client):
        assert timezone.now() < send_at + timedelta(seconds=PATIENCE_SECONDS)
    assert Broadcast.objects.get().attempts == 1
    (request,) = line_platform.requests()
    assert datetime.fromisoformat(request["at"]) >= _in_whole_milliseconds(send_at)


def test_nothing_is_sent_early_even_if_the_row_of_the_request_says_that_it_is_due(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = _due_in(drafter, manager, seconds=60)
    revision = Revision.objects.get()
    Broadcast.objects.create(revision=revision, body=approved_body(revision))
    tamper("UPDATE posts_post SET status = 'sending' WHERE id = %s", [post.pk])
    sender.drain()
    assert line_platform.requests() == []
    assert Broadcast.objects.get().reason == "配信日時になっていません。"
    assert Post.objects.get().status == Status.FAILED


def test_nothing_is_made_ready_while_a_request_is_about_to_leave(
    drafter: Staff, manager: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Minutes for what are tenths of seconds: the machine may be slow.
    monkeypatch.setattr(waiting, "AHEAD", timedelta(minutes=20))
    monkeypatch.setattr(waiting, "TOO_CLOSE", timedelta(minutes=5))
    due_post(drafter, manager)
    assert prepare_next()
    _due_in(drafter, manager, seconds=600)
    _leaves_in(seconds=60)
    assert not prepare_next()
    _leaves_in(seconds=900)
    assert prepare_next()


def test_finding_what_is_next_reads_no_more_when_thousands_are_waiting(
    drafter: Staff, manager: Staff
) -> None:
    post = schedule(drafter, manager, send_at=timezone.now() + DAY)
    copies_of(post, 3000, send_at=timezone.now() + DAY, every=timedelta(seconds=1))
    for statement in (waiting.NEXT_OF_ALL, waiting.NEXT_EMERGENCY):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN ANALYZE {statement}", {"ahead": "0.5 seconds"})
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Scan using post_approved" in plan
        assert "Seq Scan on posts_post" not in plan
    assert (
        "Seq Scan on posts_post" not in waiting.posts_to_prepare(only_emergencies=False).explain()
    )


def test_a_post_whose_time_was_moved_by_hand_is_found_by_its_approval(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    tamper("UPDATE posts_post SET send_at = send_at + interval '1 day' WHERE id = %s", [post.pk])
    sender.drain()
    assert line_platform.requests() == []
    tasks.send_what_is_due.apply().get()
    assert Post.objects.get(pk=post.pk).status == Status.SENT


def test_an_approved_post_cannot_be_without_its_time(drafter: Staff, manager: Staff) -> None:
    due_post(drafter, manager)
    with pytest.raises(IntegrityError, match="post_approved_has_its_time"):
        tamper("UPDATE posts_post SET send_at = NULL", [])


def _due_in(drafter: Staff, manager: Staff, *, seconds: float) -> Post:
    return due_post(drafter, manager, late_by=timedelta(seconds=-seconds))


def _leaves_in(*, seconds: float) -> None:
    tamper(
        "UPDATE broadcasts_broadcast SET next_attempt_at = now() + %s * interval '1 second'",
        [seconds],
    )


def _in_whole_milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _wait_until_sent(post: Post) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while Post.objects.get(pk=post.pk).status != Status.SENT:
        assert time.monotonic() < deadline, "the emergency waits"
        time.sleep(0.05)
