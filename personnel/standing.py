"""利用停止と再開: who may use their ID at the moment, and that somebody is always left."""

from datetime import date
from typing import Final

from accounts import appointments, sessions
from accounts.models import Appointment, Role, Staff
from accounts.models.roles import SENSITIVE_ROLES
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action
from personnel import announcements
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.days import ONE_DAY, in_words, today
from personnel.models import MovementKind

LAST_ADMINISTRATOR: Final = (
    "最後のシステム管理者は外せません。先に、ほかの職員をシステム管理者に任命してください。"
)

BY_TWO: Final = (
    "承認や管理のできる役割がある（申請中を含む）職員については、申請して、もう1人の確認を受けて"
    "ください。画面を開き直すと、申請できます。"
)


def is_retired(staff: Staff) -> bool:
    """Has this person left for good?"""
    return staff.movements.filter(kind=MovementKind.RETIREMENT, done_at__isnull=False).exists()


def sensitive_roles(staff: Staff) -> list[Role]:
    """What this person holds, today or later, that can approve or administer."""
    held = staff.appointments.from_day(today()).filter(role__in=sorted(SENSITIVE_ROLES))
    return [Role(role) for role in held.values_list("role", flat=True).distinct()]


def takes_two(staff: Staff) -> bool:
    """Does it take two people to let this person in? Also while such a role is only asked for."""
    return bool(sensitive_roles(staff)) or staff.role_requests.waiting().exists()


def why_not_alone(staff: Staff) -> str:
    """Empty when one administrator may let this person in; otherwise that it has to be asked for.

    Whoever opens an account that can approve or administer could act in its name.
    """
    return BY_TWO if takes_two(staff) else ""


def why_not_without_administrator(staff: Staff, *, after: date) -> str:
    """Empty when others administer on every day after that one on which this person would have.

    Every day, as the terms of the others end too: a shorter term must not slip past them.
    """
    return LAST_ADMINISTRATOR if _lonely_days(staff, after + ONE_DAY) else ""


def warning_of_suspension(staff: Staff) -> str:
    """What is said when, without this person, nobody administers from some later day on."""
    lonely = _lonely_days(staff, today())
    if not lonely:
        return ""
    return (
        f"{staff.name}さんの利用を止めたままでは、{in_words(lonely[0])}から、システム管理者が"
        "いなくなります。その日までに、利用を再開するか、ほかの職員をシステム管理者に任命して"
        "ください。"
    )


def _lonely_days(staff: Staff, first: date) -> list[date]:
    """The days from which nobody administers without this person, earliest first."""
    own = staff.appointments.from_day(first).filter(role=Role.ADMINISTRATOR)
    others = Appointment.objects.from_day(first).filter(role=Role.ADMINISTRATOR)
    ends = others.exclude(staff=staff).values_list("ends_on", flat=True)
    days = {first, *(end + ONE_DAY for end in ends if end is not None)}
    begins = own.filter(starts_on__gt=first).values_list("starts_on", flat=True)
    return [
        day
        for day in sorted(days | set(begins))
        if own.on(day).exists()
        and not appointments.administrators(day).exclude(pk=staff.pk).exists()
    ]


def why_not_suspend(staff: Staff) -> str:
    """Empty when this person's ID can be suspended; otherwise the reason.

    The seat of the account manager must be taken by another, also one that is taken over later.
    Administrators are asked about today alone: what is lifted again need not wait for terms.
    """
    if not staff.is_active:
        return "この職員は、すでに利用停止か退職になっています。"
    if staff.appointments.from_day(today()).filter(role=Role.ACCOUNT_MANAGER).exists():
        return (
            "アカウント管理者は、後任に引き継ぐまで外せません。先に、後任への引継ぎを申請して"
            "ください。すぐに使えなくする必要があるときは「認証手段をリセットする」を申請し、もう1人の"
            "確認を受けてください。今のパスワードと認証手段が、すべて使えなくなります。それまでの間は、"
            "「配信の緊急停止」で配信を止められます。"
        )
    others = appointments.administrators().exclude(pk=staff.pk)
    return LAST_ADMINISTRATOR if staff.is_administrator and not others.exists() else ""


def why_not_resume(staff: Staff) -> str:
    """Empty when this person's ID can be resumed; otherwise the reason."""
    if staff.is_active:
        return "この職員は、利用停止になっていません。"
    return "退職した職員の利用は再開できません。" if is_retired(staff) else ""


def suspension(staff: Staff, reason: str) -> Act:
    """What is shown before 利用停止."""
    return Act(Action.STAFF_SUSPENDED, trail.target_of(staff), {"reason": reason})


def suspend(staff: Staff, *, actor: Staff, reason: str, proof: Proof) -> None:
    """利用停止: at once and by one person, also of somebody who can approve or administer.

    Roles stay as they are and do nothing; every session ends. For a sensitive role this is the
    emergency brake: the other administrators and the account manager are told. Raises
    PermissionDenied, StepUpRefused, NotPossible.
    """
    with administering(suspension(staff, reason), actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_suspend(staff))
        roles = sensitive_roles(staff)
        Staff.objects.filter(pk=staff.pk, is_active=True).update(is_active=False)
        sessions.end_all(staff, actor=actor, why=Ending.BY_ADMINISTRATOR)
        warning = warning_of_suspension(staff)
        said = f"{reason}\n\n{warning}" if warning else reason
        _tell(staff, actor, "利用停止", "止めました", said, roles)
        trail.record(
            Action.STAFF_SUSPENDED,
            target=staff,
            actor=actor.as_actor(),
            detail={"reason": reason, "emergency": bool(roles)},
        )
    staff.is_active = False


def resumption(staff: Staff, reason: str) -> Act:
    """What is shown before 再開."""
    return Act(Action.STAFF_RESUMED, trail.target_of(staff), {"reason": reason})


def resume(staff: Staff, *, actor: Staff, reason: str, proof: Proof) -> None:
    """再開: the ID may be used again, with the roles whose days have not passed.

    Of somebody who can approve or administer it takes two (`personnel.help_requests`). Raises
    PermissionDenied, StepUpRefused, NotPossible.
    """
    with administering(resumption(staff, reason), actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_alone(staff) or why_not_resume(staff))
        let_back(staff, actor=actor, reason=reason)


def let_back(staff: Staff, *, actor: Staff, reason: str) -> None:
    """The same within an act that has been proved."""
    Staff.objects.filter(pk=staff.pk, is_active=False).update(is_active=True)
    _tell(staff, actor, "利用の再開", "再開しました", reason, sensitive_roles(staff))
    trail.record(
        Action.STAFF_RESUMED, target=staff, actor=actor.as_actor(), detail={"reason": reason}
    )
    staff.is_active = True


def _tell(staff: Staff, actor: Staff, what: str, done: str, reason: str, roles: list[Role]) -> None:
    held = "、".join(role.label for role in roles)
    alone = "\n1人の判断で行える、緊急の操作です。" if what == "利用停止" else ""
    about = f"\n\n{staff.name}さんの役割：{held}{alone}" if held else ""
    subject = f"{what}：{staff.name}さん"
    body = f"{actor}さんが、{staff}さんの職員IDの利用を{done}。{about}\n\n理由：\n{reason}"
    announcements.tell([staff], subject=subject, body=body, without=[actor])
    if roles:
        announcements.tell_overseers(staff, subject=subject, body=body, without=[actor, staff])
