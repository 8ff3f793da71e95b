"""Which posts come too close to each other, and on which days are there too many?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from posts.calendar.placing import Placed
from posts.choices import Status
from posts.kinds.choices import Kind

CLOSE: Final = timedelta(minutes=30)
MOST_A_DAY: Final = 3
# Of those that are close; the others are counted.
NAMED: Final = 2
# Those that do not reach anybody, or not any more.
FALLEN_AWAY: Final = (Status.WITHDRAWN, Status.REJECTED, Status.STOPPED, Status.FAILED)


def reaching(placed: Iterable[Placed]) -> list[Placed]:
    """Those that citizens are to receive or have received; drafts by the time they ask for."""
    return [
        one for one in placed if one.post.status not in FALLEN_AWAY and one.post.kind != Kind.DRILL
    ]


def collisions(placed: Sequence[Placed]) -> dict[int, str]:
    """By the number of a post, which others are within 30 minutes of it. `placed` is by time."""
    near: dict[int, list[Placed]] = {}
    counted = reaching(placed)
    for index, one in enumerate(counted):
        for other in counted[index + 1 :]:
            if other.at - one.at > CLOSE:
                break
            near.setdefault(one.post.pk, []).append(other)
            near.setdefault(other.post.pk, []).append(one)
    return {pk: _too_close(others) for pk, others in near.items()}


def crowds(placed: Iterable[Placed]) -> dict[date, str]:
    """By day, how many there are, where there are more than three."""
    numbers = Counter(one.day for one in reaching(placed))
    return {
        day: f"この日の配信は{number}件です。多いと、通知を切られることがあります。"
        for day, number in numbers.items()
        if number > MOST_A_DAY
    }


def _too_close(others: list[Placed]) -> str:
    names = "、".join(f"{one.clock}の「{one.post.title}」" for one in others[:NAMED])
    more = len(others) - NAMED
    rest = f"、ほか{more}件" if more > 0 else ""
    return f"{names}{rest}と30分以内です。"
