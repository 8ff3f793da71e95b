"""What is sent, when, and what is written down, as one worker goes through it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from broadcasts import sender, tasks
from broadcasts.models import Broadcast, State
from line.models import FriendCount
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post, make_due_again, run_until_quiet
from tests.office import TEXT, ask_approval, schedule
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_due_post_reaches_line_once_and_is_written_down_as_sent(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    sender.drain()
    sender.drain()

    (delivery,) = line_platform.deliveries()
    assert delivery["messages"] == [{"type": "text", "text": TEXT}]
    post.refresh_from_db()
    broadcast = Broadcast.objects.get()
    assert post.status == Status.SENT
    assert broadcast.state == State.ACCEPTED
    assert broadcast.request_id == delivery["request_id"]
    assert str(broadcast.retry_key) == delivery["retry_key"]


def test_a_post_is_not_sent_before_its_time(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    schedule(drafter, manager, send_at=timezone.now() + timedelta(seconds=30))
    sender.drain()
    assert line_platform.requests() == []
    assert Post.objects.get().status == Status.APPROVED


def test_a_post_that_waits_for_approval_is_not_sent(drafter: Staff, line_platform: StandIn) -> None:
    send_at = timezone.now() - timedelta(seconds=1)
    with time_machine.travel(send_at - timedelta(minutes=30), tick=False):
        ask_approval(drafter, send_at=send_at)
    sender.drain()
    assert line_platform.requests() == []


def test_every_attempt_and_its_outcome_are_in_the_audit_trail(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("refuse_500")
    post = due_post(drafter, manager)
    run_until_quiet()
    actions = [entry.action for entry in trail.history_of(post)]
    assert actions[-5:] == [
        Action.SENDING_STARTED,
        Action.SENDING_ATTEMPTED,
        Action.SENDING_POSTPONED,
        Action.SENDING_ATTEMPTED,
        Action.SENDING_ACCEPTED,
    ]
    assert list(trail.verify()) == []


def test_the_drafter_and_the_account_manager_are_told(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    sender.drain()
    told = Notice.objects.filter(subject__contains="配信しました")
    assert {notice.recipient for notice in told} == {drafter, manager}


def test_the_number_of_friends_is_added_as_soon_as_line_knows_it(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    sender.drain()
    assert Broadcast.objects.get().friends is None
    tasks.count_friends.apply().get()
    count = FriendCount.objects.get()
    broadcast = Broadcast.objects.get()
    assert broadcast.friends == count.reachable > 0
    assert broadcast.friends_on == count.day


def test_what_is_too_late_is_not_sent_but_reported(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager, late_by=timedelta(minutes=61))
    sender.drain()
    post.refresh_from_db()
    assert line_platform.requests() == []
    assert post.status == Status.FAILED
    assert "時間を過ぎ" in Broadcast.objects.get().reason
    assert Notice.objects.filter(subject__contains="配信できませんでした").count() == 2


def test_a_second_net_sends_when_the_loop_is_gone(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    tasks.send_what_is_due.apply().get()
    assert len(line_platform.deliveries()) == 1


def test_posts_that_are_due_together_all_go_out_once(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    for number in range(3):
        due_post(drafter, manager, text=f"{number}番目のお知らせです。")
    sender.drain()
    texts = [delivery["messages"][0]["text"] for delivery in line_platform.deliveries()]
    assert sorted(texts) == [f"{number}番目のお知らせです。" for number in range(3)]


def test_a_retry_carries_the_same_key_and_the_same_bytes(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    line_platform.arm("accept_then_500")
    due_post(drafter, manager)
    sender.drain()
    make_due_again()
    sender.drain()
    first, second = line_platform.requests()
    assert first["body"] == second["body"]
    assert first["retry_key"] == second["retry_key"]
    assert len(line_platform.deliveries()) == 1
    assert Post.objects.get().status == Status.SENT
