"""採らなかった内容: what was typed and not taken stands in the history of the post."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Staff
from posts import drafts
from posts.asides import set_aside
from posts.declaration import EVERYTHING
from posts.forms import PostForm
from posts.models import Post, WorkingState
from posts.submission import submit
from tests.accounts.sign_in import sign_in
from tests.office import content, write
from tests.posts.editor import BODY, opened, press
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter, text="はじめの本文")


def overtake(post: Post, colleague: Staff) -> None:
    fields = content(title=post.title, text="同僚の本文", send_at=post.send_at)
    drafts.edit(post, actor=colleague, version=post.version, fields=fields)


def aside_texts() -> list[str]:
    kept = WorkingState.objects.filter(is_aside=True).order_by("pk")
    return [state.fields["bubbles"][0]["text"] for state in kept]


def autosave(client: Client, post: Post, fields: dict[str, str]) -> None:
    assert client.post(f"/posts/{post.pk}/autosave/", fields).status_code == 409


def test_what_was_given_up_for_the_other_content_is_in_the_history(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    mine = opened(as_drafter, post)
    overtake(post, colleague)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    again = {name: page.value_of(name) for name in mine}
    page = press(as_drafter, "keep", again, post)
    (link,) = [one.get("href") for one in page.root.iter("a") if "versions" in one.get("href", "")]
    page = Page.of(as_drafter.get(str(link)))
    assert "採らなかった内容 観光課の工藤 美咲さん" in page.words
    assert "（追加）自分" in page.words
    assert aside_texts() == ["自分の本文"]
    assert WorkingState.objects.get(is_aside=True).by_hand


def test_what_could_not_be_saved_by_itself_is_in_the_history_to_the_last_letter(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    mine = opened(as_drafter, post)
    overtake(post, colleague)
    for words in ("自分の", "自分の本", "自分の本文"):
        autosave(as_drafter, post, {**mine, BODY: words})
    assert aside_texts() == ["自分の本文"]
    press(as_drafter, "keep", {**mine, BODY: "自分の本文"}, post)
    autosave(as_drafter, post, {**mine, BODY: "また書いた本文"})
    assert aside_texts() == ["自分の本文", "また書いた本文"]
    assert Post.objects.get().text == "同僚の本文"


def test_of_two_windows_of_one_person_both_are_kept(post: Post, as_drafter: Client) -> None:
    first, second = opened(as_drafter, post), opened(as_drafter, post)
    as_drafter.post(f"/posts/{post.pk}/autosave/", {**first, BODY: "一つ目の窓"})
    autosave(as_drafter, post, {**second, BODY: "二つ目の窓"})
    again = {**second, "version": "2", BODY: "二つ目の窓で上書き"}
    as_drafter.post(f"/posts/{post.pk}/autosave/", again)
    kept = [state.fields["bubbles"][0]["text"] for state in WorkingState.objects.order_by("pk")]
    assert kept == ["はじめの本文", "一つ目の窓", "二つ目の窓", "二つ目の窓で上書き"]


def test_what_others_could_not_save_does_not_cut_a_stretch_of_typing_in_two(
    post: Post, colleague: Staff, as_drafter: Client
) -> None:
    other = Client()
    sign_in(other, colleague)
    theirs = opened(other, post)
    for words in ("一", "二", "三"):
        fields = {**opened(as_drafter, post), BODY: words}
        as_drafter.post(f"/posts/{post.pk}/autosave/", fields)
        autosave(other, post, {**theirs, BODY: f"同僚の{words}"})
    assert WorkingState.objects.filter(is_aside=False).count() == 2
    assert aside_texts() == ["同僚の三"]


@pytest.mark.parametrize("way", ["autosave", "edit"])
def test_what_came_after_a_colleague_submitted_is_kept(
    way: str, post: Post, colleague: Staff, as_drafter: Client
) -> None:
    mine = opened(as_drafter, post)
    submit(post, actor=colleague, version=1, declared=EVERYTHING)
    as_drafter.post(f"/posts/{post.pk}/{way}/", {**mine, BODY: "遅れた本文", "save": ""})
    assert aside_texts() == ["遅れた本文"]


def test_a_title_that_may_not_be_saved_is_kept_all_the_same(
    post: Post, drafter: Staff, colleague: Staff
) -> None:
    overtake(post, colleague)
    state = set_aside(post, PostForm({"title": "長" * 101}), actor=drafter, by_hand=True)
    assert state is not None
    assert state.fields["title"] == "長" * 101


def test_nobody_leaves_words_in_the_posts_of_others(post: Post, auditor: Staff) -> None:
    with pytest.raises(PermissionDenied):
        set_aside(post, PostForm({"title": "他課の件名"}), actor=auditor, by_hand=True)


def test_postgresql_takes_no_aside_for_a_revision_and_loses_none(
    post: Post, drafter: Staff, colleague: Staff
) -> None:
    overtake(post, colleague)
    state = set_aside(post, PostForm({"title": "自分の件名"}), actor=drafter, by_hand=True)
    revision = submit(post, actor=drafter, version=2, declared=EVERYTHING)
    assert state is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        state.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkingState.objects.create(
            post=post,
            staff=drafter,
            version=2,
            fields={},
            by_hand=True,
            is_aside=True,
            revision=revision,
        )
