"""How an item is kept right: its words, its use, and what nobody can change any more."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit.actions import Action
from audit.models import Entry
from media import keeping
from media.models import FIXED, Image, Item, Wording
from tests.media.files import upload
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

NEW: str = "種差海岸の芝生と、その向こうの海。"


@pytest.fixture
def item(drafter: Staff) -> Image:
    return upload(drafter)


def reword(client: Client, item: Item, seen: str, alt_text: str = NEW) -> Page:
    address = reverse("media_wording", args=[item.pk])
    answer = client.post(address, {"seen": seen, "alt_text": alt_text}, follow=True)
    return Page.of(answer)


def test_words_are_corrected_and_the_old_ones_kept(
    item: Image, as_drafter: Client, drafter: Staff
) -> None:
    old = item.alt_text
    seen = reword(as_drafter, item, old)
    item.refresh_from_db()
    assert item.alt_text == NEW
    assert [wording.alt_text for wording in item.wordings.all()] == [NEW, old]
    assert old in seen.words
    assert Entry.objects.filter(action=Action.MEDIA_DESCRIBED, target=item.as_target).count() == 1


def test_two_who_correct_at_once_see_each_other_s_words(
    item: Image, as_drafter: Client, colleague: Staff
) -> None:
    old, theirs = item.alt_text, "海と芝生。奥に灯台。"
    keeping.describe(item, actor=colleague, seen=old, alt_text=theirs)
    seen = reword(as_drafter, item, old)
    assert theirs in seen.errors_at("alt_text")
    assert NEW in seen.words
    item.refresh_from_db()
    assert item.alt_text == theirs
    reword(as_drafter, item, theirs)
    item.refresh_from_db()
    assert item.alt_text == NEW


def test_the_same_words_are_no_correction(item: Image, drafter: Staff) -> None:
    keeping.describe(item, actor=drafter, seen=item.alt_text, alt_text=item.alt_text)
    assert Wording.objects.count() == 1


def test_only_drafters_of_the_section_look_after_it(item: Image, outsider: Staff) -> None:
    with pytest.raises(PermissionDenied):
        keeping.describe(item, actor=outsider, seen=item.alt_text, alt_text=NEW)
    with pytest.raises(PermissionDenied):
        keeping.retire(item, actor=outsider)
    with pytest.raises(PermissionDenied):
        keeping.offer(item, actor=outsider)


def test_what_is_retired_is_offered_no_more_and_goes_on_being_served(
    item: Image, as_drafter: Client
) -> None:
    as_drafter.post(reverse("media_retirement", args=[item.pk]))
    assert item not in Item.objects.offered()
    library = as_drafter.get(reverse("media_list")).content.decode()
    assert item.get_absolute_url() not in library
    retired = as_drafter.get(f"{reverse('media_list')}?standing=retired").content.decode()
    assert item.get_absolute_url() in retired
    assert Client().get(f"/media/{item.file}").status_code == 200
    as_drafter.post(reverse("media_offering", args=[item.pk]))
    assert Item.objects.offered().filter(pk=item.pk).exists()
    kinds = Entry.objects.filter(target=item.as_target).values_list("action", flat=True)
    assert list(kinds) == [Action.MEDIA_UPLOADED, Action.MEDIA_RETIRED, Action.MEDIA_OFFERED]


def test_pressing_twice_retires_once(item: Image, drafter: Staff) -> None:
    keeping.retire(item, actor=drafter)
    keeping.retire(item, actor=drafter)
    assert Entry.objects.filter(action=Action.MEDIA_RETIRED).count() == 1


@pytest.mark.parametrize("field", FIXED)
def test_no_other_value_is_changed_by_anybody(field: str, item: Image, outsider: Staff) -> None:
    other = {
        "section": outsider.section,
        "uploaded_by": outsider,
        "is_cleared": False,
        "rights": "ordered",
        "people": "agreed",
        "rights_note": "x",
        "uploaded_at": None,
        "sha256": "0" * 64,
        "file": "0" * 64,
        "preview": "x",
        "size": 5,
        "width": 5,
        "height": 5,
    }
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**{field: other[field]})


def test_nothing_is_deleted(item: Image) -> None:
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        Item.objects.filter(pk=item.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM media_image")


@pytest.mark.parametrize(
    "change",
    [
        {"is_cleared": False},
        {"rights": "unknown"},
        {"people": ""},
        {"rights": "licensed", "rights_note": "  "},
        {"alt_text": "　"},
        {"sha256": "../../etc/passwd"},
        {"file": "anything.html"},
        {"retired_by": None, "retired_at": "2027-04-01T00:00Z"},
    ],
)
def test_the_database_takes_no_row_without_its_statement(
    change: dict[str, object], item: Image, drafter: Staff
) -> None:
    names = {*FIXED, "alt_text"}
    row = {name: getattr(item, name) for name in names} | change
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.create(**row)
