"""How bubbles are added, moved, taken out and brought back by plain buttons, with nothing lost."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Staff
from posts.bubble_forms import read_from, sent_back
from posts.bubbles import read
from posts.models import Post
from tests.office import write
from tests.posts.bubbles import EVENT, LOCATION, NOTICE, TEXT, pictures
from tests.posts.editor import BODY, press, typed
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def fields_of(page: Page) -> dict[str, list[str]]:
    """What a browser would send of the editor, without a button."""
    (form,) = (found for found in page.root.iter("form") if found.get("id") == "editor")
    sent: dict[str, list[str]] = {}
    for box in form.iter():
        name = box.get("name")
        if box.tag in {"input", "textarea", "select"} and name and "disabled" not in box.attrib:
            value = _value(box)
            if value is not None:
                sent.setdefault(name, []).append(value)
    return sent


def _value(box: Element) -> str | None:
    if box.tag == "textarea":
        return (box.text or "").replace("\n", "\r\n")
    if box.tag == "select":
        chosen = [one for one in box.iter("option") if "selected" in one.attrib]
        return (chosen or list(box.iter("option")))[0].get("value", "")
    is_choice = box.get("type") in {"radio", "checkbox"}
    return None if is_choice and "checked" not in box.attrib else box.get("value", "")


def pressed(
    client: Client,
    page: Page,
    button: str,
    value: str = "1",
    post: Post | None = None,
    **typed_now: Any,
) -> Page:
    address = reverse("post_edit", args=[post.pk]) if post else reverse("post_new")
    fields = {**fields_of(page), **typed_now, button: value}
    return Page.of(client.post(address, fields, follow=True))


def names(page: Page) -> list[str]:
    """The bubbles that are not taken out, top to bottom."""
    boxes = [box for box in page.root.iter("li") if "data-bubble" in box.attrib]
    kept = [box for box in boxes if any("disabled" in one.attrib for one in box.iter("input"))]
    return [words_of(next(iter(box.iter("strong")))) for box in kept]


def test_a_new_post_shows_one_box_for_text(as_drafter: Client) -> None:
    page = Page.of(as_drafter.get("/posts/new/"))
    assert names(page) == ["テキスト"]
    boxes = [box.get("name", "") for box in page.root.iter("textarea")]
    assert len([name for name in boxes if name.endswith("-text")]) == 1


def test_bubbles_are_added_moved_and_saved_without_scripts(as_drafter: Client) -> None:
    page = Page.of(as_drafter.get("/posts/new/"))
    page = pressed(as_drafter, page, "add", "card-event", title="朝市")
    assert names(page) == ["テキスト", "催しカード"]
    assert "入力内容を確認してください" not in page.words
    assert not Post.objects.exists()
    card = fields_of(page)["bubble"][1]
    page = pressed(
        as_drafter,
        page,
        "up",
        card,
        None,
        **{f"{card}-title": "館鼻岸壁朝市", f"{card}-date": "日曜"},
    )
    assert names(page) == ["催しカード", "テキスト"]
    page = pressed(as_drafter, page, "add", "location")
    page = pressed(as_drafter, page, "down", card)
    assert names(page) == ["テキスト", "催しカード", "位置情報"]
    page = pressed(as_drafter, page, "save")
    assert "下書きを保存しました" in page.words
    stored = Post.objects.get().bubbles
    assert [one["kind"] for one in stored] == ["text", "card", "location"]
    assert (stored[1]["title"], stored[1]["fields"]["date"]) == ("館鼻岸壁朝市", "日曜")
    assert names(page) == ["テキスト", "催しカード", "位置情報"]


def test_a_bubble_taken_out_comes_back_with_its_words(as_drafter: Client, drafter: Staff) -> None:
    post = write(drafter, bubbles=[TEXT, NOTICE])
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    page = pressed(
        as_drafter, page, "remove", NOTICE["id"], post, **{"00000002-title": "直した題名"}
    )
    assert names(page) == ["テキスト"]
    assert "お知らせカードを削除しました。" in page.words
    page = pressed(as_drafter, page, "restore", NOTICE["id"], post)
    assert names(page) == ["テキスト", "お知らせカード"]
    assert page.value_of("00000002-title") == "直した題名"
    page = pressed(as_drafter, page, "remove", NOTICE["id"], post)
    pressed(as_drafter, page, "save", post=post)
    assert Post.objects.get().bubbles == [TEXT]


@pytest.mark.parametrize("wrong", ["4じゅう", "nan", "1e999", ""])
def test_moving_keeps_even_what_could_not_be_saved(
    wrong: str, as_drafter: Client, drafter: Staff
) -> None:
    post = write(drafter, bubbles=[TEXT, LOCATION])
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    page = pressed(
        as_drafter, page, "up", LOCATION["id"], post, **{"00000005-latitude": wrong, "title": ""}
    )
    assert page.value_of("00000005-latitude") == wrong
    assert page.value_of("title") == ""
    if wrong:
        page = pressed(as_drafter, page, "save", post=post, title="件名")
        assert "緯度を、例のように入力してください" in page.errors_at("00000005-latitude")
    assert Post.objects.get().bubbles == [TEXT, LOCATION]


def test_a_sixth_bubble_is_kept_in_the_form_and_not_saved(
    as_drafter: Client, drafter: Staff
) -> None:
    post = write(drafter, bubbles=[{**TEXT, "id": f"0000001{number}"} for number in range(5)])
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    page = pressed(as_drafter, page, "add", "text", post)
    assert len(names(page)) == 5
    page = pressed(as_drafter, page, "remove", "00000010", post)
    page = pressed(as_drafter, page, "add", "text", post)
    page = pressed(as_drafter, page, "restore", "00000010", post)
    page = pressed(as_drafter, page, "save", post=post)
    assert page.errors_at("bubbles") == "＊吹き出しは5つまでです。"
    assert len(names(page)) == 6
    assert len(Post.objects.get().bubbles) == 5


@pytest.mark.parametrize("act", ["add", "up", "down", "remove", "restore"])
def test_a_made_up_act_changes_nothing(act: str, as_drafter: Client, drafter: Staff) -> None:
    post = write(drafter)
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    page = pressed(as_drafter, page, act, "<script>", post)
    assert page.status == 200
    assert names(page) == ["テキスト"]


def test_pictures_are_chosen_from_the_library_and_seen_in_the_preview(
    as_drafter: Client, drafter: Staff
) -> None:
    post = write(drafter, bubbles=[TEXT, *pictures(drafter)])
    page = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    assert names(page) == ["テキスト", "写真", "リンク付きの写真", "動画"]
    # In the list of the editor the words of a picture stand beside it.
    shown = [one.get("alt") for one in page.root.iter("img") if one.get("alt")]
    assert (shown[0], shown[2]) == ("朝市の人出", "朝市のようす")
    pressed(as_drafter, page, "confirm", post=post)
    page = Page.of(as_drafter.get(post.get_absolute_url()))
    assert "承認の依頼へ進む" in page.buttons
    page = press(
        as_drafter,
        "save",
        {**typed(), "bubble": "0000000a", "0000000a-kind": "image", "0000000a-image": "987654"},
    )
    assert "写真を選び直してください" in page.errors_at("0000000a-image")


def test_each_bubble_that_differs_is_compared_by_itself(as_drafter: Client, drafter: Staff) -> None:
    post = write(drafter, bubbles=[TEXT, EVENT, LOCATION])
    mine = Page.of(as_drafter.get(reverse("post_edit", args=[post.pk])))
    theirs = pressed(as_drafter, mine, "remove", LOCATION["id"], post)
    theirs = pressed(as_drafter, theirs, "up", EVENT["id"], post)
    pressed(as_drafter, theirs, "save", post=post, **{"00000003-place": "館鼻公園"})
    again = {"00000001-text": "館鼻岸壁朝市を休みます。", "base": "a page of long ago"}
    page = pressed(as_drafter, mine, "save", post=post, **again)
    (shown,) = (found for found in page.root.iter("section") if found.get("id") == "conflict")
    labels = [words_of(found) for tag in ("legend", "dt") for found in shown.iter(tag)][:4]
    assert labels == [
        "1つ目（テキスト）：本文",
        "2つ目（催しカード）：場所",
        "追加：3つ目（位置情報）",
        "吹き出しの順番",
    ]
    assert "館鼻（削除）公園（追加）岸壁" in words_of(shown)
    assert "（追加）八戸市役所 本館" in words_of(shown)
    marked = [words_of(found) for found in page.root.iter("label") if "違いあり" in words_of(found)]
    assert [label.split()[0] for label in marked] == ["本文", "場所"]
    pressed(as_drafter, page, "save", post=post)
    assert [one["kind"] for one in Post.objects.get().bubbles] == ["text", "card", "location"]


def test_one_more_bubble_comes_by_itself_for_scripts(as_drafter: Client) -> None:
    fields = {**typed(), "add": "card-emergency"}
    response = as_drafter.post(reverse("post_bubble"), fields)
    page = Page.of(response)
    assert names(page) == ["緊急カード"]
    assert fields[BODY] not in page.words
    assert as_drafter.post(reverse("post_bubble"), {**typed(), "add": "x"}).status_code == 400


def test_what_a_browser_sends_for_stored_bubbles_gives_them_back() -> None:
    stored = [TEXT, EVENT, LOCATION]
    sent = QueryDict(mutable=True)
    for name, values in sent_back(read(stored)).items():
        sent.setlist(name, [str(value) for value in values])
    assert read_from(sent).stored() == stored
