"""Does a second press, or the same file once more, lead to the picture that is there already?"""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from media import keeping, shelves
from media.models import FIXED, Image, Item
from tests.media.files import photo, picture, sent, upload, upload_film
from tests.media.test_library import SAID
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def test_a_second_press_leads_to_the_first_picture_and_says_so(as_drafter: Client) -> None:
    pages = [
        as_drafter.post(reverse("media_image_new"), {**SAID, "file": sent(photo())}, follow=True)
        for _ in range(2)
    ]
    assert Item.objects.count() == 1
    assert Entry.objects.filter(action=Action.MEDIA_UPLOADED).count() == 1
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert "すでに登録しています" not in Page.of(pages[0]).words
    assert "同じ画像を、すでに登録しています" in Page.of(pages[1]).words


def test_a_film_twice_is_one_film(drafter: Staff) -> None:
    assert upload_film(drafter) == upload_film(drafter)


def test_other_bytes_another_person_and_another_section_make_a_picture_of_their_own(
    drafter: Staff, colleague: Staff, outsider: Staff
) -> None:
    found = [
        upload(drafter),
        upload(colleague),
        upload(outsider),
        upload(drafter, picture((300, 300))),
    ]
    assert len({item.pk for item in found}) == 4


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one(drafter: Staff) -> None:
    start = threading.Barrier(2, timeout=20)
    found: list[int] = []

    def press() -> None:
        try:
            start.wait()
            found.append(upload(drafter).pk)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(timeout=30)
    assert len(found) == 2
    assert len(set(found)) == 1


def test_what_is_not_used_any_more_can_be_brought_anew_with_another_statement(
    drafter: Staff,
) -> None:
    old = upload(drafter)
    keeping.retire(old, actor=drafter)
    new = upload(drafter, alt_text="種差海岸の案内板。")
    assert (new.pk != old.pk, new.alt_text) == (True, "種差海岸の案内板。")
    with pytest.raises(PermissionDenied, match="登録し直されている"):
        keeping.offer(old, actor=drafter)
    keeping.retire(new, actor=drafter)
    keeping.offer(old, actor=drafter)
    assert list(Item.objects.offered()) == [Item.objects.get(pk=old.pk)]


def test_the_database_takes_no_second_one(drafter: Staff) -> None:
    item = upload(drafter)
    row = {name: getattr(item, name) for name in {*FIXED, "alt_text"}}
    with pytest.raises(IntegrityError, match="item_once_per_person"), transaction.atomic():
        Image.objects.create(**row)


def test_bringing_it_once_more_mends_what_was_damaged_on_the_disk(drafter: Staff) -> None:
    item = upload(drafter)
    with default_storage.open(item.file, "r+b") as file:
        file.seek(50)
        file.write(b"damaged")
    assert not shelves.is_whole(item)
    assert upload(drafter) == item
    assert shelves.is_whole(item)
