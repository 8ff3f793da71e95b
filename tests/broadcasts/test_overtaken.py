"""The last look before sending: what days have made wrong is held back, and people are told."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_only
from broadcasts import sender
from broadcasts.models import Broadcast, State
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.models import Post
from tests.broadcasts.queue import due_post
from tests.standin import StandIn


def test_a_deadline_that_passed_before_the_sending_holds_it_back(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    send_at = timezone.now() - timedelta(seconds=1)
    day = date_only(timezone.localdate(send_at))
    post = due_post(drafter, manager, text=f"申込みは{day}までに電話でお願いします。")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sender.drain()
    blocked = Broadcast.objects.get()
    assert (blocked.state, blocked.body) == (State.FAILED, "")
    assert "内容が今の日時と合いません" in blocked.reason
    assert day in blocked.reason
    assert "直して" in blocked.next_act
    assert Post.objects.get().status == Status.FAILED
    assert trail.history_of(post).filter(action=Action.SENDING_BLOCKED).exists()
    assert line_platform.requests() == []


def test_a_prepared_request_is_looked_at_again(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    day = date_only(timezone.localdate())
    due_post(drafter, manager, text=f"申込みは{day}までに電話でお願いします。")
    assert prepare_next()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sender.drain()
    assert "内容が今の日時と合いません" in Broadcast.objects.get().reason
    assert line_platform.requests() == []


def test_drafter_and_account_manager_are_told(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    day = date_only(timezone.localdate())
    due_post(drafter, manager, text=f"申込みは{day}までに電話でお願いします。")
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sender.drain()
    notices = Notice.objects.filter(subject__contains="配信できませんでした")
    assert {notice.recipient for notice in notices} == {drafter, manager}
    assert all("内容が今の日時と合いません" in notice.body for notice in notices)


def test_what_still_holds_is_sent(drafter: Staff, manager: Staff, line_platform: StandIn) -> None:
    day = date_only(timezone.localdate() + timedelta(days=3))
    due_post(drafter, manager, text=f"申込みは{day}までに電話でお願いします。")
    sender.drain()
    assert len(line_platform.deliveries()) == 1
