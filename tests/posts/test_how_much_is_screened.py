"""Screening looks once, before anybody waits for it, and at no more than a post can hold."""

from datetime import timedelta
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from posts.answering.looking import look_at_post, still_so
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.office import BUBBLE, bubble, write
from tests.posts.answering import RIGHT_WEEKDAY, WRONG_WEEKDAY, answer_all
from tests.posts.editor import BODY, boxes, typed
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db
LONG: Final = "市役所本館の開庁時間をご案内します。\n" * 400
# Each look asks for the posts sent not long ago, which it compares with.
OF_A_LOOK: Final = "LIMIT 30"
TOLD: Final = "2027年4月29日（金）"


def preview(client: Client, fields: dict[str, object]) -> str:
    page = Page.of(client.post(reverse("post_preview"), fields))
    (found,) = [one for one in page.root.iter() if one.get("id") == "findings"]
    return words_of(found)


def test_what_is_beyond_the_limit_of_a_field_is_not_looked_at(as_drafter: Client) -> None:
    assert TOLD in preview(as_drafter, {**typed(text=WRONG_WEEKDAY + LONG)})
    assert TOLD not in preview(as_drafter, {**typed(text=LONG + WRONG_WEEKDAY)})
    easy = {**typed(), "easy_text": LONG + WRONG_WEEKDAY}
    assert TOLD not in preview(as_drafter, {**easy})


def test_what_is_beyond_the_limit_is_not_lost_when_something_is_set_right(
    as_drafter: Client, drafter: Staff
) -> None:
    post = write(drafter, text="ﾊﾁﾉﾍのお知らせ")
    (fix,) = (one for one in look_at_post(post, now=timezone.now()).findings if one.fix is not None)
    fields = {**typed(text=f"ﾊﾁﾉﾍのお知らせ{LONG}おわり"), "fix": fix.key}
    page = as_drafter.post(reverse("post_new"), fields).content.decode()
    assert "ハチノヘのお知らせ" in page
    assert "おわり" in page


def test_a_sixth_bubble_is_not_looked_at(as_drafter: Client) -> None:
    names = [f"0000000{number}" for number in range(6)]
    fields: dict[str, object] = {**typed()}
    for name in names:
        fields |= boxes(WRONG_WEEKDAY if name == names[-1] else RIGHT_WEEKDAY, name)
    assert TOLD not in preview(as_drafter, {**fields, "bubble": names})
    assert TOLD in preview(as_drafter, {**fields, "bubble": names[::-1]})


def test_a_form_of_a_million_characters_is_not_even_read(as_drafter: Client) -> None:
    fields = {**typed(), BODY: "あ" * 300_000}
    assert as_drafter.post(reverse("post_preview"), fields).status_code == 413


@pytest.mark.parametrize("page", ["post", "post_edit", "post_submission"])
def test_a_page_looks_once(page: str, drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter)
    with CaptureQueriesContext(connection) as asked:
        assert as_drafter.get(reverse(page, args=[post.pk])).status_code == 200
    assert sum(OF_A_LOOK in query["sql"] for query in asked) == 1


def test_screening_is_done_before_the_lock_is_taken(drafter: Staff) -> None:
    post = write(drafter)
    answer_all(post, drafter)
    with CaptureQueriesContext(connection) as asked:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    statements = [query["sql"] for query in asked]
    look = next(at for at, sql in enumerate(statements) if OF_A_LOOK in sql)
    lock = next(at for at, sql in enumerate(statements) if "FOR UPDATE" in sql)
    assert look < lock


def test_a_look_stands_as_long_as_nothing_has_changed(drafter: Staff) -> None:
    post = write(drafter)
    look = look_at_post(post, now=timezone.now() - timedelta(seconds=1))
    assert still_so(look, Post.objects.get()) is look
    fields = {"bubbles": [bubble(WRONG_WEEKDAY, BUBBLE)]}
    drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    assert still_so(look, Post.objects.get()).findings != look.findings


def test_a_look_at_other_words_submits_nothing(drafter: Staff) -> None:
    post = write(drafter)
    look = look_at_post(post, now=timezone.now())
    fields = {"bubbles": [bubble(WRONG_WEEKDAY, BUBBLE)]}
    post = drafts.edit(post, actor=drafter, version=post.version, fields=fields)
    with pytest.raises(NotReady):
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING, look=look)
