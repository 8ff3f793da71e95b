"""Kinds of post meet copies, versions, comments, what is saved alone, and the embargo."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from posts.choices import Status
from posts.duplicating import duplicate
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.answering import ANSWER, ASKED_ABOUT, answer_all, findings_of
from tests.posts.editor import opened, press
from tests.posts.pages import Page
from tests.posts.states import post_in
from tests.posts.test_sharing import SOURCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction(drafter: Staff) -> Post:
    original = post_in(Status.SENT, drafter)
    return follow_up(original, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())


def test_what_is_saved_alone_leaves_a_correction_what_it_is(
    correction: Post, as_drafter: Client
) -> None:
    fields = {**opened(as_drafter, correction), "kind": "share", "title": "自動保存の件名"}
    response = as_drafter.post(f"/posts/{correction.pk}/autosave/", fields)
    assert response.status_code == 200
    saved = Post.objects.get(pk=correction.pk)
    assert (saved.kind, saved.title) == ("correction", "自動保存の件名")


def test_kind_and_easy_text_are_saved_alone(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter)
    fields = {**opened(as_drafter, post), "kind": "drill", "easy_text": "くんれんです。"}
    assert as_drafter.post(f"/posts/{post.pk}/autosave/", fields).status_code == 200
    saved = Post.objects.get()
    assert (saved.kind, saved.easy_text) == ("drill", "くんれんです。")


def test_a_copy_of_a_correction_is_an_ordinary_post(correction: Post, drafter: Staff) -> None:
    copy = duplicate(correction, actor=drafter, origin=uuid.uuid4())
    assert (copy.kind, copy.original, copy.text) == ("ordinary", None, correction.text)


def test_a_copy_of_a_share_is_checked_anew_and_a_drill_stays_a_drill(drafter: Staff) -> None:
    shared = write(drafter, **SOURCE, easy_text="やさしい文章")
    copy = duplicate(shared, actor=drafter, origin=uuid.uuid4())
    assert (copy.kind, copy.source_name) == ("share", SOURCE["source_name"])
    assert (copy.source_check, copy.easy_text) == ("", "やさしい文章")
    drill = write(drafter, kind="drill")
    assert duplicate(drill, actor=drafter, origin=uuid.uuid4()).kind == "drill"


def test_answers_are_not_copied(drafter: Staff) -> None:
    post = write(drafter, category="1", text=ASKED_ABOUT)
    answer_all(post, drafter)
    assert not duplicate(post, actor=drafter, origin=uuid.uuid4()).answers.exists()


def test_versions_show_kind_easy_text_source_and_answers(
    drafter: Staff, as_drafter: Client
) -> None:
    post = write(drafter, category="1", text=ASKED_ABOUT)
    (finding,) = findings_of(post)
    fields = {
        **opened(as_drafter, post),
        **SOURCE,
        "easy_text": "やさしい文章",
        f"answer-{finding.key}": ANSWER,
    }
    press(as_drafter, "save", fields, post)
    words = Page.of(as_drafter.get(f"/posts/{post.pk}/versions/")).words
    assert "投稿の種類（削除）通常（追加）共有（ほかの発信の紹介）" in words
    assert "やさしい日本語の文章（追加）やさしい文章" in words
    assert f"発信元（追加）{SOURCE['source_name']}" in words
    assert f"確かめた内容（追加）{ANSWER}" in words


def test_a_conflict_shows_the_easy_text_and_the_kind(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    mine = {**opened(as_drafter, post), "easy_text": "自分の文章"}
    theirs = {"easy_text": "同僚の文章", "kind": "drill"}
    drafts.edit(post, actor=colleague, version=1, fields=theirs)
    page = press(as_drafter, "save", mine, post)
    assert "やさしい日本語の文章 （削除）同僚（追加）自分の文章" in page.words
    assert "投稿の種類（削除）通常（追加）訓練" in page.words
    page = press(as_drafter, "keep", mine, post)
    assert "自分の文章" in page.words


def test_the_easy_text_is_remarked_on(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, easy_text="きょうは やすみです。")
    sent = {"place": "", "quote": "やすみ", "words": "分かち書きを直してください。"}
    page = Page.of(as_drafter.post(f"/posts/{post.pk}/comments/", sent, follow=True))
    assert "コメントを書きました。" in page.words
    assert post.comments.get().place == "easy"


def test_a_correction_under_embargo_is_named_to_nobody_else(
    correction: Post, drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    now = timezone.now()
    Post.objects.filter(pk=correction.pk).update(
        title="解禁前の訂正",
        embargo_until=now + timedelta(days=1),
        send_at=now + timedelta(days=2),
    )
    assert correction.original is not None
    seen = {}
    for staff in (drafter, outsider, manager):
        client = Client()
        sign_in(client, staff)
        address = correction.original.get_absolute_url()
        seen[staff.pk] = "解禁前の訂正" in Page.of(client.get(address)).words
    assert seen == {drafter.pk: True, outsider.pk: False, manager.pk: True}


def test_the_preview_tells_no_answers_of_a_post_under_embargo(
    drafter: Staff, outsider: Staff, embargoed: Post, as_drafter: Client
) -> None:
    fields = {"category": "1", "bubbles": write(drafter, text=ASKED_ABOUT).bubbles}
    drafts.edit(embargoed, actor=drafter, version=1, fields=fields)
    answer_all(embargoed, drafter)
    sent = opened(as_drafter, embargoed)
    client = Client()
    sign_in(client, outsider)
    assert ANSWER in Page.of(as_drafter.post("/posts/preview/", sent)).words
    assert ANSWER not in Page.of(client.post("/posts/preview/", sent)).words


def test_no_pattern_is_begun_with_a_post_under_embargo(embargoed: Post, as_drafter: Client) -> None:
    assert as_drafter.get(f"/patterns/new/?post={embargoed.pk}").status_code == 403
