"""Who has the last word on a post at a moment, as what, and in whose place (運用)?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from accounts import absences, appointments, duties
from accounts.models import Absence, Duty, Staff
from posts.kinds.choices import Kind
from posts.models import Post
from posts.routing.choices import Capacity, Ground
from posts.routing.planning import is_weighty

WEIGHTY: Final = "重要・異例の投稿のため、代決できません。アカウント管理者の決裁を待ちます。"


@dataclass(frozen=True)
class Authority:
    """The right of one person to decide on one post now.

    A deputy's `ground` EMERGENCY needs a reason in words besides.
    """

    staff: Staff
    capacity: Capacity
    ground: Ground | None = None
    absence: Absence | None = None
    duty: Duty | None = None

    @property
    def needs_words(self) -> bool:
        """Must this person say why they decide in place of アカウント管理者?"""
        return self.ground is Ground.EMERGENCY


def authorities(post: Post, *, at: datetime | None = None) -> tuple[Authority, ...]:
    """Everyone who may decide on the post, the one to be asked first at the head.

    Nobody who had a hand in it is among them. A deputy is only by rank while アカウント管理者 is
    away or had a hand in the post, or any of them when it is urgent; and never when it is weighty.
    """
    moment = at or timezone.now()
    hands = set(post.contributors().values_list("pk", flat=True))
    found: dict[int, Authority] = {}
    for one in _everyone(post, hands, moment):
        if one.staff.pk not in hands and one.staff.is_active:
            found.setdefault(one.staff.pk, one)
    return tuple(found.values())


def authority_of(staff: Staff, post: Post, *, at: datetime | None = None) -> Authority | None:
    """The right of this person to decide on the post; None when there is none."""
    return next((one for one in authorities(post, at=at) if one.staff == staff), None)


def first_to_decide(post: Post) -> Authority | None:
    """Who is asked: アカウント管理者, or while away whoever stands in; None when nobody can."""
    found = authorities(post)
    present = [one for one in found if absences.absence_of(one.staff) is None]
    return next(iter(present or found), None)


def why_not_decide(staff: Staff, post: Post) -> str:
    """Empty when this person may decide on the post; otherwise the reason, by name."""
    if authority_of(staff, post) is not None:
        return ""
    if staff in post.contributors():
        return (
            f"{staff.name}さんはこの投稿の作成・編集・依頼に関わったため、決裁できません。"
            "関わっていない人の決裁が必要です。"
        )
    if not absences.deputies().filter(staff=staff).exists():
        return "承認できるのは、アカウント管理者か、そのとき代わりに決裁する人だけです。"
    if is_weighty(post):
        return WEIGHTY
    return absences.why_not_deputise(staff) or "先の順位の代決者が決裁します。"


def _everyone(post: Post, hands: set[int], moment: datetime) -> Iterator[Authority]:
    manager = appointments.account_manager(timezone.localdate(moment))
    absence = absences.absence_of(manager, at=moment) if manager else None
    if manager is not None:
        yield Authority(manager, Capacity.ACCOUNT_MANAGER)
    if not is_weighty(post):
        yield from _deputies(post, hands, moment, manager, absence)
    if post.kind == Kind.EMERGENCY:
        for turn in duties.on_duty(moment):
            yield Authority(turn.staff, Capacity.ON_DUTY, duty=turn)


def _deputies(
    post: Post,
    hands: set[int],
    moment: datetime,
    manager: Staff | None,
    absence: Absence | None,
) -> Iterator[Authority]:
    present = [one.staff for one in absences.present_deputies(moment) if one.staff_id not in hands]
    if absence is not None and present:
        yield Authority(present[0], Capacity.DEPUTY, Ground.ABSENCE, absence=absence)
    elif manager is not None and manager.pk in hands and present:
        yield Authority(present[0], Capacity.DEPUTY, Ground.INVOLVED)
    if post.is_urgent:
        for deputy in present:
            yield Authority(deputy, Capacity.DEPUTY, Ground.EMERGENCY)
