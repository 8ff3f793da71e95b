"""What goes out as soon as it is approved: no time of its own, a pause, and an end of waiting."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from approvals.halting import halt
from approvals.models import Decision
from broadcasts import sender, tasks
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.content import read
from posts.models import Post, Revision
from posts.moments import when
from posts.overdue import report_overdue
from tests.office import approve, ask_approval, tamper, write
from tests.posts.pages import Page
from tests.standin import StandIn

pytestmark = pytest.mark.django_db


def ask(drafter: Staff, **changes: object) -> Revision:
    return ask_approval(drafter, send_at=None, at_once=True, **changes)


def test_the_page_asks_for_no_time(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, send_at=None)
    address = f"/posts/{post.pk}/schedule/"
    page = Page.of(as_drafter.get(address))
    assert "承認されたら、すぐに配信する" in page.words
    sent = {
        "audience": "everyone",
        "at_once": "at_once",
        "send_on": "2030-01-01",
        "send_time": "10:00",
        "version": post.version,
        "confirm": "1",
    }
    as_drafter.post(address, sent)
    kept = Post.objects.get()
    assert (kept.at_once, kept.send_at) == (True, None)


def test_it_is_frozen_with_its_pause_and_the_end_of_waiting(drafter: Staff) -> None:
    revision = ask(drafter)
    content = read(revision.canonical)
    assert (content.at_once, content.pause_seconds) == (True, 180)
    assert revision.decide_by - revision.send_at == timedelta(minutes=60)
    assert when(revision) == "承認されたらすぐ（承認の3分後）"


def test_it_leaves_after_the_pause_and_not_before(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    start: datetime = timezone.now() - timedelta(minutes=3, seconds=2)
    with time_machine.travel(start, tick=False):
        decision = approve(ask(drafter), manager)
    assert decision.send_from == decision.decided_at + timedelta(minutes=3)
    assert Post.objects.get().send_at == decision.send_from
    sender.drain()
    assert Post.objects.get().status == Status.SENT
    assert len(line_platform.deliveries()) == 1


def test_in_the_pause_it_can_be_stopped(drafter: Staff, manager: Staff) -> None:
    approve(ask(drafter), manager)
    assert not prepare_next()
    halt(Post.objects.get(), actor=drafter)
    assert Post.objects.get().status == Status.STOPPED


def test_who_decides_too_late_decides_nothing(drafter: Staff, manager: Staff) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=61), tick=False):
        revision = ask(drafter)
    with pytest.raises(decisions.TooLate):
        approve(revision, manager)
    assert not Decision.objects.exists()
    assert report_overdue() == 1
    assert Post.objects.get().is_overdue


def test_a_start_moved_in_the_database_stops_the_sending(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    approve(ask(drafter), manager)
    tamper(
        "UPDATE approvals_decision SET send_from = send_from - interval '1 hour',"
        " send_until = send_until - interval '1 hour'",
        [],
    )
    sender.drain()
    assert Post.objects.get().status == Status.APPROVED
    tasks.send_what_is_due.apply().get()
    assert Post.objects.get().status == Status.FAILED
    assert line_platform.requests() == []
