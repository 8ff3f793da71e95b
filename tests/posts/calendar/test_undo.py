"""元に戻す: a move is taken back by whoever made it, as long as nobody has saved since."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from posts.calendar import undoing
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.calendar.sheets import at, draft, undated
from tests.posts.calendar.test_moving import sent_to, time_of
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def undo(client: Client, post: Post, moved: str) -> Page:
    address = f"/calendar/posts/{post.pk}/undo/"
    return Page.of(client.post(address, {"moved": moved}, follow=True))


@pytest.mark.parametrize("before", ["16:45", ""])
def test_a_move_is_taken_back(before: str, drafter: Staff, as_drafter: Client) -> None:
    post = draft(drafter, "動かす投稿", before) if before else write(drafter, send_at=None)
    page = sent_to(as_drafter, post, send_on=f"{at('0:00', days=3):%Y-%m-%d}")
    assert "元に戻す" in page.buttons
    answer = undo(as_drafter, post, page.value_of("moved"))
    assert "元に戻しました。" in answer.words
    assert "元に戻す" not in answer.buttons
    assert time_of(post) == post.send_at
    assert bool(undated(answer)) == (not before)


def test_after_somebody_saved_there_is_nothing_to_take_back(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿")
    moved = sent_to(as_drafter, post, shift="1").value_of("moved")
    current = Post.objects.get()
    drafts.edit(current, actor=colleague, version=2, fields={"title": "直した件名"})
    again = Page.of(as_drafter.get("/calendar/", {"moved": moved}))
    assert "元に戻す" not in again.buttons
    assert "元に戻していません。" in undo(as_drafter, post, moved).words
    assert (Post.objects.get().title, time_of(post)) == ("直した件名", at("10:00", days=1))


def test_a_move_is_taken_back_by_whoever_made_it_only(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿")
    moved = sent_to(as_drafter, post, shift="1").value_of("moved")
    browser = Client()
    sign_in(browser, colleague)
    assert "元に戻していません。" in undo(browser, post, moved).words
    assert time_of(post) == at("10:00", days=1)


def test_what_one_post_was_moved_by_takes_no_other_back(drafter: Staff, as_drafter: Client) -> None:
    post, other = draft(drafter, "動かす投稿"), draft(drafter, "ほかの投稿", "15:00")
    moved = sent_to(as_drafter, post, shift="1").value_of("moved")
    drafts.edit(other, actor=drafter, version=1, fields={"title": "ほかの件名"})
    assert "元に戻していません。" in undo(as_drafter, other, moved).words
    assert time_of(other) == at("15:00")


def test_words_that_were_changed_or_are_old_take_nothing_back(
    drafter: Staff, as_drafter: Client
) -> None:
    post = draft(drafter, "動かす投稿")
    moved = sent_to(as_drafter, post, shift="1").value_of("moved")
    for words in ("", "x", "\0", moved[:-1], re.sub("^.", "x", moved)):
        assert "元に戻していません。" in undo(as_drafter, post, words).words
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert undoing.read(moved, staff=drafter) is None
    assert undoing.read(moved, staff=drafter) is not None
    assert time_of(post) == at("10:00", days=1)
