"""The number of friends, day by day: missed days are filled in, and the newest one counts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from broadcasts import tasks
from line import friends
from line.models import FriendCount
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> Iterator[None]:
    cache.delete("friends-asked")
    yield
    cache.delete("friends-asked")


def count() -> None:
    """The job as the worker does it, when its pause has passed."""
    cache.delete("friends-asked")
    tasks.count_friends.apply().get()


def test_after_an_outage_every_day_is_read_in_turn(line_platform: StandIn) -> None:
    for _ in range(friends.DAYS_FILLED_IN + 3):
        count()
    today = timezone.localdate()
    days = {today - timedelta(days=back) for back in range(1, friends.DAYS_FILLED_IN + 1)}
    assert set(FriendCount.objects.values_list("day", flat=True)) == days
    assert len(line_platform.requests()) == len(days)


def test_one_job_asks_once_and_the_next_waits(line_platform: StandIn) -> None:
    tasks.count_friends.apply().get()
    tasks.count_friends.apply().get()
    assert len(line_platform.requests()) == 1


def test_refusals_leave_what_is_known(line_platform: StandIn) -> None:
    count()
    line_platform.arm("rate_limited", endpoint="insight/followers")
    count()
    assert FriendCount.objects.count() == 1
