"""Which charts does the page of 統計 draw, each above the table with the same numbers?"""

from collections.abc import Sequence
from typing import Final

from broadcasts.statistics.budget import Budget
from broadcasts.statistics.charts import Bars, Lines, lying, over_time, standing
from broadcasts.statistics.sums import Row, Sums
from line.models import FriendCount

REACHED: Final = ("届いた人数", "開いた人数", "リンクを開いた人数")


def by_heading(sums: Sums) -> dict[str, list[Bars]]:
    """The charts of each table, by its key; none where nothing was sent."""
    if not sums.months:
        return {}
    months = [_short(row.name) for row in sums.months]
    posts = [row.posts for row in sums.months]
    return {
        "months": [
            standing("months-posts", "配信した件数（月ごと）", months, {"件数": posts}),
            standing("months-people", "人数（のべ、月ごと）", months, _people(sums.months)),
        ],
        "sections": [_posts("sections", "配信した件数（課ごと）", sums.sections)],
        "categories": [_posts("categories", "配信した件数（分類ごと）", sums.categories)],
    }


def of_friends(counts: Sequence[FriendCount]) -> list[Lines]:
    """The friends and, as they are far fewer, on a drawing of their own those who blocked."""
    if len(counts) < 2:
        return []
    days = [f"{one.day.month}月{one.day.day}日" for one in counts]
    people = {
        "友だち追加の累計": [one.followers for one in counts],
        "配信が届く人数": [one.reachable for one in counts],
    }
    blocks = {"ブロック": [one.blocks for one in counts]}
    return [
        over_time("friends-people", "友だちの数", days, people),
        over_time("friends-blocks", "ブロックした人数", days, blocks),
    ]


def of_weeks(budget: Budget) -> list[Bars]:
    """The posts of each week, the oldest first."""
    names = [f"{week.monday.month}/{week.monday.day}" for week in budget.weeks]
    posts = [week.posts for week in budget.weeks]
    return [standing("weeks-posts", "配信した件数（週ごと）", names, {"件数": posts})]


def _people(rows: Sequence[Row]) -> dict[str, Sequence[int | None]]:
    numbers = [[total.number for total in (row.delivered, row.opened, row.clicked)] for row in rows]
    return dict(zip(REACHED, zip(*numbers, strict=True), strict=True))


def _posts(key: str, title: str, rows: Sequence[Row]) -> Bars:
    return lying(f"{key}-posts", title, [row.name for row in rows], [row.posts for row in rows])


def _short(month: str) -> str:
    """Without its year, which stands in the table."""
    return month.partition("年")[2]
