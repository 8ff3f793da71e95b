"""What the library shows to whom, and how uploading through its forms goes."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from media import uses
from media.models import Image, Item, Video
from media.uses import Use, uses_of
from media.views import PER_PAGE
from tests.accounts.sign_in import sign_in
from tests.media.files import film, photo, picture, sent, upload, upload_film
from tests.office import out_of_office
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

# Letters, marks and a symbol that show nothing.
UNSEEN = ("\u200b", "\u2063", "\u3164\u3164", "\u2800", "\U000e0020")
SAID = {
    "alt_text": "種差海岸の芝生と海。",
    "rights": "staff",
    "rights_note": "",
    "people": "nobody",
    "is_cleared": "on",
}


def post_image(client: Client, content: bytes | None = None, **said: str) -> Page:
    fields = {name: value for name, value in {**SAID, **said}.items() if value}
    file = {} if content is None else {"file": sent(content)}
    return Page.of(client.post(reverse("media_image_new"), {**fields, **file}, follow=True))


def test_a_picture_is_uploaded_with_its_words_and_rights(
    as_drafter: Client, drafter: Staff
) -> None:
    seen = post_image(
        as_drafter, photo(), rights="provided", rights_note="観光協会が撮影、了解済み"
    )
    item = Image.objects.get()
    assert (item.uploaded_by, item.section) == (drafter, drafter.section)
    for words in (
        item.alt_text,
        "提供を受けた",
        "観光協会が撮影",
        "工藤 美咲",
        "画像を登録しました",
    ):
        assert words in seen.words
    entry = Entry.objects.get(action=Action.MEDIA_UPLOADED)
    assert entry.target == f"media.item:{item.pk}"
    assert entry.detail == {"digest": item.sha256, "rights": "provided", "people_shown": "nobody"}


def test_a_film_is_uploaded_with_its_preview(as_drafter: Client) -> None:
    files = {"file": sent(film(), "a.mp4"), "preview": sent(picture())}
    answer = as_drafter.post(reverse("media_video_new"), {**SAID, **files}, follow=True)
    assert "動画を登録しました" in Page.of(answer).words
    assert Video.objects.get().preview.endswith(".jpg")


@pytest.mark.parametrize("missing", ["alt_text", "rights", "people", "is_cleared", "file"])
def test_nothing_is_taken_without_words_rights_and_file(missing: str, as_drafter: Client) -> None:
    content = None if missing == "file" else photo()
    seen = post_image(as_drafter, content, **({missing: ""} if missing != "file" else {}))
    assert seen.status == 200
    assert seen.errors_at(missing)
    assert not Item.objects.exists()


@pytest.mark.parametrize("rights", ["ordered", "provided", "licensed"])
def test_what_others_made_needs_a_word_about_whose_it_is(rights: str, as_drafter: Client) -> None:
    for note in ("", *UNSEEN):
        seen = post_image(as_drafter, photo(), rights=rights, rights_note=note)
        assert seen.errors_at("rights_note")
    assert not Item.objects.exists()


@pytest.mark.parametrize("words", ["画像", "写真。", "IMG_0001.JPG", "なし", "　\n ", *UNSEEN])
def test_words_that_say_nothing_are_no_alternative_text(words: str, as_drafter: Client) -> None:
    assert post_image(as_drafter, photo(), alt_text=words).errors_at("alt_text")


def test_no_character_that_turns_the_order_is_kept(as_drafter: Client) -> None:
    assert post_image(as_drafter, photo(), alt_text="種差海岸の\u202e海").errors_at("alt_text")
    assert not Item.objects.exists()


def test_what_was_typed_stays_when_the_file_is_refused(as_drafter: Client) -> None:
    answer = as_drafter.post(reverse("media_image_new"), {**SAID, "file": sent(b"<svg/>", "a.png")})
    text = answer.content.decode()
    assert "この形式は使えません" in text
    assert "種差海岸の芝生と海。</textarea>" in text
    assert re.search(r'name="rights" value="staff"[^>]* checked', text)
    assert "もう一度選んでください" in text


def test_nothing_of_the_statement_is_chosen_beforehand(as_drafter: Client) -> None:
    for address in ("media_image_new", "media_video_new"):
        assert " checked" not in as_drafter.get(reverse(address)).content.decode()


def test_faces_and_plates_are_a_reminder(as_drafter: Client) -> None:
    words = Page.of(as_drafter.get(reverse("media_image_new"))).words
    assert "人の顔" in words
    assert "車のナンバー" in words
    assert "システムが見つけることはありません" in words


def test_only_drafters_upload(as_auditor: Client) -> None:
    answer = as_auditor.post(reverse("media_image_new"), {**SAID, "file": sent(photo())})
    assert answer.status_code == 403
    assert not Item.objects.exists()


def test_more_than_a_film_s_weight_is_not_read_at_all(as_drafter: Client) -> None:
    answer = as_drafter.generic(
        "POST",
        reverse("media_video_new"),
        b"--x\r\n",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="300000000",
    )
    assert answer.status_code == 413


def test_the_library_is_narrowed_by_words_section_and_kind(
    drafter: Staff, outsider: Staff, as_auditor: Client
) -> None:
    beach = upload(drafter, alt_text="種差海岸の芝生と海。")
    forest = upload(outsider, alt_text="是川の森。")
    moving = upload_film(drafter)

    def found(query: str) -> set[int]:
        page = as_auditor.get(f"{reverse('media_list')}?{query}").content.decode()
        return {int(pk) for pk in re.findall(r'href="/library/(\d+)/"', page)}

    assert found("") == {beach.pk, forest.pk, moving.pk}
    assert found("q=海岸") == {beach.pk, moving.pk}
    assert found("q=海岸 芝生") == {beach.pk}
    assert found("q=工藤") == {beach.pk, moving.pk}
    assert found(f"section={outsider.section_id}") == {forest.pk}
    assert found("kind=video") == {moving.pk}
    assert found("kind=../&section=x&standing=9&page=z") == {beach.pk, forest.pk, moving.pk}


def test_the_library_has_pages(drafter: Staff, as_drafter: Client) -> None:
    first = upload(drafter)
    same = {"sha256": first.sha256, "file": first.file}
    said = {"rights": "staff", "people": "nobody", "is_cleared": True, "uploaded_by": drafter}
    for number in range(PER_PAGE):
        Image.objects.create(
            **same,
            **said,
            preview=f"{number}.jpg",
            size=1,
            width=1,
            height=1,
            alt_text=f"{number}",
            section=drafter.section,
        )
    page = Page.of(as_drafter.get(f"{reverse('media_list')}?page=2&kind=image"))
    assert "2／2ページ" in page.words


def test_an_empty_library_says_so(as_drafter: Client) -> None:
    assert "まだ登録されていません" in Page.of(as_drafter.get(reverse("media_list"))).words


def test_nobody_without_an_appointment_sees_it(drafter: Staff) -> None:
    item = upload(drafter)
    out_of_office(drafter)
    client = Client()
    sign_in(client, drafter)
    assert client.get(item.get_absolute_url()).status_code == 404


def test_where_it_is_used_is_told_by_those_who_use_it(
    drafter: Staff, as_drafter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uses, "_FINDERS", [])
    item = upload(drafter)
    at = datetime(2027, 4, 29, tzinfo=UTC)
    uses.register(lambda asked, staff: [Use("朝市のお知らせ", "/posts/1/", "配信済み", at)])
    assert [use.title for use in uses_of(item, staff=drafter)] == ["朝市のお知らせ"]
    seen = Page.of(as_drafter.get(item.get_absolute_url()))
    assert "朝市のお知らせ" in seen.words
    assert "配信済み" in seen.words
