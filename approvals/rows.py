"""What does the list of 承認 say of each post that waits, to the person who looks?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Staff
from approvals.models import Hold
from approvals.way import in_place_of
from posts.moments import time_left, when
from posts.routing.queues import Turn, turns_of

PRESSING: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Row:
    """One post that waits: when it goes out, what it waits for, and what speaks against acting."""

    turn: Turn
    when: str
    way: tuple[tuple[str, str], ...]
    in_place: str
    hold: Hold | None

    @property
    def is_own(self) -> bool:
        """Is it up to the person who looks, and can something be done about it in time?"""
        return self.turn.is_own and not self.is_late and self.hold is None

    @property
    def is_late(self) -> bool:
        """Has its time passed?"""
        return self.turn.post.is_overdue

    @property
    def is_urgent(self) -> bool:
        """Is it of a kind of which every minute counts?"""
        return self.turn.post.is_urgent and not self.is_late

    @property
    def is_pressing(self) -> bool:
        """Can it not wait: for its kind, to go out at once, or with an hour or less left?"""
        revision = self.turn.revision
        is_near = revision.decide_by <= timezone.now() + PRESSING
        return self.is_urgent or ((revision.at_once or is_near) and not self.is_late)

    @property
    def left(self) -> str:
        """承認の期限まであと40分; empty while that is more than a day."""
        return time_left(self.turn.revision)


def rows_for(staff: Staff) -> list[Row]:
    """Everything in 承認待ち that the person may read."""
    found_turns = turns_of(staff)
    found = Hold.objects.filter(
        revision__in=[one.revision.pk for one in found_turns], ended_at=None
    )
    holds = {one.revision_id: one for one in found.select_related("held_by__section")}
    return [
        Row(
            turn=turn,
            when=when(turn.revision),
            way=tuple(_way(turn)),
            in_place=_in_place(turn),
            hold=holds.get(turn.revision.pk),
        )
        for turn in found_turns
    ]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Emergencies and the like, then what else cannot wait, then the others; as they came."""
    return sorted(rows, key=lambda row: (not row.is_urgent, not row.is_pressing))


def _way(turn: Turn) -> Iterable[tuple[str, str]]:
    """Each stage with what there is to say of it: 済み, 待ち or nothing yet."""
    # What nobody can decide on any more waits for nothing.
    waits = "" if turn.post.is_overdue else "待ち"
    for step in turn.revision.steps.all():
        done = hasattr(step, "endorsement")
        yield str(step), "済み" if done else waits if step == turn.step else ""
    yield "承認", "" if turn.step else waits


def _in_place(turn: Turn) -> str:
    """Who decides in place of アカウント管理者, when only the last word is missing.

    Whoever looks reads of themselves first, as several may decide on an emergency.
    """
    own = turn.authority if in_place_of(turn.authority) else None
    stands_in = own or turn.stands_in
    if turn.step is not None or stands_in is None:
        return ""
    return f"{in_place_of(stands_in)}：{stands_in.staff.with_section}"
