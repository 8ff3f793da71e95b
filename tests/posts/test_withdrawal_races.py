"""Who wins when a post is taken back at the very instant its sending starts; never both."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from broadcasts.models import Broadcast
from broadcasts.preparation import prepare_next
from posts import drafts
from posts.choices import Status
from posts.models import Post
from posts.moves import ChangedMeanwhile
from tests.broadcasts.queue import due_post
from tests.posts.pages import Page
from tests.posts.racing import at_once, while_in_progress

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post(drafter: Staff, manager: Staff) -> Post:
    return due_post(drafter, manager)


def test_the_worker_is_first_and_the_person_is_told(post: Post, as_drafter: Client) -> None:
    def withdraw() -> Page:
        address = reverse("post_withdrawal", args=[post.pk])
        return Page.of(as_drafter.post(address, {"reason": "中止"}, follow=True))

    page = while_in_progress(prepare_next, withdraw)
    assert "操作の間に状態が変わりました" in page.words
    assert "配信しています" in page.words
    assert Post.objects.get().status == Status.SENDING
    assert not trail.history_of(post).filter(action=Action.POST_WITHDRAWN).exists()


def test_after_the_worker_the_button_is_refused(post: Post, as_drafter: Client) -> None:
    prepare_next()
    address = reverse("post_withdrawal", args=[post.pk])
    page = Page.of(as_drafter.post(address, {"reason": "中止"}))
    assert page.status == 403
    assert "この投稿は、いまは取り下げられません" in page.words
    assert Post.objects.get().status == Status.SENDING


def test_the_verb_called_with_what_was_read_before_changes_nothing(
    post: Post, drafter: Staff
) -> None:
    prepare_next()
    assert post.status == Status.APPROVED
    with pytest.raises(ChangedMeanwhile):
        drafts.withdraw(post, actor=drafter, reason="中止")
    assert Post.objects.get().status == Status.SENDING


def test_the_worker_passes_by_a_post_that_is_just_being_taken_back(
    post: Post, drafter: Staff
) -> None:
    with transaction.atomic():
        drafts.withdraw(post, actor=drafter, reason="中止")
        (prepared,) = at_once([prepare_next])
    assert not prepared
    assert not prepare_next()
    assert not Broadcast.objects.exists()
    assert Post.objects.get().status == Status.WITHDRAWN


@pytest.mark.parametrize("attempt", range(4))
def test_of_both_at_once_exactly_one_happens(post: Post, drafter: Staff, attempt: int) -> None:
    def withdraw() -> bool:
        try:
            drafts.withdraw(post, actor=drafter, reason="中止")
        except ChangedMeanwhile:
            return False
        return True

    withdrawn, prepared = at_once([withdraw, prepare_next])
    assert withdrawn != prepared
    assert Post.objects.get().status == (Status.WITHDRAWN if withdrawn else Status.SENDING)
    assert Broadcast.objects.exists() is prepared
