"""What cannot wait stands on top wherever it is listed, with the time that is left."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals import decisions
from posts.models import Revision
from posts.moments import time_left
from tests.approvals.acting import browser_of, correction, look, soon
from tests.approvals.test_inbox import fast_queue, inbox, rows
from tests.office import ask_approval, tamper
from tests.posts.emergencies.writing import ask_emergency
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db

DEADLINE = "承認の期限まであと"


def due_in(drafter: Staff, title: str, **left: float) -> Revision:
    return ask_approval(drafter, title=title, send_at=timezone.now() + timedelta(**left))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=24, seconds=1), ""),
        (timedelta(hours=24), f"{DEADLINE}24時間"),
        (timedelta(hours=3, minutes=20, seconds=59), f"{DEADLINE}3時間20分"),
        (timedelta(minutes=45), f"{DEADLINE}45分"),
        (timedelta(seconds=59), f"{DEADLINE}1分未満"),
        (timedelta(0), ""),
        (timedelta(minutes=-1), ""),
    ],
)
def test_the_time_left_is_said_within_a_day(left: timedelta, words: str, drafter: Staff) -> None:
    revision = due_in(drafter, "投稿", days=3)
    with time_machine.travel(revision.decide_by - left, tick=False):
        assert time_left(revision) == words


def test_it_stands_in_the_row_and_at_the_head_of_both_pages(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = due_in(drafter, "夕方の投稿", hours=5, seconds=30)
    (row,) = rows(inbox(as_manager))
    assert f"{DEADLINE}5時間" in row
    assert f"{DEADLINE}5時間" in look(as_manager, revision).words
    proof = decisions.begin_approval(revision, actor=manager)
    address = reverse("approval_confirmation", args=[revision.pk, proof.pk])
    assert f"{DEADLINE}5時間" in Page.of(as_manager.get(address)).words


def test_the_last_hour_and_what_goes_out_at_once_cannot_wait(
    drafter: Staff, as_manager: Client
) -> None:
    due_in(drafter, "来週の投稿", days=7)
    due_in(drafter, "一時間後の投稿", minutes=59)
    due_in(drafter, "二時間後の投稿", minutes=120)
    soon(drafter)
    for query in ("", "?show=all"):
        page = inbox(as_manager, query)
        pressing = " ".join(fast_queue(page))
        assert len(rows(page)) == 4
        assert len(fast_queue(page)) == 2
        assert "一時間後の投稿" in pressing
        assert "停電のお知らせ" in pressing


def test_an_emergency_stands_above_what_was_asked_before(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    soon(drafter)
    emergency = ask_emergency(drafter, manager)
    first, second = fast_queue(inbox(as_manager))
    assert emergency.post.title in first
    assert "停電のお知らせ" in second


def test_reading_on_follows_the_order_of_the_list(drafter: Staff, as_manager: Client) -> None:
    due_in(drafter, "二時間後の投稿", minutes=120)
    urgent, now = correction(drafter), timezone.now()
    tamper(
        "UPDATE posts_revision SET send_at = %s, decide_by = %s, not_after = %s WHERE id = %s",
        [*(now + timedelta(hours=hours) for hours in (5, 5, 6)), urgent.pk],
    )
    page = Page.of(as_manager.get(reverse("approval_reading")))
    titles = [words_of(one) for one in page.main.iter("h2")]
    assert len(titles) == 2
    assert urgent.post.title in titles[0]
    assert [urgent.post.title in row for row in rows(inbox(as_manager))] == [True, False]


def test_a_deputy_reads_as_what_they_would_decide_on_an_emergency(
    drafter: Staff, manager: Staff, deputy: Staff, as_manager: Client
) -> None:
    ask_emergency(drafter, manager)
    (row,) = rows(inbox(browser_of(deputy)))
    assert "代決（" in row
    assert f"：{deputy.with_section}" in row
    (row,) = rows(inbox(as_manager))
    assert "代決" not in row


def test_a_row_says_once_what_it_waits_for(drafter: Staff, as_manager: Client) -> None:
    late = due_in(drafter, "遅い投稿", hours=1)
    due_in(drafter, "待つ投稿", hours=2)
    tamper(
        "UPDATE posts_revision SET send_at = now() - interval '1 minute',"
        " decide_by = now() - interval '1 minute' WHERE id = %s",
        [late.pk],
    )
    (row,) = rows(inbox(as_manager))
    assert "承認 待ち" in row
    assert "承認待ち" not in row
    (row,) = rows(inbox(as_manager, "?show=overdue"))
    assert "期限切れ" in row
    assert "待ち" not in row
    assert DEADLINE not in row
