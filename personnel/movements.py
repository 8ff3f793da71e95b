"""異動と退職: ordered beforehand or for now, carried out on the day, called off until then."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils import timezone

from accounts.models import Role, Section, Staff
from accounts.models.roles import SECTION_ROLES, SENSITIVE_ROLES
from audit import trail
from audit.actions import Action
from personnel import situations
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.carrying_out import carry_out
from personnel.days import ONE_DAY, in_words, today
from personnel.models import Movement, MovementKind
from personnel.situations import Situation
from personnel.standing import is_retired

HAND_OVER_FIRST: Final = "アカウント管理者です。先に、後任への引継ぎを申請してください。"


def why_not_transfer(
    staff: Staff, to_section: Section, on: date, situation: Situation | None = None
) -> str:
    """Empty when this person can be transferred on that day; otherwise the reason."""
    situation = situation or situations.of(staff)
    if situation.is_retired:
        return "退職した職員は異動できません。"
    if on < today():
        return "異動日は、今日以降にしてください。"
    if to_section.closed_at is not None:
        return "廃止された課へは異動できません。"
    planned, leaving = situation.transfer, situation.retirement
    if planned is not None:
        return f"{in_words(planned.on)}の異動の予定があります。先に、その予定を取り消してください。"
    if to_section == staff.section:
        return "今と同じ課です。"
    if leaving is not None and leaving.on < on:
        return f"{in_words(leaving.on)}に退職の予定です。"
    return HAND_OVER_FIRST if _takes_the_seat_along(situation, on) else ""


def why_not_retire(staff: Staff, last_day: date) -> str:
    """Empty when this person can leave after that day; otherwise the reason."""
    if is_retired(staff):
        return "この職員は、すでに退職しています。"
    if staff.movements.waiting().filter(kind=MovementKind.RETIREMENT).exists():
        return "すでに退職の予定があります。先に、その予定を取り消してください。"
    after = max(last_day + ONE_DAY, today())
    held = staff.appointments.from_day(after).filter(role__in=sorted(SENSITIVE_ROLES)).first()
    if held is None:
        return ""
    if held.role == Role.ACCOUNT_MANAGER:
        return HAND_OVER_FIRST
    return (
        f"{Role(held.role).label}の任期が残っています。先に、任期の短縮を申請して、"
        "もう1人のシステム管理者の確認を受けてください。"
    )


def transferring(
    staff: Staff, to_section: Section, on: date, kept: Iterable[Role], reason: str
) -> Act:
    """What is shown before a transfer is ordered."""
    content = {"to": to_section.pk, "on": on, "kept": sorted(kept), "reason": reason}
    return Act(Action.MOVEMENT_ORDERED, trail.target_of(staff), content)


def transfer(
    staff: Staff,
    *,
    actor: Staff,
    to_section: Section,
    on: date,
    kept: Iterable[Role] = (),
    reason: str,
    proof: Proof,
) -> Movement:
    """異動: to another section from a day on, at once when that is today.

    Roles of a section end the day before unless they are among `kept`; posts stay with the old
    section. Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = transferring(staff, to_section, on, kept, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_transfer(staff, to_section, on))
        movement = order_transfer(
            staff, actor=actor, to_section=to_section, on=on, kept=kept, reason=reason
        )
    staff.refresh_from_db()
    return movement


def order_transfer(
    staff: Staff, *, actor: Staff, to_section: Section, on: date, kept: Iterable[Role], reason: str
) -> Movement:
    """The same within an act that has been proved and holds the lock."""
    movement = Movement.objects.create(
        staff=staff,
        kind=MovementKind.TRANSFER,
        on=on,
        from_section=staff.section,
        to_section=to_section,
        kept_roles=sorted(set(kept) & SECTION_ROLES),
        reason=reason,
        ordered_by=actor,
    )
    _record_order(movement, actor)
    if on <= today():
        carry_out(movement)
    return movement


def retiring(staff: Staff, last_day: date, reason: str) -> Act:
    """What is shown before a retirement is ordered."""
    content = {"last_day": last_day, "reason": reason}
    return Act(Action.MOVEMENT_ORDERED, trail.target_of(staff), content)


def retire(staff: Staff, *, actor: Staff, last_day: date, reason: str, proof: Proof) -> Movement:
    """退職: after the last day the ID is closed for good, at once when that day has passed.

    The person stays in the record for ever. Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = retiring(staff, last_day, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_retire(staff, last_day))
        movement = order_retirement(staff, actor=actor, last_day=last_day, reason=reason)
    staff.refresh_from_db()
    return movement


def order_retirement(staff: Staff, *, actor: Staff, last_day: date, reason: str) -> Movement:
    """The same within an act that has been proved and holds the lock."""
    movement = Movement.objects.create(
        staff=staff,
        kind=MovementKind.RETIREMENT,
        on=last_day,
        from_section=staff.section,
        reason=reason,
        ordered_by=actor,
    )
    _record_order(movement, actor)
    if last_day < today():
        carry_out(movement)
    return movement


def why_not_call_off(movement: Movement) -> str:
    """Empty when the order can still be called off; otherwise the reason."""
    if movement.done_at is None and movement.called_off_at is None:
        return ""
    return "この予定は、すでに実施されたか、取り消されています。"


def calling_off(movement: Movement, reason: str) -> Act:
    """What is shown before an order is called off."""
    content = {"movement": movement.pk, "reason": reason}
    return Act(Action.MOVEMENT_CALLED_OFF, trail.target_of(movement.staff), content)


def call_off(movement: Movement, *, actor: Staff, reason: str, proof: Proof) -> None:
    """取消し of an order that has not been carried out.

    Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    staff, act = movement.staff, calling_off(movement, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        hit = (
            Movement.objects.waiting()
            .filter(pk=movement.pk)
            .update(called_off_at=timezone.now(), called_off_by=actor)
        )
        if not hit:
            movement.refresh_from_db()
            raise NotPossible(why_not_call_off(movement))
        trail.record(
            Action.MOVEMENT_CALLED_OFF,
            target=staff,
            actor=actor.as_actor(),
            detail={"movement": movement.pk, "reason": reason},
        )


def _takes_the_seat_along(situation: Situation, on: date) -> bool:
    # 運用: the office belongs to the head of one section and does not move with its holder. A
    # successor moves in on the first day of the term, or before.
    return any(
        held.role == Role.ACCOUNT_MANAGER and held.starts_on < on
        for held in situation.held_between(on, None)
    )


def _record_order(movement: Movement, actor: Staff) -> None:
    trail.record(
        Action.MOVEMENT_ORDERED,
        target=movement.staff,
        actor=actor.as_actor(),
        detail={
            "movement": movement.pk,
            "kind": movement.kind,
            "on": movement.on.isoformat(),
            "to": str(movement.to_section or ""),
            "reason": movement.reason,
        },
    )
