"""What becomes of a post when LINE answers badly, late or not at all."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Notice, Staff
from broadcasts import delivery, sender
from broadcasts.models import Broadcast, State
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post, let_hours_pass, make_due_again, run_until_quiet
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "fault", ["refuse_500", "accept_then_500", "accept_then_drop", "drop_before", "rate_limited"]
)
def test_trouble_that_passes_ends_in_exactly_one_message(
    drafter: Staff, manager: Staff, line_platform: StandIn, fault: str
) -> None:
    line_platform.arm(fault, times=2)
    due_post(drafter, manager)
    run_until_quiet()
    assert len(line_platform.deliveries()) == 1
    assert Post.objects.get().status == Status.SENT
    assert len(line_platform.requests()) == 3


def test_after_a_409_the_id_under_which_line_accepted_is_kept(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("accept_then_drop")
    due_post(drafter, manager)
    run_until_quiet()
    (delivery_seen,) = line_platform.deliveries()
    assert Broadcast.objects.get().http_status == 409
    assert Broadcast.objects.get().request_id == delivery_seen["request_id"]


@pytest.mark.parametrize("fault", ["unauthorized", "quota_exceeded"])
def test_a_refusal_for_good_is_not_tried_again_and_keeps_the_words_of_line(
    drafter: Staff, manager: Staff, line_platform: StandIn, fault: str
) -> None:
    line_platform.arm(fault)
    post = due_post(drafter, manager)
    run_until_quiet()
    post.refresh_from_db()
    assert post.status == Status.FAILED
    assert len(line_platform.requests()) == 1
    words = {"unauthorized": "Authentication failed", "quota_exceeded": "monthly limit"}
    assert words[fault] in Broadcast.objects.get().line_words
    assert Notice.objects.filter(subject__contains="配信できませんでした").count() == 2


def test_a_refusal_after_an_unknown_answer_is_shown_as_uncertain(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("accept_then_drop")
    post = due_post(drafter, manager)
    sender.drain()
    line_platform.arm("unauthorized")
    make_due_again()
    sender.drain()
    post.refresh_from_db()
    assert post.status == Status.UNCERTAIN
    assert Notice.objects.filter(subject__contains="確認できません").count() == 2


def test_a_refusal_after_answers_that_certainly_reached_nobody_is_a_failure(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("rate_limited")
    due_post(drafter, manager)
    sender.drain()
    assert Broadcast.objects.get().may_have_arrived is False
    line_platform.arm("unauthorized")
    make_due_again()
    sender.drain()
    assert Post.objects.get().status == Status.FAILED


def test_a_harmless_answer_does_not_make_an_earlier_unknown_one_forgotten(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    for fault in ("accept_then_drop", "rate_limited", "unauthorized"):
        line_platform.arm(fault)
        make_due_again()
        sender.drain()
    assert Post.objects.get().status == Status.UNCERTAIN


def test_an_unknown_answer_is_never_resent_after_the_window_that_was_approved(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("accept_then_500")
    post = due_post(drafter, manager, late_by=timedelta(minutes=59, seconds=59))
    sender.drain()
    assert Broadcast.objects.get().state == State.SENDING
    revision = Broadcast.objects.get().revision
    while timezone.now() <= revision.not_after:
        pass
    make_due_again()
    sender.drain()
    post.refresh_from_db()
    assert post.status == Status.UNCERTAIN
    assert len(line_platform.requests()) == 1


def test_an_unknown_answer_is_never_resent_after_23_hours(
    drafter: Staff, manager: Staff, line_platform: StandIn, settings: object
) -> None:
    settings.SEND_WINDOW_MINUTES = 3 * 24 * 60  # type: ignore[attr-defined]
    line_platform.arm("accept_then_500")
    due_post(drafter, manager)
    sender.drain()
    let_hours_pass(22.99)
    assert delivery._problem(Broadcast.objects.get()) == ""
    let_hours_pass(0.01)
    sender.drain()
    assert Post.objects.get().status == Status.UNCERTAIN
    assert len(line_platform.requests()) == 1


def test_a_line_that_cannot_be_reached_is_tried_until_it_can(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    line_platform.stop()
    sender.drain()
    broadcast = Broadcast.objects.get()
    assert broadcast.state == State.SENDING
    assert broadcast.may_have_arrived is False
    assert "接続できませんでした" in broadcast.reason
    line_platform.start()
    run_until_quiet()
    assert Post.objects.get().status == Status.SENT
    assert len(line_platform.deliveries()) == 1


def test_a_second_worker_leaves_a_request_in_flight_alone(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("slow", seconds=1.0)
    due_post(drafter, manager)
    first = threading.Thread(target=_work)
    first.start()
    deadline = time.monotonic() + 10
    while not Broadcast.objects.filter(attempts=1).exists():
        assert time.monotonic() < deadline
    sender.drain()
    assert Broadcast.objects.get().attempts == 1
    first.join()
    assert len(line_platform.requests()) == 1
    assert Post.objects.get().status == Status.SENT


def _work() -> None:
    sender.drain()
    connection.close()
