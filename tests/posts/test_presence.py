"""Who else has a draft open is said, and forgotten after a minute; nobody is locked out."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts.declaration import EVERYTHING
from posts.models import Post, Presence
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter)


@pytest.fixture
def as_colleague(colleague: Staff) -> Client:
    client = Client()
    sign_in(client, colleague)
    return client


def sign(client: Client, post: Post, seen: str = "") -> "Page":
    return Page.of(client.post(f"/posts/{post.pk}/presence/", {"seen": seen}))


def test_the_other_one_is_named_to_each(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    assert "開いています" not in sign(as_drafter, post).words
    assert "工藤 美咲さんも開いています。" in sign(as_colleague, post).words
    assert "小笠原 葵さんも開いています。" in sign(as_drafter, post).words
    page = Page.of(as_drafter.get(f"/posts/{post.pk}/edit/"))
    assert "小笠原 葵さんも開いています。" in page.words


def test_who_gives_no_sign_for_a_minute_is_forgotten(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    sign(as_colleague, post)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert "開いています" not in sign(as_drafter, post).words
    assert [one.staff.name for one in Presence.objects.all()] == ["工藤 美咲"]


def test_the_same_words_are_not_read_out_again(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    sign(as_colleague, post)
    first = sign(as_drafter, post)
    assert sign(as_drafter, post, seen=first.value_of("seen")).status == 204


def test_that_the_post_has_left_the_desk_is_said(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    submit(post, actor=colleague, version=1, declared=EVERYTHING)
    assert "この投稿は「承認待ち」になりました。" in sign(as_drafter, post).words
    assert not Presence.objects.exists()


def test_who_cannot_edit_is_not_present(post: Post, as_auditor: Client) -> None:
    assert as_auditor.post(f"/posts/{post.pk}/presence/").status_code == 403
    assert not Presence.objects.exists()


def test_opening_alone_leaves_no_row(post: Post, as_drafter: Client) -> None:
    as_drafter.get(f"/posts/{post.pk}/edit/")
    assert not Presence.objects.exists()
