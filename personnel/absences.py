"""不在の登録: by oneself at once, by an administrator with a reason and a fresh proof."""

from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import absences, appointments
from accounts.models import Absence, AbsenceCategory, Role, Staff
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from personnel import announcements, deciders
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.permissions import NOT_ADMINISTRATOR

LONGEST: Final = timedelta(days=366)


def why_not_register(staff: Staff, starts_at: datetime, ends_at: datetime) -> str:
    """Empty when this person can be registered as away for this time; otherwise the reason."""
    if ends_at <= starts_at:
        return "終了日時は、開始日時より後にしてください。"
    if ends_at <= timezone.now():
        return "終了日時は、今より後にしてください。過ぎた不在は登録できません。"
    if ends_at - starts_at > LONGEST:
        return "不在の期間は、1年までです。"
    if not staff.is_active:
        return "利用停止か退職の職員です。"
    if _overlapping(staff, starts_at, ends_at):
        return "この期間と重なる不在が、すでに登録されています。"
    return ""


def register_own(
    *, actor: Staff, starts_at: datetime, ends_at: datetime, category: AbsenceCategory
) -> Absence:
    """One's own absence, without a proof: an account manager with a fever needs it to be quick,
    and nobody gains by it who is not deputy already. Raises NotPossible."""
    NotPossible.unless_empty(why_not_register(actor, starts_at, ends_at))
    with transaction.atomic():
        return _register(actor, actor, starts_at, ends_at, category, note="")


def registration(
    staff: Staff, starts_at: datetime, ends_at: datetime, category: AbsenceCategory, note: str
) -> Act:
    """What is shown before somebody else's absence is registered."""
    content = {"from": starts_at, "to": ends_at, "category": category.value, "note": note}
    return Act(Action.ABSENCE_REGISTERED, trail.target_of(staff), content)


def register(
    staff: Staff,
    *,
    actor: Staff,
    starts_at: datetime,
    ends_at: datetime,
    category: AbsenceCategory,
    note: str,
    proof: Proof,
) -> Absence:
    """Somebody else's absence, with the reason why they do not do it themselves; they are told.

    Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = registration(staff, starts_at, ends_at, category, note)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_register(staff, starts_at, ends_at))
        return _register(staff, actor, starts_at, ends_at, category, note)


def end(absence: Absence, *, actor: Staff) -> None:
    """Back earlier than said (or not away after all): by oneself or an administrator.

    It takes authority from a deputy and gives none, so it needs no proof. Raises
    PermissionDenied, NotPossible.
    """
    if actor != absence.staff and not actor.is_administrator:
        raise PermissionDenied(NOT_ADMINISTRATOR)
    now = timezone.now()
    with transaction.atomic():
        # One that has not begun ends the moment it would have begun: it never was.
        hit = Absence.objects.filter(pk=absence.pk, ended_at=None, ends_at__gt=now).update(
            ended_at=max(now, absence.starts_at), ended_by=actor
        )
        if not hit:
            raise NotPossible("この不在は、すでに終わっています。")
        if actor != absence.staff:
            announcements.tell(
                [absence.staff],
                subject="不在の登録が終了しました",
                body=f"{actor}さんが、{absence.staff.name}さんの不在の登録を終了しました。",
                page="personnel_absences",
            )
        _tell_who_is_back(absence, actor)
        trail.record(
            Action.ABSENCE_ENDED,
            target=absence.staff,
            actor=actor.as_actor(),
            detail={"absence": absence.pk},
        )
    absence.refresh_from_db()


def _register(
    staff: Staff,
    actor: Staff,
    starts_at: datetime,
    ends_at: datetime,
    category: AbsenceCategory,
    note: str,
) -> Absence:
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                staff=staff,
                starts_at=starts_at,
                ends_at=ends_at,
                category=category,
                note=note,
                registered_by=actor,
            )
    except IntegrityError:
        # Pressed twice: PostgreSQL lets one of two overlapping ones through.
        raise NotPossible("この期間と重なる不在が、すでに登録されています。") from None
    _tell(absence, actor)
    trail.record(
        Action.ABSENCE_REGISTERED,
        target=staff,
        actor=actor.as_actor(),
        # Neither category nor note: an illness is nothing for a chain that can never forget.
        detail={
            "absence": absence.pk,
            "from": starts_at.isoformat(),
            "to": ends_at.isoformat(),
        },
    )
    return absence


def _tell(absence: Absence, actor: Staff) -> None:
    period = f"{date_and_time(absence.starts_at)}から{date_and_time(absence.ends_at)}まで"
    if actor != absence.staff:
        announcements.tell(
            [absence.staff],
            subject="不在が登録されました",
            body=f"{actor}さんが、{absence.staff.name}さんの不在を登録しました。\n\n"
            f"期間：{period}\n理由：{absence.note}",
            page="personnel_absences",
        )
    if absence.staff.is_account_manager:
        _tell_who_stands_in(absence, actor, period)
    elif absence.staff.holds(Role.DEPUTY):
        _tell_who_comes_next(absence, actor, period)


def _tell_who_stands_in(absence: Absence, actor: Staff, period: str) -> None:
    announcements.tell(
        [appointment.staff for appointment in absences.deputies()],
        subject="アカウント管理者が不在になります",
        body=f"アカウント管理者：{absence.staff}\n期間：{period}\n\n{deciders.during(absence)}",
        without=[actor],
        page="personnel_approvers",
    )
    if actor != absence.staff:
        # A false one would make everybody wait for somebody who is here.
        announcements.tell_overseers(
            absence.staff,
            subject="アカウント管理者の不在が登録されました",
            body=f"{actor}さんが、{absence.staff}さんの不在を登録しました。\n\n"
            f"期間：{period}\n\n本人が知らないときは、本人かシステム管理者が、"
            "この不在を終えてください。",
            without=[actor, absence.staff],
        )


def _tell_who_comes_next(absence: Absence, actor: Staff, period: str) -> None:
    """A deputy is away too: whose turn it becomes must not find out from a post that waits."""
    manager = appointments.account_manager()
    away = Absence.objects.not_over().filter(
        staff=manager, starts_at__lt=absence.ends_at, ends_at__gt=absence.starts_at
    )
    of_manager = away.first()
    if manager is None or of_manager is None:
        return
    moment = max(timezone.now(), absence.starts_at, of_manager.starts_at)
    announcements.tell(
        [manager, *(appointment.staff for appointment in absences.deputies())],
        subject="代決者が不在になります",
        body=f"代決者：{absence.staff}\n期間：{period}\n\nアカウント管理者も不在の間は、"
        f"{deciders.during(of_manager, at=moment)}",
        without=[actor, absence.staff],
        page="personnel_approvers",
    )


def _tell_who_is_back(absence: Absence, actor: Staff) -> None:
    if not absence.staff.is_account_manager:
        return
    announcements.tell(
        [appointment.staff for appointment in absences.deputies()],
        subject="アカウント管理者の不在の登録が終了しました",
        body=f"{absence.staff}さんの不在の登録が終了しました。決裁は、{absence.staff.name}さんが"
        "します。",
        without=[actor, absence.staff],
        page="personnel_approvers",
    )


def _overlapping(staff: Staff, starts_at: datetime, ends_at: datetime) -> bool:
    return (
        Absence.objects.filter(staff=staff, ended_at=None)
        .filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
        .exists()
    )
