"""How much is sent this week, compared with the weeks before, and whether people block."""

from datetime import date, datetime, timedelta
from typing import Final

import pytest
from django.utils import timezone

from accounts.models import Staff
from broadcasts.models import Broadcast
from broadcasts.statistics.budget import UNKNOWN_TREND, WEEKS, Budget, budget_of
from line.models import FriendCount
from posts.models import Post
from tests.broadcasts.insights import counted_post
from tests.office import schedule

pytestmark = pytest.mark.django_db
THURSDAY: Final = date(2027, 4, 29)
MONDAY: Final = date(2027, 4, 26)


def budget(reader: Staff) -> Budget:
    """As it is on THURSDAY."""
    return budget_of(Post.objects.visible_to(reader), THURSDAY)


def sent_on(drafter: Staff, day: date, number: int = 1) -> None:
    """So many posts of one day."""
    for _ in range(number):
        counted_post(drafter)
        moment = timezone.make_aware(datetime.combine(day, datetime.min.time()))
        newest = Broadcast.objects.latest("pk")
        Broadcast.objects.filter(pk=newest.pk).update(finished_at=moment)


def blocked(day: date, blocks: int) -> None:
    """LINE's number of one day."""
    FriendCount.objects.create(day=day, followers=9_000, targeted_reaches=8_000, blocks=blocks)


def test_a_week_goes_from_monday_to_sunday(drafter: Staff, manager: Staff) -> None:
    sent_on(drafter, MONDAY - timedelta(days=1))
    sent_on(drafter, MONDAY)
    found = budget(manager)
    assert [week.posts for week in found.weeks[-2:]] == [1, 1]
    assert (found.this.monday, found.this.sunday) == (MONDAY, date(2027, 5, 2))
    assert len(found.weeks) == WEEKS


def test_the_usual_number_begins_with_the_first_post(drafter: Staff, manager: Staff) -> None:
    sent_on(drafter, MONDAY - timedelta(weeks=3), 3)
    sent_on(drafter, MONDAY - timedelta(weeks=1), 1)
    assert budget(manager).usual_words == "1.3"  # 3, 0 and 1


def test_without_weeks_before_nothing_is_compared(drafter: Staff, manager: Staff) -> None:
    sent_on(drafter, MONDAY, 2)
    found = budget(manager)
    assert (found.usual_words, found.is_many) == ("", False)


@pytest.mark.parametrize(("this_week", "is_many"), [(2, False), (3, True)])
def test_half_as_many_again_is_many(
    drafter: Staff, manager: Staff, this_week: int, is_many: bool
) -> None:
    sent_on(drafter, MONDAY - timedelta(weeks=1), 2)
    sent_on(drafter, MONDAY, this_week)
    assert budget(manager).is_many is is_many


def test_what_is_still_to_be_sent_this_week_counts(drafter: Staff, manager: Staff) -> None:
    send_at = timezone.now() + timedelta(minutes=30)
    schedule(drafter, manager, send_at=send_at)
    that_week = timezone.localdate(send_at)
    readable = Post.objects.visible_to(manager)
    assert budget_of(readable, that_week).planned == 1
    assert budget_of(readable, that_week).this.posts == 0
    assert budget_of(readable, that_week - timedelta(weeks=1)).planned == 0


def test_the_last_day_with_numbers_stands_for_a_week(manager: Staff) -> None:
    blocked(MONDAY - timedelta(days=1), 610)
    blocked(MONDAY, 612)
    blocked(MONDAY + timedelta(days=2), 615)
    found = budget(manager)
    assert (found.this.blocks, found.this.more_blocks) == (615, 5)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (600, 1_700, "1,100人増えました。"),
        (610, 600, "10人減りました。"),
        (600, 600, "変わっていません。"),
    ],
)
def test_the_trend_of_blocks_is_said(manager: Staff, before: int, after: int, said: str) -> None:
    blocked(MONDAY - timedelta(weeks=3), before)
    blocked(MONDAY, after)
    words = budget(manager).blocks_words
    assert words == f"ブロックした人数は、4月5日からの週に比べて{said}"


def test_one_week_is_no_trend_and_an_unknown_number_no_nought(manager: Staff) -> None:
    assert budget(manager).this.blocks is None
    blocked(MONDAY, 600)
    found = budget(manager)
    assert found.blocks_words == UNKNOWN_TREND
    assert (found.this.blocks, found.this.more_blocks) == (600, None)
