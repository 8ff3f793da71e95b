"""The last look before sending: what days have made wrong is held back, and people are told."""

from datetime import datetime, timedelta
from typing import Final

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice, Staff
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_only
from broadcasts import advice, sender
from broadcasts.models import Broadcast, State
from broadcasts.preparation import Blocked, demand_timely, prepare_next
from posts.choices import Status
from posts.content import read
from posts.models import Post
from posts.screening.drafts import JAPAN
from tests.broadcasts.queue import due_post
from tests.office import approve, ask_approval, schedule
from tests.standin import StandIn

ASK_HERE: Final = "\n問合せ：観光課 0178-46-4040"


def on_the_24th(hour: int, minute: int) -> datetime:
    """Tuesday 2026-11-24."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=JAPAN)


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("明日は断水します。", "「2026年11月25日（水）」のような日付に書き直してください"),
        ("来週金曜は休館です。明日も休館です。", "「明日」は、承認を依頼したときは"),
        ("申込みは11月24日までに電話でお願いします。", "期限の2026年11月24日（火）は"),
        ("11月24日に説明会を開きます。", "過ぎています"),
    ],
)
def test_what_midnight_makes_wrong_is_held_back(
    words: str, said: str, drafter: Staff, manager: Staff
) -> None:
    with time_machine.travel(on_the_24th(20, 0), tick=False):
        send_at = on_the_24th(23, 55)
        post = schedule(drafter, manager, send_at=send_at, category="1", text=words + ASK_HERE)
    revision = post.revisions.get()
    with time_machine.travel(on_the_24th(23, 59), tick=False):
        demand_timely(revision)
    with (
        time_machine.travel(on_the_24th(23, 55) + timedelta(minutes=9), tick=False),
        pytest.raises(Blocked, match="内容が今の日時と合いません") as blocked,
    ):
        demand_timely(revision)
    assert said in str(blocked.value)
    assert "直して" in advice.after(str(blocked.value))


def test_tomorrow_is_held_back_when_midnight_comes_after_the_pause(
    drafter: Staff, manager: Staff
) -> None:
    with time_machine.travel(on_the_24th(23, 50), tick=False):
        revision = ask_approval(
            drafter, text="明日は断水します。" + ASK_HERE, at_once=True, send_at=None
        )
    with time_machine.travel(on_the_24th(23, 52), tick=False):
        approve(revision, manager)
        demand_timely(revision)
    with (
        time_machine.travel(on_the_24th(23, 55) + timedelta(minutes=10), tick=False),
        pytest.raises(Blocked, match="書き直してください"),
    ):
        demand_timely(revision)


def test_an_answered_day_of_the_past_is_no_news_at_midnight(drafter: Staff, manager: Staff) -> None:
    with time_machine.travel(on_the_24th(20, 0), tick=False):
        text = "11月20日に説明会を開きます。" + ASK_HERE
        post = schedule(drafter, manager, send_at=on_the_24th(23, 55), category="1", text=text)
    revision = post.revisions.get()
    assert [one["rule"] for one in read(revision.canonical).findings] == ["past_date"]
    with time_machine.travel(on_the_24th(23, 55) + timedelta(minutes=9), tick=False):
        demand_timely(revision)


@pytest.mark.parametrize("hour", ["11月24日（火）17時", "本日17時", "本日（11月24日）午後5時"])
def test_a_deadline_of_an_hour_holds_it_back_from_that_hour_on(
    hour: str, drafter: Staff, manager: Staff
) -> None:
    words = f"申込みは{hour}まで受け付けます。" + ASK_HERE
    with time_machine.travel(on_the_24th(16, 0), tick=False):
        post = schedule(drafter, manager, send_at=on_the_24th(16, 50), category="1", text=words)
    revision = post.revisions.get()
    with time_machine.travel(on_the_24th(16, 59), tick=False):
        demand_timely(revision)
    with (
        time_machine.travel(on_the_24th(17, 2), tick=False),
        pytest.raises(Blocked, match="17:00は、配信する2026年11月24日（火）17:02には過ぎて"),
    ):
        demand_timely(revision)


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
