"""How a post is taken back: with a reason, at any time before its sending, losing nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from broadcasts.models import Broadcast
from broadcasts.preparation import prepare_next
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import submit
from tests.broadcasts.queue import due_post
from tests.office import TEXT, content, schedule
from tests.posts.editor import BODY
from tests.posts.pages import Page
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

BEFORE_SENDING = [Status.DRAFT, Status.IN_APPROVAL, Status.RETURNED, Status.APPROVED]


def withdraw(client: Client, post: Post, reason: str = "雨のため中止になりました。") -> Page:
    address = reverse("post_withdrawal", args=[post.pk])
    return Page.of(client.post(address, {"reason": reason}, follow=True))


@pytest.mark.parametrize("status", BEFORE_SENDING)
def test_it_is_taken_back_from_every_state_before_the_sending(
    status: Status, drafter: Staff, as_drafter: Client
) -> None:
    post = post_in(status, drafter)
    page = withdraw(as_drafter, post)
    assert "取り下げました。市民には届いていません。" in page.words
    assert "雨のため中止になりました。" in page.words
    kept = Post.objects.get()
    assert kept.status == Status.WITHDRAWN
    assert (kept.text, kept.title) == (TEXT, post.title)
    entry = trail.history_of(post).last()
    assert entry is not None
    assert (entry.action, entry.actor_id) == (Action.POST_WITHDRAWN, f"staff:{drafter.pk}")
    assert entry.detail["reason"] == "雨のため中止になりました。"


@pytest.mark.parametrize("reason", ["", " \n"])
def test_it_needs_a_reason(reason: str, drafter: Staff, as_drafter: Client) -> None:
    post = post_in(Status.APPROVED, drafter)
    page = withdraw(as_drafter, post, reason)
    assert "理由を入力してください" in page.errors_at("reason")
    assert Post.objects.get().status == Status.APPROVED


def test_the_page_before_says_what_will_not_happen(drafter: Staff, as_drafter: Client) -> None:
    post = post_in(Status.APPROVED, drafter)
    page = Page.of(as_drafter.get(reverse("post_withdrawal", args=[post.pk])))
    assert "配信を取りやめます。市民には届きません。" in page.words
    assert Post.objects.get().status == Status.APPROVED


def test_the_account_manager_stops_what_was_approved(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    post = schedule(drafter, manager, send_at=timezone.now() + timedelta(hours=1))
    withdraw(as_manager, post)
    assert Post.objects.get().status == Status.WITHDRAWN


def test_what_was_taken_back_is_not_sent_when_its_time_comes(
    drafter: Staff, manager: Staff
) -> None:
    post = due_post(drafter, manager)
    drafts.withdraw(post, actor=drafter, reason="中止")
    assert not prepare_next()
    assert not Broadcast.objects.exists()


def test_reopening_gives_back_a_draft_that_needs_a_new_approval(
    drafter: Staff, manager: Staff, as_drafter: Client
) -> None:
    post = due_post(drafter, manager)
    withdraw(as_drafter, post)
    page = Page.of(as_drafter.post(reverse("post_reopening", args=[post.pk]), follow=True))
    assert page.headings == ["投稿を編集"]
    assert page.value_of(BODY) == TEXT
    assert not prepare_next()
    post = Post.objects.get()
    assert post.status == Status.DRAFT
    post = drafts.edit(post, actor=drafter, version=post.version, fields=content())
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert revision.number == 2
    assert not hasattr(revision, "decision")


def test_a_post_is_taken_back_once(drafter: Staff, as_drafter: Client) -> None:
    post = post_in(Status.APPROVED, drafter)
    withdraw(as_drafter, post)
    assert withdraw(as_drafter, post).status == 403
    assert trail.history_of(post).filter(action=Action.POST_WITHDRAWN).count() == 1
