"""Are pictures found in the editor by looking and by words, with nothing typed lost?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from media import keeping
from media.models import Image, Item
from posts import drafts
from posts.models import Post
from posts.picking import PER_PRESS
from tests.accounts.sign_in import sign_in
from tests.media.files import picture, upload, upload_film
from tests.office import content, write
from tests.posts.bubbles import TEXT
from tests.posts.pages import Page, words_of
from tests.posts.picture_posts import FIELD, IDENTITY, bubble_with, post_with
from tests.posts.test_editing_bubbles import fields_of, pressed

pytestmark = pytest.mark.django_db

EMPTY: dict[str, Any] = {"id": IDENTITY, "kind": "image", "image": None, "alt": ""}


@pytest.fixture(autouse=True)
def _own_folder(folder: None) -> None:
    """The files of each test lie in a folder of their own."""


@pytest.fixture
def draft(drafter: Staff) -> Post:
    return write(drafter, bubbles=[TEXT, EMPTY])


def opened(client: Client, post: Post) -> Page:
    return Page.of(client.get(reverse("post_edit", args=[post.pk])))


def offered(page: Page) -> list[str]:
    """The numbers of the pictures to choose from, top to bottom."""
    boxes = [box for box in page.root.iter("input") if box.get("type") == "radio"]
    return [box.get("value", "") for box in boxes if box.get("name") == FIELD]


def many(drafter: Staff, count: int) -> list[Item]:
    """So many pictures, the newest first."""
    found = [
        upload(drafter, picture((200 + number, 200)), alt_text=f"{number}枚目の写真です。")
        for number in range(count)
    ]
    return list(reversed(found))


def test_nothing_is_loaded_until_the_list_is_opened(
    draft: Post, drafter: Staff, as_drafter: Client
) -> None:
    upload(drafter)
    page = opened(as_drafter, draft)
    assert list(page.root.iter("img")) == []
    assert offered(page) == []
    assert "写真を選ぶ" in page.buttons


def test_a_picture_is_chosen_without_scripts_and_nothing_typed_is_lost(
    draft: Post, drafter: Staff, as_drafter: Client
) -> None:
    older, newer = upload(drafter), upload(drafter, picture((300, 300)), alt_text="案内板。")
    page = opened(as_drafter, draft)
    page = pressed(as_drafter, page, "pick", IDENTITY, draft, title="書きかけの件名")
    assert page.value_of("title") == "書きかけの件名"
    assert offered(page) == [str(newer.pk), str(older.pk)]
    labels = [words_of(one) for one in page.root.iter("label")]
    assert any("案内板。" in one and "観光課" in one for one in labels)
    sources = [one.get("src", "") for one in page.root.iter("img")]
    assert any(source.endswith(newer.thumbnail) for source in sources)
    assert Post.objects.get().title != "書きかけの件名"
    page = pressed(as_drafter, page, "close", IDENTITY, draft, **{FIELD: str(older.pk)})
    assert offered(page) == [str(older.pk)]
    assert "選択中：" in page.words
    page = pressed(as_drafter, page, "save", post=draft)
    stored = Post.objects.get()
    assert (stored.title, stored.bubbles[1]["image"]) == ("書きかけの件名", older.pk)


def test_words_find_by_text_section_and_person(
    draft: Post, drafter: Staff, outsider: Staff, as_drafter: Client
) -> None:
    beach = upload(drafter, alt_text="種差海岸の芝生と海。")
    forest = upload(outsider, alt_text="是川の森。")

    def found(words: str) -> list[str]:
        page = pressed(
            as_drafter,
            opened(as_drafter, draft),
            "pick",
            IDENTITY,
            draft,
            **{f"find-{IDENTITY}": words},
        )
        return offered(page)

    assert found("海岸 芝生") == [str(beach.pk)]
    assert found("環境政策課") == [str(forest.pk)]
    assert found("佐々木") == [str(forest.pk)]
    assert found("ありません") == []
    assert found("") == [str(forest.pk), str(beach.pk)]


def test_more_are_shown_by_a_press_and_the_chosen_one_stays(
    draft: Post, drafter: Staff, as_drafter: Client
) -> None:
    numbers = [str(item.pk) for item in many(drafter, 2 * PER_PRESS + 2)]
    page = pressed(as_drafter, opened(as_drafter, draft), "pick", IDENTITY, draft)
    assert offered(page) == numbers[:PER_PRESS]
    page = pressed(as_drafter, page, "more", IDENTITY, draft, **{FIELD: numbers[3]})
    others = [number for number in numbers if number != numbers[3]]
    assert offered(page) == [numbers[3], *others[: 2 * PER_PRESS]]
    assert fields_of(page)[FIELD] == [numbers[3]]
    page = pressed(as_drafter, page, "more", IDENTITY, draft)
    assert offered(page) == [numbers[3], *others]
    assert "さらに表示" not in page.buttons


def test_films_stand_where_films_are_asked_for_and_retired_ones_nowhere(
    drafter: Staff, as_drafter: Client
) -> None:
    film, still = upload_film(drafter), upload(drafter)
    keeping.retire(upload(drafter, picture((300, 300))), actor=drafter)
    empty = {"id": IDENTITY, "kind": "video", "video": None, "alt": ""}
    for bubble, item in ((empty, film), (EMPTY, still)):
        post = write(drafter, bubbles=[TEXT, bubble])
        page = pressed(as_drafter, opened(as_drafter, post), "pick", IDENTITY, post)
        boxes = [box for box in page.root.iter("input") if box.get("type") == "radio"]
        names = {f"{IDENTITY}-image", f"{IDENTITY}-video"}
        assert [box.get("value") for box in boxes if box.get("name") in names] == [str(item.pk)]


def test_one_that_is_retired_says_so_where_it_is_chosen(drafter: Staff, as_drafter: Client) -> None:
    item = upload(drafter)
    post = post_with(item, drafter)
    keeping.retire(item, actor=drafter)
    assert "使用終了：" in opened(as_drafter, post).words


def test_the_list_comes_by_itself_for_scripts(
    draft: Post, drafter: Staff, as_drafter: Client
) -> None:
    item = upload(drafter)
    sent = {**fields_of(opened(as_drafter, draft)), "pick": IDENTITY}
    page = Page.of(as_drafter.post(reverse("post_media"), sent))
    assert offered(page) == [str(item.pk)]
    assert TEXT["text"] not in page.words
    for wrong in ("00000001", "ffffffff", "", "<script>"):
        answer = as_drafter.post(reverse("post_media"), {**sent, "pick": wrong})
        assert answer.status_code == 400


@pytest.mark.parametrize("shown", ["", "x", "-5", "99999", "9" * 5000])
def test_a_made_up_number_of_shown_ones_does_no_harm(
    shown: str, draft: Post, drafter: Staff, as_drafter: Client
) -> None:
    item = upload(drafter)
    sent = {**fields_of(opened(as_drafter, draft)), "more": IDENTITY, f"shown-{IDENTITY}": shown}
    page = Page.of(as_drafter.post(reverse("post_media"), sent))
    assert (page.status, offered(page)) == (200, [str(item.pk)])


def test_a_picture_of_a_post_under_embargo_is_not_shown_by_its_number(
    embargoed: Post, drafter: Staff, outsider: Staff
) -> None:
    item: Image = upload(drafter, alt_text="新しい市民ホールの完成予想図。")
    fields = content(
        bubbles=[TEXT, bubble_with(item)], title=embargoed.title, send_at=embargoed.send_at
    )
    drafts.edit(embargoed, actor=drafter, version=1, fields=fields)
    client = Client()
    sign_in(client, outsider)
    post = write(outsider, bubbles=[TEXT, EMPTY])
    page = opened(client, post)
    for button in ("pick", "close", "save"):
        answer = pressed(client, page, button, IDENTITY, post, **{FIELD: str(item.pk)})
        assert item.alt_text not in answer.words
        assert item.sha256 not in "".join(one.get("src", "") for one in answer.root.iter("img"))
    assert Post.objects.get(pk=post.pk).bubbles[1]["image"] is None
    sent = {**fields_of(page), FIELD: str(item.pk)}
    assert item.sha256 not in client.post(reverse("post_preview"), sent).content.decode()
