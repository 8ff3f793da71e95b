"""Is this a week of many posts, and do people block the account? What to send is weighed by it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count
from django.db.models.functions import Coalesce, TruncDate

from broadcasts.statistics.friends import last_by_week, monday_of
from broadcasts.statistics.period import sent_of, start_of
from broadcasts.waiting import DUE
from posts.choices import Status
from posts.models import PostQuerySet

WEEKS: Final = 8
# Half as many again as usual is said to be many.
MANY_PERCENT: Final = 150
UNKNOWN_TREND: Final = (
    "ブロックした人数の動きは、まだ分かりません。LINEの集計が2週分たまると表示します。"
)


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday: posts sent, blocks at the end, and how many more than before."""

    monday: date
    posts: int
    blocks: int | None
    more_blocks: int | None

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


@dataclass(frozen=True)
class Budget:
    """The weeks, this one last; `planned` are still to be sent in it."""

    weeks: list[Week]
    planned: int
    # Posts a week in the weeks before, in tenths; None when there was none before.
    usual_tenths: int | None

    @property
    def this(self) -> Week:
        """The week that goes on."""
        return self.weeks[-1]

    @property
    def is_many(self) -> bool:
        """Is it clearly more than in the weeks before?"""
        coming = (self.this.posts + self.planned) * 1000
        return self.usual_tenths is not None and coming >= self.usual_tenths * MANY_PERCENT

    @property
    def usual_words(self) -> str:
        """Posts a week as people write it; empty when there is nothing to compare with."""
        return "" if self.usual_tenths is None else f"{self.usual_tenths / 10:.1f}"

    @property
    def blocks_words(self) -> str:
        """How the number of blocks has moved since the first of the weeks, in a sentence."""
        known = [(week.monday, week.blocks) for week in self.weeks if week.blocks is not None]
        if len(known) < 2:
            return UNKNOWN_TREND
        (monday, first), (_, last) = known[0], known[-1]
        since = f"ブロックした人数は、{monday.month}月{monday.day}日からの週に比べて"
        if first == last:
            return f"{since}変わっていません。"
        return f"{since}{abs(last - first):,}人{'増えました' if last > first else '減りました'}。"


def budget_of(readable: PostQuerySet, today: date) -> Budget:
    """This week and those before, whatever period is looked at, of the posts that may be read."""
    mondays = [monday_of(today) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    sent = _sent_by_week(readable, mondays[0])
    counts = last_by_week(mondays[0] - timedelta(weeks=1))
    weeks = []
    for monday in mondays:
        count, before = counts.get(monday), counts.get(monday - timedelta(weeks=1))
        more = count.blocks - before.blocks if count and before else None
        weeks.append(Week(monday, sent.get(monday, 0), count.blocks if count else None, more))
    return Budget(weeks, _planned(readable, mondays[-1]), _usual(weeks[:-1]))


def _sent_by_week(readable: PostQuerySet, since: date) -> dict[date, int]:
    days = (
        sent_of(readable)
        .filter(finished_at__gte=start_of(since))
        .order_by()
        .annotate(day=TruncDate("finished_at"))
        .values("day")
        .annotate(posts=Count("pk"))
    )
    found: dict[date, int] = {}
    for one in days:
        monday = monday_of(one["day"])
        found[monday] = found.get(monday, 0) + one["posts"]
    return found


def _planned(readable: PostQuerySet, monday: date) -> int:
    approved = readable.filter(status=Status.APPROVED)
    end = start_of(monday + timedelta(weeks=1))
    return approved.alias(due=Coalesce(*DUE)).filter(due__lt=end).count()


def _usual(before: list[Week]) -> int | None:
    """Since the first of them with a post: nobody sent anything before the system was there."""
    posts = [week.posts for week in before]
    while posts and not posts[0]:
        posts.pop(0)
    return round(sum(posts) * 10 / len(posts)) if posts else None
