"""How does the number of friends move, at a glance?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from line.models import FriendCount

MOST_DAYS: Final = 31
MOST_WEEKS: Final = 26


def friends_in(since: date, until: date) -> list[FriendCount]:
    """LINE's numbers from the first to the last day, the oldest first, a few of them.

    Every day of a month; of half a year the last day of each week that has numbers; of more the
    last of each month.
    """
    found = list(FriendCount.objects.filter(day__gte=since, day__lte=until).order_by("day"))
    if not found:
        return []
    days = (found[-1].day - found[0].day).days + 1
    if days <= MOST_DAYS:
        return found
    if days <= MOST_WEEKS * 7:
        return _last_of(found, by_week=True)
    return _last_of(found, by_week=False)


def monday_of(day: date) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def last_by_week(since: date) -> dict[date, FriendCount]:
    """The newest numbers of each week since then, by the Monday it begins with."""
    found = FriendCount.objects.filter(day__gte=since).order_by("day")
    return {monday_of(count.day): count for count in found}


def _last_of(found: Iterable[FriendCount], *, by_week: bool) -> list[FriendCount]:
    last = {monday_of(one.day) if by_week else one.day.replace(day=1): one for one in found}
    return list(last.values())
