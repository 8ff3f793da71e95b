"""What does 予定表 show of each day: the posts, what is a holiday, and what comes too close?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from accounts.models import Staff
from posts.calendar.asked import Asked
from posts.calendar.collisions import collisions, crowds
from posts.calendar.hands import Hands
from posts.calendar.placing import Placed, placed_between, undated
from posts.models import Post
from posts.office_days import SATURDAY, holiday_name, is_at_the_turn_of_the_year

SUNDAY: Final = 6
# Of those without a time; the rest is found in the list of posts.
MOST_UNDATED: Final = 20
OPEN: Final = 5


@dataclass(frozen=True)
class Item:
    """A post as 予定表 shows it; `near` says what it collides with."""

    post: Post
    placed: Placed | None
    near: str
    may_move: bool
    may_ask: bool


@dataclass(frozen=True)
class Day:
    """One box of the month; `rest` is 昭和の日 or 年末年始, and empty on any other day."""

    day: date
    rest: str
    is_in_month: bool
    is_today: bool
    items: tuple[Item, ...]
    crowd: str

    @property
    def first_items(self) -> tuple[Item, ...]:
        """Those that the box of the table shows at once."""
        return self.items[:OPEN]

    @property
    def further_items(self) -> tuple[Item, ...]:
        """Those that it folds away, or one full day would push the month out of sight."""
        return self.items[OPEN:]

    @property
    def colour(self) -> str:
        """Which of the three kinds of days it is; never said by the colour alone."""
        if self.rest or self.day.weekday() == SUNDAY:
            return "rest"
        return "saturday" if self.day.weekday() == SATURDAY else ""


@dataclass(frozen=True)
class Sheet:
    """All of one month: its weeks, what has no time, and how many posts are in which state."""

    weeks: list[list[Day]]
    undated: list[Item]
    has_more_undated: bool
    counts: Mapping[str, int]

    @property
    def days(self) -> Iterator[Day]:
        """The days of the month itself on which there is something, and today."""
        for week in self.weeks:
            yield from (day for day in week if day.is_in_month and (day.items or day.is_today))

    @property
    def is_empty(self) -> bool:
        """Is there nothing in this month?"""
        return not any(day.items for day in self.days)


def sheet(asked: Asked, *, staff: Staff) -> Sheet:
    """The month that was asked for, as this person may see it.

    Collisions are those with every post that the person may read, shown or not.
    """
    hands, visible = Hands.of(staff), Post.objects.visible_to(staff)
    everything = placed_between(*asked.month.reach(), visible=visible)
    without = list(asked.narrow(undated(visible))[: MOST_UNDATED + 1])
    in_month = [one for one in everything if asked.month.has(one.day)]
    of_section = Asked(asked.month, section=asked.section)
    return Sheet(
        weeks=_weeks(asked, everything, hands),
        undated=[_item(hands, post) for post in without[:MOST_UNDATED]],
        has_more_undated=len(without) > MOST_UNDATED,
        counts=Counter(one.post.status for one in in_month if of_section.wants(one.post)),
    )


def _weeks(asked: Asked, everything: Sequence[Placed], hands: Hands) -> list[list[Day]]:
    near, many, today = collisions(everything), crowds(everything), timezone.localdate()
    by_day: dict[date, list[Item]] = {}
    for one in everything:
        if asked.wants(one.post):
            item = _item(hands, one.post, one, near.get(one.post.pk, ""))
            by_day.setdefault(one.day, []).append(item)
    return [
        [
            Day(
                day=day,
                rest=_rest(day),
                is_in_month=asked.month.has(day),
                is_today=day == today,
                items=tuple(by_day.get(day, ())),
                crowd=many.get(day, ""),
            )
            for day in week
        ]
        for week in asked.month.weeks()
    ]


def _item(hands: Hands, post: Post, placed: Placed | None = None, near: str = "") -> Item:
    return Item(post, placed, near, hands.may_move(post), hands.may_ask(post))


def _rest(day: date) -> str:
    return holiday_name(day) or ("年末年始の閉庁日" if is_at_the_turn_of_the_year(day) else "")
