"""What becomes of a post that nobody decided on in time: it makes itself heard, once."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Staff
from approvals import decisions
from audit import trail
from audit.actions import Action
from hachinohe_line.celery import SCHEDULE
from posts import drafts, tasks
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Expiry, Post, Revision
from posts.overdue import report_overdue
from posts.submission import submit
from tests.office import ask_approval, schedule, write
from tests.posts.pages import Page, words_of
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db


def asked_too_late(drafter: Staff, **changes: str) -> Revision:
    """A post that was submitted an hour ago, for a time that has just passed."""
    now = timezone.now()
    with time_machine.travel(now - timedelta(hours=1), tick=False):
        return ask_approval(drafter, send_at=now - timedelta(seconds=1), **changes)


def told() -> list[tuple[Staff, str]]:
    notices = Notice.objects.filter(subject__contains="承認の期限切れ").order_by("pk")
    return [(notice.recipient, notice.body) for notice in notices]


def tasks_on(client: Client) -> list[str]:
    page = Page.of(client.get(reverse("home")))
    (found,) = (
        part for part in page.root.iter("section") if part.get("aria-labelledby") == "tasks"
    )
    return [words_of(line) for line in found.iter("li")]


def test_the_drafter_and_the_account_manager_are_told_what_to_do(
    drafter: Staff, manager: Staff
) -> None:
    asked_too_late(drafter)
    assert report_overdue() == 1
    (first, to_the_drafter), (second, to_the_manager) = told()
    assert (first, second) == (drafter, manager)
    assert "取り下げて下書きに戻し、日時を直してから" in to_the_drafter
    assert "あなたが差し戻します" in to_the_manager


def test_the_person_who_submitted_is_told_and_not_who_began_the_draft(
    drafter: Staff, colleague: Staff, manager: Staff
) -> None:
    now = timezone.now()
    with time_machine.travel(now - timedelta(hours=1), tick=False):
        submit(
            write(drafter, send_at=now - timedelta(seconds=1)),
            actor=colleague,
            version=1,
            declared=EVERYTHING,
        )
    report_overdue()
    assert [person for person, _ in told()] == [colleague, manager]


def test_without_an_account_manager_the_drafter_is_told_all_the_same(drafter: Staff) -> None:
    asked_too_late(drafter)
    report_overdue()
    assert [person for person, _ in told()] == [drafter]


def test_it_is_told_and_written_down_once(drafter: Staff, manager: Staff) -> None:
    revision = asked_too_late(drafter)
    assert [report_overdue(), report_overdue()] == [1, 0]
    assert len(told()) == 2
    entry = trail.history_of(revision.post).get(action=Action.POST_EXPIRED)
    assert (entry.actor_id, entry.detail["digest"]) == ("system", revision.digest)
    assert entry == trail.history_of(revision.post).last()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_tells_it(drafter: Staff, manager: Staff) -> None:
    asked_too_late(drafter)
    assert sorted(at_once([report_overdue, report_overdue])) == [0, 1]
    assert len(told()) == 2


def test_a_later_revision_that_comes_too_late_is_told_again(drafter: Staff, manager: Staff) -> None:
    revision = asked_too_late(drafter)
    report_overdue()
    decisions.return_to_drafter(revision, actor=manager, reason="日時を直してください。")
    now = timezone.now()
    with time_machine.travel(now - timedelta(minutes=5), tick=False):
        post = Post.objects.get(pk=revision.post_id)
        post = drafts.edit(
            post,
            actor=drafter,
            version=post.version,
            fields={"send_at": now - timedelta(seconds=1)},
        )
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert report_overdue() == 1
    assert len(told()) == 4


def test_nothing_else_is_told_of(drafter: Staff, manager: Staff) -> None:
    ask_approval(drafter)
    schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=1))
    drafts.withdraw(asked_too_late(drafter).post, actor=drafter, reason="日時を直すため。")
    write(drafter)
    assert report_overdue() == 0
    assert told() == []


def test_beat_asks_for_it_twice_a_minute(drafter: Staff) -> None:
    entry = SCHEDULE["report-overdue-posts"]
    assert entry == {"task": tasks.report_overdue_posts.name, "schedule": 30.0}
    asked_too_late(drafter)
    assert tasks.report_overdue_posts.apply().get() == 1


def test_what_has_been_told_is_kept(drafter: Staff) -> None:
    asked_too_late(drafter)
    report_overdue()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Expiry.objects.all().delete()


def test_the_drafter_finds_it_among_the_work_with_the_way_out(
    drafter: Staff, as_drafter: Client
) -> None:
    asked_too_late(drafter)
    (line,) = tasks_on(as_drafter)
    for words in ("期限切れ", "承認されないまま、配信日時を過ぎました", "取り下げて日時を直す"):
        assert words in line


def test_the_account_manager_returns_it_and_is_not_asked_to_decide(
    drafter: Staff, as_manager: Client
) -> None:
    revision = asked_too_late(drafter)
    page = Page.of(as_manager.get(reverse("home")))
    assert "承認1件" not in page.words
    (line,) = tasks_on(as_manager)
    assert "期限切れ" in line
    assert "内容を見て差し戻す" in line
    inbox = Page.of(as_manager.get(reverse("approval_inbox") + "?show=overdue"))
    assert revision.post.title in inbox.words
    assert "確認する" not in inbox.words
    reading = Page.of(as_manager.get(reverse("approval", args=[revision.pk])))
    assert f"{drafter.name}さんに差し戻す" in reading.buttons
    as_manager.post(reverse("approval_return", args=[revision.pk]), {"reason": "日時を直して。"})
    assert Post.objects.get().status == Status.RETURNED


@pytest.mark.parametrize(
    ("who", "advice"),
    [
        ("drafter", "投稿を取り下げて下書きに戻し、日時を直して"),
        ("manager", "あなたが差し戻します"),
    ],
)
def test_the_page_of_the_post_says_so_to_both(
    who: str, advice: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(f"as_{who}")
    post = asked_too_late(drafter).post
    page = Page.of(client.get(post.get_absolute_url()))
    assert "期限切れ" in page.words
    assert "承認されないまま、配信日時を過ぎました。配信していません。" in page.words
    assert advice in page.words


def test_the_open_page_notices_that_the_time_has_passed(drafter: Staff, as_drafter: Client) -> None:
    post = asked_too_late(drafter).post
    address = reverse("post_situation", args=[post.pk])
    assert as_drafter.get(address, {"seen": "overdue"}).status_code == 204
    assert as_drafter.get(address, {"seen": "in_approval"})["HX-Refresh"] == "true"


def test_what_the_drafter_has_asked_for_is_listed_without_being_work(
    drafter: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    ask_approval(drafter, title="決裁を待つ投稿")
    assert tasks_on(as_drafter) == []
    page = Page.of(as_drafter.get(reverse("home")))
    assert "承認を依頼している投稿" in page.words
    assert "決裁を待つ投稿" in page.words
    assert "承認を依頼している投稿" not in Page.of(as_auditor.get(reverse("home"))).words
