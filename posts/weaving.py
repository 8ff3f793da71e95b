"""Two people added, removed and moved bubbles: which ones are left, and in which order?"""

from collections.abc import Sequence
from dataclasses import dataclass

from posts.bases import Parts


@dataclass(frozen=True)
class Woven:
    """The ids top to bottom, and those that one changed and the other removed."""

    order: tuple[str, ...]
    contested: frozenset[str]


def woven(mine: Parts, theirs: Parts, base: Parts | None) -> Woven:
    """What both make together; what is contested is left as it is in `mine`.

    Without a base every bubble that only one of them has is contested.
    """
    contested = _contested(mine, theirs, base)
    kept = {*mine.order} - {
        one for one in mine.order if _is_gone(one, theirs, base) and one not in contested
    }
    added = {one for one in theirs.order if one not in mine.order and one not in contested}
    if base is not None:
        added -= {*base.order}
    first, second = _by_order(mine, theirs, base)
    order = [one for one in first if one in kept | added]
    for place, one in enumerate(second):
        if one in kept | added and one not in order:
            order.insert(_after(second[:place], order), one)
    return Woven(tuple(order), contested)


def _contested(mine: Parts, theirs: Parts, base: Parts | None) -> frozenset[str]:
    alone = {*mine.order} ^ {*theirs.order}
    if base is None:
        return frozenset(alone)
    return frozenset(
        one
        for one in alone & {*base.order}
        for side in (mine if one in mine.order else theirs,)
        if side.of_bubble(one) != base.of_bubble(one)
    )


def _is_gone(one: str, theirs: Parts, base: Parts | None) -> bool:
    return base is not None and one in base.order and one not in theirs.order


def _by_order(
    mine: Parts, theirs: Parts, base: Parts | None
) -> tuple[Sequence[str], Sequence[str]]:
    """Whose order counts first: mine, unless only the others moved something."""
    common = {*mine.order} & {*theirs.order}
    if base is not None and _only(mine.order, common) == _only(base.order, common):
        return theirs.order, mine.order
    return mine.order, theirs.order


def _only(order: Sequence[str], among: set[str]) -> list[str]:
    return [one for one in order if one in among]


def _after(before: Sequence[str], order: Sequence[str]) -> int:
    """Behind the nearest one that stood before it."""
    return max((order.index(one) + 1 for one in before if one in order), default=0)
