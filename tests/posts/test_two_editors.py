"""What happens when two people edit one post: nobody's words are lost without being seen."""

from datetime import timedelta
from typing import Final

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import content, write
from tests.posts.editor import BODY, DECLARED, boxes, opened, press
from tests.posts.pages import Page, words_of

A_DAY: Final = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter)


@pytest.fixture
def as_colleague(colleague: Staff) -> Client:
    client = Client()
    sign_in(client, colleague)
    return client


def test_the_second_to_save_sees_both_texts_and_nothing_is_overwritten(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, BODY: "同僚の本文", "title": "同僚の件名"}, post)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    assert "観光課の小笠原 葵さんがこの投稿を保存しました。" in page.words
    assert "同僚の本文" in page.words
    assert "同僚の件名" in page.words
    assert page.value_of(BODY) == "自分の本文"
    assert page.value_of("title") == "同僚の件名"
    assert Post.objects.get().text == "同僚の本文"


def test_each_field_that_differs_is_shown_and_marked(
    drafter: Staff, as_drafter: Client, as_colleague: Client
) -> None:
    post = write(drafter, send_at=timezone.now().replace(second=0, microsecond=0) + A_DAY)
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    del mine["base"]  # a page that does not know what it showed
    later = {BODY: "午後5時まで開きます。", "category": "2", "send_time": "09:05"}
    press(as_colleague, "save", {**theirs, **later}, post)
    page = press(as_drafter, "save", {**mine, BODY: "午後6時まで開きます。"}, post)
    (shown,) = (found for found in page.root.iter("section") if found.get("id") == "conflict")
    assert "午後（削除）5（追加）6時まで開きます。" in words_of(shown)
    assert "（削除）行祭事・イベント（追加）八戸らしい地域情報" in words_of(shown)
    labels = [words_of(found) for found in shown.iter("legend")]
    assert labels == ["本文", "分類", "配信日時"]
    marked = [words_of(label) for tag in ("label", "legend") for label in page.root.iter(tag)]
    marked = [label.split()[0] for label in marked if "違いあり" in label]
    assert marked == ["本文", "配信日", "配信時刻", "分類"]
    assert {"選んだ内容で保存する", "すべて相手の内容にする"} <= set(page.buttons)
    assert "下書きを保存する" not in page.buttons


def test_keeping_what_the_other_saved_shows_the_own_words_once_more(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, BODY: "同僚の本文"}, post)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    again = {name: page.value_of(name) for name in mine}
    page = press(as_drafter, "keep", again, post)
    assert page.headings == ["小笠原 葵さんの内容を残しました"]
    assert "自分の本文" in page.words
    assert "変更の履歴に「採らなかった内容」として残しました" in page.words
    assert Post.objects.get().text == "同僚の本文"
    assert Post.objects.get().version == 2
    assert opened(as_drafter, post)[BODY] == "同僚の本文"


def test_a_second_window_of_the_same_person_is_called_so(post: Post, as_drafter: Client) -> None:
    first, second = opened(as_drafter, post), opened(as_drafter, post)
    press(as_drafter, "save", {**second, BODY: "二つ目の窓"}, post)
    page = press(as_drafter, "save", {**first, BODY: "一つ目の窓"}, post)
    assert (
        "別の画面で、あなたがこの投稿を保存しました。この画面の内容は、まだ保存していません。"
        in page.words
    )
    assert {"選んだ内容で保存する", "すべて別の画面の内容にする"} <= set(page.buttons)
    assert "工藤" not in words_of(page.main)
    page = press(as_drafter, "keep", {**first, BODY: "一つ目の窓"}, post)
    assert page.headings == ["別の画面の内容を残しました"]


def test_the_same_words_typed_twice_are_no_difference(post: Post, as_drafter: Client) -> None:
    first = opened(as_drafter, post)
    press(as_drafter, "save", {**first, BODY: "同じ本文"}, post)
    page = press(as_drafter, "save", {**first, BODY: "同じ本文"}, post)
    assert "保存された内容と同じです。" in page.words
    assert "違いあり" not in page.words


def test_saving_once_more_overwrites_knowingly(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, BODY: "同僚の本文"}, post)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    again = {name: page.value_of(name) for name in mine}
    page = press(as_drafter, "save", again, post)
    assert "下書きを保存しました" in page.words
    assert Post.objects.get().text == "自分の本文"
    versions = Entry.objects.filter(action=Action.POST_EDITED).values_list("detail", flat=True)
    assert [detail["version"] for detail in versions] == [2, 3]


def test_what_was_saved_after_the_warning_is_not_overwritten_either(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, BODY: "同僚の一度目"}, post)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    again = {name: page.value_of(name) for name in mine}
    press(as_colleague, "save", {**opened(as_colleague, post), BODY: "同僚の二度目"}, post)
    page = press(as_drafter, "save", again, post)
    assert "同僚の二度目" in page.words
    assert Post.objects.get().text == "同僚の二度目"


@pytest.mark.parametrize("version", ["", "0", "99", "99999999999999999999"])
def test_a_made_up_number_of_the_version_saves_nothing(
    version: str, post: Post, as_drafter: Client
) -> None:
    page = press(as_drafter, "save", {**opened(as_drafter, post), "version": version}, post)
    assert "保存された内容と同じです" in page.words
    assert Post.objects.get().version == 1


def test_the_verb_itself_refuses_an_old_version(post: Post, drafter: Staff) -> None:
    drafts.edit(post, actor=drafter, version=1, fields=content(text="先"))
    with pytest.raises(ChangedMeanwhile):
        drafts.edit(post, actor=drafter, version=1, fields=content(text="後"))
    assert Post.objects.get().text == "先"
    assert Entry.objects.filter(action=Action.POST_EDITED).count() == 1


@pytest.mark.parametrize("version", ["", "²", "2", "-1", "x"])
def test_only_the_version_that_was_shown_is_submitted(
    version: str, post: Post, as_drafter: Client
) -> None:
    address = f"/posts/{post.pk}/submission/"
    response = as_drafter.post(address, {**DECLARED, "version": version}, follow=True)
    assert "この画面を開いた後に内容が変わりました" in response.content.decode()
    assert Post.objects.get().current_revision is None


def test_saving_after_a_colleague_submitted_saves_nothing_and_loses_nothing(
    drafter: Staff, colleague: Staff, as_drafter: Client
) -> None:
    post = write(drafter)
    submit(post, actor=colleague, version=post.version, declared=EVERYTHING)
    response = as_drafter.post(
        f"/posts/{post.pk}/edit/",
        {"title": "遅れた保存", **boxes("書き直した本文です。"), "version": post.version},
    )
    seen = Page.of(response)
    assert seen.status == 403
    assert seen.headings == ["保存していません"]
    assert "書き直した本文です。" in seen.words
    assert "遅れた保存" in seen.words
    post.refresh_from_db()
    assert post.title != "遅れた保存"
