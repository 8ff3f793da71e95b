"""Is the number of friends read from LINE, kept, and asked for no more often than needed?"""

from datetime import date, datetime, timedelta, timezone

import pytest
from pytest_django import Settings

from line import friends
from line.client import LineUnavailable
from line.models import FriendCount
from tests.standin import StandIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connected(standin: StandIn, settings: Settings) -> None:
    settings.LINE_API_BASE_URL = standin.base_url
    settings.LINE_CHANNEL_ACCESS_TOKEN = standin.token


@pytest.fixture
def today() -> date:
    return datetime.now(tz=timezone(timedelta(hours=9))).date()


def test_yesterdays_numbers_are_kept(today: date) -> None:
    row = friends.refresh(today)

    assert row is not None
    assert row == friends.latest() == FriendCount.objects.get()
    assert row.day == today - timedelta(days=1)
    assert (row.followers, row.targeted_reaches, row.blocks, row.reachable) == (126, 108, 6, 120)


def test_a_kept_day_is_not_asked_for_again(standin: StandIn, today: date) -> None:
    assert friends.refresh(today) == friends.refresh(today)
    assert len(standin.requests()) == 1


def test_an_older_day_serves_while_yesterday_is_missing(standin: StandIn, today: date) -> None:
    # Seen from the day after tomorrow, yesterday and the day before are not counted yet.
    row = friends.refresh(today + timedelta(days=2))

    assert row is not None
    assert row.day == today - timedelta(days=1)
    assert len(standin.requests()) == 3


def test_after_three_days_without_numbers_there_are_none(standin: StandIn, today: date) -> None:
    assert friends.refresh(today + timedelta(days=9)) is None
    assert friends.latest() is None
    assert len(standin.requests()) == 3


def test_the_newest_day_is_the_latest(today: date) -> None:
    friends.refresh(today)
    older = today - timedelta(days=30)
    FriendCount.objects.create(day=older, followers=1, targeted_reaches=1, blocks=1)

    newest = friends.latest()
    assert newest is not None
    assert newest.day == today - timedelta(days=1)


def test_trouble_with_line_keeps_what_is_known(standin: StandIn, today: date) -> None:
    known = friends.refresh(today - timedelta(days=1))
    standin.arm("refuse_500", endpoint="insight/followers")

    with pytest.raises(LineUnavailable):
        friends.refresh(today)

    assert friends.latest() == known


def test_a_day_that_was_missed_is_filled_in_the_oldest_first(standin: StandIn, today: date) -> None:
    days = [today - timedelta(days=back) for back in range(1, friends.DAYS_FILLED_IN + 1)]
    for day in days:
        FriendCount.objects.create(day=day, followers=9, targeted_reaches=9, blocks=0)
    FriendCount.objects.filter(day__in=[days[3], days[6]]).delete()

    assert friends.fill_in(today) == FriendCount.objects.get(day=days[6])
    assert friends.fill_in(today) == FriendCount.objects.get(day=days[3])
    assert friends.fill_in(today) is None
    assert len(standin.requests()) == 2
