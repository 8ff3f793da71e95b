"""When an ordered transfer or retirement happens: on its day, all of it, or with a reason not."""

import logging

from django.db import transaction
from django.utils import timezone

from accounts import sessions
from accounts.models import Role, Staff
from accounts.models.roles import SENSITIVE_ROLES
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from personnel import announcements, endings
from personnel.acts import hold_offices
from personnel.days import in_words, today
from personnel.models import Movement, MovementKind
from personnel.standing import is_retired

logger = logging.getLogger(__name__)


def carry_out_due() -> int:
    """Carry out every order whose day has come; returns how many. Called by beat, and harmless
    to call twice: each order is done in a transaction of its own, under the lock of the offices.
    """
    waiting = Movement.objects.waiting()
    due = waiting.filter(kind=MovementKind.TRANSFER, on__lte=today()) | waiting.filter(
        kind=MovementKind.RETIREMENT, on__lt=today()
    )
    return sum(_carry_out_one(pk) for pk in due.order_by("on", "pk").values_list("pk", flat=True))


def carry_out(movement: Movement) -> None:
    """Do what was ordered; within a transaction that holds the lock of the offices."""
    staff = movement.staff
    Movement.objects.filter(pk=movement.pk).update(done_at=timezone.now())
    if movement.is_retirement:
        endings.end_everything(staff, by=movement.ordered_by)
        Staff.objects.filter(pk=staff.pk).update(is_active=False)
    else:
        kept = [Role(role) for role in movement.kept_roles]
        endings.end_section_roles(staff, before=movement.on, kept=kept, by=movement.ordered_by)
        Staff.objects.filter(pk=staff.pk).update(section=movement.to_section)
        _tell_the_transferred(movement, kept)
    sessions.end_all(staff, actor=movement.ordered_by, why=Ending.BY_ADMINISTRATOR)
    trail.record(
        Action.STAFF_RETIRED if movement.is_retirement else Action.STAFF_TRANSFERRED,
        target=staff,
        actor=SYSTEM,
        detail={"movement": movement.pk, "to": str(movement.to_section or "")},
    )
    movement.refresh_from_db()


def _tell_the_transferred(movement: Movement, kept: list[Role]) -> None:
    labels = "、".join(role.label for role in kept)
    roles = (
        f"{labels}の役割は、異動先でも続きます。"
        if kept
        else "起案者と課内確認者の役割は、前の課までです。"
    )
    announcements.tell(
        [movement.staff],
        subject=f"{movement.to_section}への異動を反映しました",
        body=f"{movement.staff.name}さんの課を、{in_words(movement.on)}付けで"
        f"{movement.to_section}に変えました。\n\n{roles}書きかけの投稿は、元の課に残ります。\n\n"
        "もう一度ログインすると、新しい課で使えます。",
    )


def _carry_out_one(pk: int) -> bool:
    with transaction.atomic():
        hold_offices()
        movement = (
            Movement.objects.waiting()
            .select_for_update(of=("self",))
            .select_related("staff__section", "to_section", "ordered_by")
            .filter(pk=pk)
            .first()
        )
        if movement is None:
            return False
        problem = _problem_on_the_day(movement)
        if problem:
            _give_up(movement, problem)
            return False
        carry_out(movement)
        return True


def _problem_on_the_day(movement: Movement) -> str:
    if is_retired(movement.staff):
        return "すでに退職しています。"
    if not movement.is_retirement:
        return ""
    held = movement.staff.appointments.from_day(today()).filter(role__in=sorted(SENSITIVE_ROLES))
    return "承認や管理のできる役割が残っています。" if held.exists() else ""


def _give_up(movement: Movement, problem: str) -> None:
    # A written outcome: the order does not stay due for ever, and those who can mend it are told.
    Movement.objects.filter(pk=movement.pk).update(
        called_off_at=timezone.now(), called_off_by=movement.ordered_by, problem=problem
    )
    announcements.tell_overseers(
        movement.staff,
        subject=f"{movement.get_kind_display()}を実施できませんでした：{movement.staff.name}さん",
        body=f"{movement.staff}さんの{in_words(movement.on)}の{movement.get_kind_display()}を、"
        f"実施できませんでした。\n\n理由：{problem}\n\n役割を確かめて、登録し直してください。",
    )
    logger.warning("movement %s was not carried out", movement.pk)
    trail.record(
        Action.MOVEMENT_FAILED,
        target=movement.staff,
        actor=SYSTEM,
        detail={"movement": movement.pk, "reason": problem},
    )
