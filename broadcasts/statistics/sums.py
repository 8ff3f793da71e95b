"""How many posts were sent, whom they reached, and how many of them are not counted in?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from broadcasts.models import Broadcast
from posts.choices import Category

IS_RATED: Final = Q(insight__opened__isnull=False, insight__delivered__isnull=False)
NUMBERS: Final = {
    "posts": Count("pk"),
    "delivered": Sum("insight__delivered"),
    "delivered_by": Count("insight__delivered"),
    "opened": Sum("insight__opened"),
    "opened_by": Count("insight__opened"),
    "clicked": Sum("insight__clicked"),
    "clicked_by": Count("insight__clicked"),
    "rated_delivered": Sum("insight__delivered", filter=IS_RATED),
    "rated_opened": Sum("insight__opened", filter=IS_RATED),
}
NO_CATEGORY: Final = "未選択"


@dataclass(frozen=True)
class Total:
    """A sum over the posts of which the number is known, and of how many it is not."""

    known: int
    counted: int
    left_out: int

    @property
    def number(self) -> int | None:
        """None when not one of the posts has told its number: that is not nought."""
        return self.known if self.counted or not self.left_out else None


@dataclass(frozen=True)
class Row:
    """What was sent under one heading: a month, a section or a category."""

    name: str
    posts: int
    delivered: Total
    opened: Total
    clicked: Total
    # In tenths of a percent, of the posts of which both numbers are known; None without any.
    opened_of_1000: int | None


@dataclass(frozen=True)
class Sums:
    """One row for each heading that has posts, and one for all together."""

    months: list[Row]
    sections: list[Row]
    categories: list[Row]
    whole: Row


def sums_of(found: QuerySet[Broadcast]) -> Sums:
    """Everything that was sent, by month, section and category: one query, whatever there is."""
    parts: list[dict[str, Any]] = [
        dict(part)
        for part in found.order_by()
        .annotate(month=TruncMonth("finished_at"), section=F("revision__post__section__name"))
        .annotate(category=F("revision__post__category"))
        .values("month", "section", "category")
        .annotate(**NUMBERS)
    ]
    sections = _rows(parts, lambda part: str(part["section"]))
    return Sums(
        months=_months(parts),
        sections=sorted(sections, key=lambda row: (-row.posts, row.name)),
        categories=_categories(parts),
        whole=_row("合計", parts),
    )


def _months(parts: list[dict[str, Any]]) -> list[Row]:
    """Those without a post in between are there too, as a gap would be overlooked."""
    if not parts:
        return []
    by_month: dict[date, list[dict[str, Any]]] = {}
    for part in parts:
        by_month.setdefault(timezone.localdate(part["month"]), []).append(part)
    month, last, rows = min(by_month), max(by_month), []
    while month <= last:
        rows.append(_row(f"{month.year}年{month.month}月", by_month.get(month, [])))
        month = (
            month.replace(month=month.month + 1)
            if month.month < 12
            else month.replace(year=month.year + 1, month=1)
        )
    return rows


def _categories(parts: list[dict[str, Any]]) -> list[Row]:
    labels = dict(Category.choices)
    ordered = sorted(parts, key=lambda part: str(part["category"]))
    return _rows(ordered, lambda part: str(labels.get(part["category"], NO_CATEGORY)))


def _rows(parts: list[dict[str, Any]], name_of: Callable[[dict[str, Any]], str]) -> list[Row]:
    by_name: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        by_name.setdefault(name_of(part), []).append(part)
    return [_row(name, some) for name, some in by_name.items()]


def _row(name: str, parts: list[dict[str, Any]]) -> Row:
    added = {key: sum(part[key] or 0 for part in parts) for key in NUMBERS} if parts else {}
    posts = added.get("posts", 0)

    def total(key: str) -> Total:
        counted = added.get(f"{key}_by", 0)
        return Total(added.get(key, 0), counted, posts - counted)

    rated = added.get("rated_delivered", 0)
    return Row(
        name=name,
        posts=posts,
        delivered=total("delivered"),
        opened=total("opened"),
        clicked=total("clicked"),
        opened_of_1000=round(added["rated_opened"] * 1000 / rated) if rated else None,
    )
