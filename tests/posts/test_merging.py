"""Of two who write at one draft each keeps what only they changed; where both did, they choose."""

import pytest
from django.test import Client

from accounts.models import Staff
from posts.bases import Parts
from posts.models import Contribution, Post
from posts.weaving import woven
from tests.accounts.sign_in import sign_in
from tests.office import BUBBLE, bubble, write
from tests.posts.editor import BODY, boxes, opened, press
from tests.posts.pages import Page, words_of

SECOND = "11111111"


@pytest.fixture
def post(drafter: Staff) -> Post:
    return write(drafter)


@pytest.fixture
def as_colleague(colleague: Staff) -> Client:
    client = Client()
    sign_in(client, colleague)
    return client


def conflict(page: Page) -> list[str]:
    """What is to be chosen, by its label."""
    (shown,) = (found for found in page.root.iter("section") if found.get("id") == "conflict")
    return [words_of(found) for found in shown.iter("legend")]


def test_changes_of_different_fields_are_brought_together_by_themselves(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, "title": "同僚の件名", "category": "2"}, post)
    page = press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    assert "小笠原 葵さんが変えた「件名」、「分類」も取り入れました。" in page.words
    assert page.value_of("title") == "同僚の件名"
    saved = Post.objects.get()
    assert (saved.title, saved.category, saved.text) == ("同僚の件名", "2", "自分の本文")


def test_what_both_changed_is_chosen_field_by_field(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    both = {BODY: "同僚の本文", "title": "同僚の件名", "category": "2"}
    press(as_colleague, "save", {**theirs, **both}, post)
    typed = {**mine, BODY: "自分の本文", "title": "自分の件名", "confidentiality": "2"}
    page = press(as_drafter, "save", typed, post)
    assert conflict(page) == ["件名", "本文"]
    assert page.value_of("category") == "2"
    assert page.value_of("choice-title") == "mine"
    again = {name: page.value_of(name) for name in mine}
    chosen = {"choice-title": "theirs", f"choice-{BODY}": "mine"}
    press(as_drafter, "save", {**again, **chosen}, post)
    saved = Post.objects.get()
    assert (saved.title, saved.text) == ("同僚の件名", "自分の本文")
    assert (saved.category, saved.confidentiality) == ("2", "2")


def test_a_choice_of_theirs_takes_also_what_they_saved_after_it_was_shown(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, "title": "同僚の件名"}, post)
    page = press(as_drafter, "save", {**mine, "title": "自分の件名", BODY: "自分の本文"}, post)
    again = {name: page.value_of(name) for name in mine}
    press(as_colleague, "save", {**opened(as_colleague, post), "title": "二度目の件名"}, post)
    press(as_drafter, "save", {**again, "choice-title": "theirs"}, post)
    saved = Post.objects.get()
    assert (saved.title, saved.text) == ("二度目の件名", "自分の本文")


def test_a_page_that_saves_by_itself_brings_nothing_together(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_colleague, "save", {**theirs, "title": "同僚の件名"}, post)
    response = as_drafter.post(
        f"/posts/{post.pk}/edit/",
        {**mine, BODY: "自分の本文", "save": ""},
        headers={"X-Unattended": "1"},
    )
    assert response.status_code == 200
    assert Post.objects.get().version == 2


def test_who_changed_nothing_has_no_hand_in_the_post(
    post: Post, colleague: Staff, as_drafter: Client, as_colleague: Client
) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    press(as_drafter, "save", {**mine, BODY: "自分の本文"}, post)
    page = press(as_colleague, "save", theirs, post)
    assert "保存された内容と同じです。" in page.words
    assert page.value_of(BODY) == "自分の本文"
    assert not Contribution.objects.filter(staff=colleague).exists()


def test_times_are_brought_together_too(
    post: Post, as_drafter: Client, as_colleague: Client
) -> None:
    address = f"/posts/{post.pk}/schedule/"
    page = Page.of(as_drafter.get(address))
    names = ("audience", "at_once", "send_on", "send_time", "version", "base")
    mine = {name: page.value_of(name) for name in names}
    press(as_colleague, "save", {**opened(as_colleague, post), "title": "同僚の件名"}, post)
    as_drafter.post(address, {**mine, "send_time": "09:05", "is_weighty": "on", "save": ""})
    saved = Post.objects.get()
    assert (saved.title, saved.is_weighty) == ("同僚の件名", True)
    assert f"{saved.send_at:%M}" == "05"


def test_a_bubble_of_each_stays(post: Post, as_drafter: Client, as_colleague: Client) -> None:
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    added = {**theirs, **boxes("同僚の二つ目", SECOND), "bubble": [BUBBLE, SECOND]}
    as_colleague.post(f"/posts/{post.pk}/edit/", {**added, "save": ""})
    press(as_drafter, "save", {**mine, BODY: "自分の一つ目"}, post)
    assert Post.objects.get().bubbles == [bubble("自分の一つ目"), bubble("同僚の二つ目", SECOND)]


@pytest.mark.parametrize(("choice", "kept"), [("mine", 1), ("theirs", 2)])
def test_a_bubble_that_one_removed_and_the_other_changed_is_chosen(
    choice: str, kept: int, drafter: Staff, as_drafter: Client, as_colleague: Client
) -> None:
    post = write(drafter, bubbles=[bubble("一つ目"), bubble("二つ目", SECOND)])
    address = f"/posts/{post.pk}/edit/"
    mine, theirs = opened(as_drafter, post), opened(as_colleague, post)
    changed = {**theirs, **boxes("書き直した二つ目", SECOND), "bubble": [BUBBLE, SECOND]}
    as_colleague.post(address, {**changed, "save": ""})
    page = Page.of(as_drafter.post(address, {**mine, "save": ""}))
    assert conflict(page) == ["削除：2つ目（テキスト）"]
    again = {name: page.value_of(name) for name in mine}
    as_drafter.post(address, {**again, f"choice-{SECOND}": choice, "save": ""})
    assert len(Post.objects.get().bubbles) == kept


def parts(*bubbles: str) -> Parts:
    """Bubbles as `id` or `id=words`."""
    named = [(*one.split("="), "") for one in bubbles]
    digits = {f"{identity}-text": words for identity, words, *_ in named}
    return Parts(digits, tuple(identity for identity, *_ in named))


@pytest.mark.parametrize(
    ("mine", "theirs", "order", "contested"),
    [
        (("b", "a", "c"), ("a", "b", "c"), "bac", ""),
        (("a", "b", "c"), ("c", "a", "b"), "cab", ""),
        (("a", "x", "b", "c"), ("a", "b", "y", "c"), "axbyc", ""),
        (("x", "a", "b", "c"), ("c", "b", "a"), "xcba", ""),
        (("a", "c"), ("a", "b", "c"), "ac", ""),
        (("a", "b", "c"), ("a", "c"), "ac", ""),
        (("a", "b=new", "c"), ("a", "c"), "abc", "b"),
        (("a", "c"), ("a", "b=new", "c"), "ac", "b"),
        (("c",), ("a",), "", ""),
    ],
)
def test_bubbles_are_woven_from_what_each_did_to_them(
    mine: tuple[str, ...], theirs: tuple[str, ...], order: str, contested: str
) -> None:
    weave = woven(parts(*mine), parts(*theirs), parts("a", "b", "c"))
    assert ("".join(weave.order), "".join(weave.contested)) == (order, contested)
