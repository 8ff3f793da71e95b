"""Which tables does the page of 統計 show, and what stands in their cells?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from broadcasts.statistics.budget import Budget
from broadcasts.statistics.sums import Row, Sums, Total
from line.models import FriendCount

UNKNOWN: Final = "－"
COUNTED: Final = (
    *("配信した件数", "届いた人数（のべ）", "開いた人数（のべ）"),
    *("リンクを開いた人数（のべ）", "開いた割合"),
)


@dataclass(frozen=True)
class Share:
    """A share in tenths of a percent, or None when it is not known."""

    of_1000: int | None


Value = str | int | Total | Share | None


@dataclass(frozen=True)
class Cell:
    """What a cell says, under which heading, and what it leaves out."""

    heading: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A heading for each column and the values of the rows; the first is the row's own name."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    # Is the last row the sum of the others?
    has_sum: bool = False
    # Is it so long that the chart above it comes first, and the table when it is asked for?
    is_folded: bool = False

    @property
    def lines(self) -> list[tuple[str, list[Cell]]]:
        """For the page: the name of each row, and its other cells."""
        return [
            (
                str(row[0]),
                [_cell(name, one) for name, one in zip(self.head[1:], row[1:], strict=True)],
            )
            for row in self.rows
        ]


def by_heading(sums: Sums) -> list[Table]:
    """By month, section and category, each with the sum of all."""
    parts = (
        ("months", "月ごと", "月", sums.months),
        ("sections", "課ごと", "課", sums.sections),
        ("categories", "分類ごと", "分類", sums.categories),
    )
    return [
        Table(key, title, (name, *COUNTED), tuple(map(_counted, [*rows, sums.whole])), True)
        for key, title, name, rows in parts
    ]


def of_friends(counts: Iterable[FriendCount]) -> Table:
    """The account's friends, day by day or the last day of each week or month."""
    return Table(
        "friends",
        "友だちの数",
        (
            "日付",
            "友だち追加の累計",
            "配信が届く人数",
            "属性で選べる人数",
            "ブロック",
            "ブロックの割合",
        ),
        tuple(
            (
                f"{one.day.year}年{one.day.month}月{one.day.day}日",
                one.followers,
                one.reachable,
                one.targeted_reaches,
                one.blocks,
                Share(round(one.blocks * 1000 / one.followers) if one.followers else None),
            )
            for one in counts
        ),
        is_folded=True,
    )


def of_weeks(budget: Budget) -> Table:
    """This week and those before it, the newest first."""
    return Table(
        "weeks",
        "週ごとの配信とブロック",
        ("週", "配信した件数", "ブロック", "前の週との差"),
        tuple(
            (
                f"{week.monday.month}月{week.monday.day}日から{week.sunday.month}月{week.sunday.day}日",
                week.posts,
                week.blocks,
                week.more_blocks,
            )
            for week in reversed(budget.weeks)
        ),
        is_folded=True,
    )


def written(value: Value) -> str:
    """How a value is written for people."""
    if isinstance(value, Total):
        return written(value.number)
    if isinstance(value, Share):
        return UNKNOWN if value.of_1000 is None else f"{value.of_1000 / 10:.1f}％"
    if isinstance(value, int):
        return f"{value:,}"
    return UNKNOWN if value is None else value


def _cell(heading: str, value: Value) -> Cell:
    left_out = value.left_out if isinstance(value, Total) else 0
    return Cell(heading, written(value), f"{left_out:,}件を含まない" if left_out else "")


def _counted(row: Row) -> tuple[Value, ...]:
    return (row.name, row.posts, row.delivered, row.opened, row.clicked, Share(row.opened_of_1000))
