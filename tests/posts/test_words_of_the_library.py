"""A description that comes from the library is screened like one that was written for the post."""

from pathlib import Path
from typing import Any, Final

import pytest
from pytest_django import Settings

from accounts.models import Staff
from media.models import Image
from posts.content import read
from posts.declaration import EVERYTHING
from posts.models import Post
from posts.submission import NotReady, submit
from tests.media.files import upload, upload_film
from tests.office import bubble, write
from tests.posts.answering import answer_all, findings_of

pytestmark = pytest.mark.django_db
WRONG: Final = "2027年4月29日（金）の朝市の写真"
LINK: Final = {"url": "https://www.city.hachinohe.aomori.jp/", "label": "詳しく見る"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def with_picture(drafter: Staff, kind: str, **more: Any) -> Post:
    picture = {"id": "0000000b", "kind": kind, **more}
    return write(drafter, bubbles=[bubble("【お知らせ】朝市の様子です。"), picture])


@pytest.mark.parametrize(("kind", "more"), [("image", {}), ("image_link", LINK)])
def test_what_the_library_says_is_screened(kind: str, more: dict[str, str], drafter: Staff) -> None:
    item = upload(drafter, alt_text=WRONG)
    post = with_picture(drafter, kind, image=item.pk, alt="", **more)
    (found,) = (one for one in findings_of(post) if one.rule == "weekday")
    assert found.place == "bubble:0000000b"
    with pytest.raises(NotReady) as refused:
        submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert list(refused.value.problems) == ["0000000b-alt"]


def test_words_of_its_own_take_the_place_of_the_librarys(drafter: Staff) -> None:
    item = upload(drafter, alt_text=WRONG)
    post = with_picture(drafter, "image", image=item.pk, alt="朝市の写真")
    assert not [one for one in findings_of(post) if one.rule == "weekday"]


def test_what_the_library_says_is_part_of_the_texts_that_are_frozen(drafter: Staff) -> None:
    item = upload_film(drafter)
    post = with_picture(drafter, "video", video=item.pk, alt="")
    answer_all(post, drafter)
    revision = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    texts = {one["place"]: one["text"] for one in read(revision.canonical).texts}
    assert texts["bubble:0000000b"] == item.alt_text


def test_a_bubble_without_its_picture_has_no_words(drafter: Staff) -> None:
    post = with_picture(drafter, "image", image=None, alt="")
    assert not Image.objects.exists()
    assert not [one for one in findings_of(post) if one.place == "bubble:0000000b"]
