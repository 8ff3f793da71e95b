"""How a post is taken back: with a reason, as long as nobody approved it, losing nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from broadcasts.preparation import prepare_next
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import submit
from tests.office import TEXT, ask_approval, content
from tests.posts.editor import BODY
from tests.posts.pages import Page
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

UNDECIDED = [Status.DRAFT, Status.IN_APPROVAL, Status.RETURNED]


def withdraw(client: Client, post: Post, reason: str = "雨のため中止になりました。") -> Page:
    address = reverse("post_withdrawal", args=[post.pk])
    return Page.of(client.post(address, {"reason": reason}, follow=True))


@pytest.mark.parametrize("status", UNDECIDED)
def test_it_is_taken_back_from_every_state_before_the_approval(
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
    post = post_in(Status.IN_APPROVAL, drafter)
    page = withdraw(as_drafter, post, reason)
    assert "理由を入力してください" in page.errors_at("reason")
    assert Post.objects.get().status == Status.IN_APPROVAL


def test_what_was_approved_is_stopped_and_not_taken_back(
    drafter: Staff, as_drafter: Client
) -> None:
    post = post_in(Status.APPROVED, drafter)
    assert withdraw(as_drafter, post).status == 403
    assert Post.objects.get().status == Status.APPROVED


def test_reopening_gives_back_a_draft_that_needs_a_new_approval(
    drafter: Staff, as_drafter: Client
) -> None:
    post = ask_approval(drafter).post
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
    post = post_in(Status.IN_APPROVAL, drafter)
    withdraw(as_drafter, post)
    assert withdraw(as_drafter, post).status == 403
    assert trail.history_of(post).filter(action=Action.POST_WITHDRAWN).count() == 1
