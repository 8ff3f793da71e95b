"""予定表の購読: a press makes an address, tells its owner, and leaves a trace; another ends it."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts import calendar_keys
from accounts.models import CalendarKey, Notice, Staff
from audit.actions import Action
from audit.models import Entry
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/account/calendar/"


def test_a_look_makes_nothing(as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(ADDRESS))
    assert "いま使えるアドレスはありません。" in page.words
    assert "使えないようにする" not in page.buttons
    assert not CalendarKey.objects.exists()


def test_a_press_makes_an_address_tells_the_owner_and_is_written_down(
    as_drafter: Client, drafter: Staff
) -> None:
    answer = as_drafter.post(ADDRESS)
    assert "この画面を閉じると、もう表示できません。" in Page.of(answer).words
    assert "no-store" in answer["Cache-Control"]
    assert CalendarKey.objects.get(ended_at=None).staff == drafter
    notice = Notice.objects.get()
    assert (notice.recipient, ".ics" in notice.body) == (drafter, False)
    entry = Entry.objects.get(action=Action.CALENDAR_KEY_MADE)
    assert (entry.actor_id, entry.detail) == (drafter.as_actor().id, {})


def test_it_is_ended_by_its_owner(as_drafter: Client, drafter: Staff) -> None:
    as_drafter.post(ADDRESS)
    page = Page.of(as_drafter.post(f"{ADDRESS}ending/", follow=True))
    assert "購読用アドレスを使えないようにしました。" in page.words
    assert calendar_keys.current_of(drafter) is None
    assert Entry.objects.filter(action=Action.CALENDAR_KEY_ENDED).count() == 1
    again = Page.of(as_drafter.post(f"{ADDRESS}ending/", follow=True))
    assert "使えるアドレスはありません。" in again.words
    assert Entry.objects.filter(action=Action.CALENDAR_KEY_ENDED).count() == 1


@pytest.mark.parametrize(
    "change", [{"digest": "0" * 64}, {"staff": None}, {"made_at": None}, {"ended_at": None}]
)
def test_an_ended_key_stays_as_it_is(change: dict[str, object], drafter: Staff) -> None:
    calendar_keys.make(drafter)
    calendar_keys.end(drafter, actor=drafter)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarKey.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarKey.objects.all().delete()


def test_nobody_has_two(drafter: Staff) -> None:
    calendar_keys.make(drafter)
    with pytest.raises(DatabaseError), transaction.atomic():
        CalendarKey.objects.create(staff=drafter, digest="0" * 64)
