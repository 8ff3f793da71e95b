"""Who has the last word on a post at a moment, as what, and in whose place (運用)?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from accounts import absences
from accounts.models import Absence, Duty, Staff
from posts.kinds.choices import Kind
from posts.models import Post
from posts.routing.choices import Capacity, Ground
from posts.routing.hands import hand_in
from posts.routing.office import Office, office_at
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


def authorities(
    post: Post, *, at: datetime | None = None, but: Staff | None = None
) -> tuple[Authority, ...]:
    """Everyone who may decide on the post, the one to be asked first at the head.

    Nobody who had a hand in it is among them, nor `but`, as if they had one. A deputy is only by
    rank while アカウント管理者 is away or had a hand in the post, or any of them when it is urgent;
    and never when it is weighty.
    """
    hands = set(post.contributors().values_list("pk", flat=True)) | ({but.pk} if but else set())
    office = office_at(at or timezone.now())
    return authorities_in(office, post, hands=hands, weighty=is_weighty(post))


def authorities_in(
    office: Office, post: Post, *, hands: Collection[int], weighty: bool
) -> tuple[Authority, ...]:
    """The same where the answers are known already, as for a list of posts."""
    found: dict[int, Authority] = {}
    for one in _everyone(office, post, hands, weighty):
        if one.staff.pk not in hands and one.staff.is_active:
            found.setdefault(one.staff.pk, one)
    return tuple(found.values())


def authority_of(staff: Staff, post: Post, *, at: datetime | None = None) -> Authority | None:
    """The right of this person to decide on the post; None when there is none."""
    return next((one for one in authorities(post, at=at) if one.staff == staff), None)


def first_to_decide(post: Post, *, but: Staff | None = None) -> Authority | None:
    """Who is asked: アカウント管理者, or while away whoever stands in; None when nobody can."""
    return first_of(office_at(timezone.now()), authorities(post, but=but))


def first_of(office: Office, found: Sequence[Authority]) -> Authority | None:
    """Of those who may decide, the one to be asked."""
    present = [one for one in found if one.staff.pk not in office.away]
    return next(iter(present or found), None)


def why_not_decide(staff: Staff, post: Post) -> str:
    """Empty when this person may decide on the post; otherwise the reason, by name."""
    if authority_of(staff, post) is not None:
        return ""
    if staff in post.contributors():
        return (
            f"{staff.name}さんは{hand_in(post, staff)}、決裁できません。"
            "関わっていない人の決裁が必要です。"
        )
    if not absences.deputies().filter(staff=staff).exists():
        return "承認できるのは、アカウント管理者か、そのとき代わりに決裁する人だけです。"
    if is_weighty(post):
        return WEIGHTY
    return absences.why_not_deputise(staff) or "先の順位の代決者が決裁します。"


def _everyone(
    office: Office, post: Post, hands: Collection[int], weighty: bool
) -> Iterator[Authority]:
    if office.manager is not None:
        yield Authority(office.manager, Capacity.ACCOUNT_MANAGER)
    if not weighty:
        yield from _deputies(office, post, hands)
    if post.kind == Kind.EMERGENCY:
        for turn in office.turns:
            yield Authority(turn.staff, Capacity.ON_DUTY, duty=turn)


def _deputies(office: Office, post: Post, hands: Collection[int]) -> Iterator[Authority]:
    present = [one for one in office.deputies if one.pk not in hands]
    if office.absence is not None and present:
        yield Authority(present[0], Capacity.DEPUTY, Ground.ABSENCE, absence=office.absence)
    elif office.manager is not None and office.manager.pk in hands and present:
        yield Authority(present[0], Capacity.DEPUTY, Ground.INVOLVED)
    if post.was_urgent(office.moment):
        for deputy in present:
            yield Authority(deputy, Capacity.DEPUTY, Ground.EMERGENCY)
