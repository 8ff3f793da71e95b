"""Ordinary roles (drafter, section reviewer, auditor): given and ended by one administrator."""

from datetime import date

from accounts.models import Appointment, Staff
from audit import trail
from audit.actions import Action
from personnel import announcements, endings
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.days import in_words, term_in_words, today
from personnel.terms import Term, why_not_give


def giving(staff: Staff, term: Term, reason: str) -> Act:
    """What is shown before a role is given."""
    return Act(Action.ROLE_GIVEN, trail.target_of(staff), {**as_content(term), "reason": reason})


def give(staff: Staff, term: Term, *, actor: Staff, reason: str, proof: Proof) -> Appointment:
    """任命 to an ordinary role. Raises PermissionDenied, StepUpRefused, NotPossible.

    A role that can approve or administer is not possible here: it takes two people.
    """
    act = giving(staff, term, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        if term.role.is_sensitive:
            raise NotPossible("この役割の任命には、もう1人のシステム管理者の確認が必要です。")
        NotPossible.unless_empty(why_not_give(staff, term))
        return put_in_force(staff, term, given_by=actor, confirmed_by=None, reason=reason)


def put_in_force(
    staff: Staff, term: Term, *, given_by: Staff, confirmed_by: Staff | None, reason: str
) -> Appointment:
    """The appointment itself, within an act that has been proved; the person is told.

    PostgreSQL refuses it when too few people gave it, or when it overlaps.
    """
    appointment = Appointment.objects.create(
        staff=staff,
        role=term.role,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        rank=term.rank,
        reason=reason,
        given_by=given_by,
        confirmed_by=confirmed_by,
    )
    announcements.tell(
        [staff],
        subject=f"{term.role.label}に任命されました",
        body=f"{staff.name}さんは、{term.role.label}に任命されました。\n\n"
        f"期間：{term_in_words(term.starts_on, term.ends_on)}",
    )
    trail.record(
        Action.ROLE_GIVEN,
        target=staff,
        actor=(confirmed_by or given_by).as_actor(),
        detail={
            **as_content(term),
            "appointment": appointment.pk,
            "given_by": given_by.pk,
            "reason": reason,
        },
    )
    return appointment


def why_not_end(appointment: Appointment, last_day: date) -> str:
    """Empty when the appointment can end after that day; otherwise the reason."""
    if appointment.cancelled_at is not None:
        return "この任命は、すでに取り消されています。"
    if appointment.ends_on is not None and appointment.ends_on < today():
        return "この任期は、すでに終わっています。"
    if last_day < today():
        return "終了日は、今日以降にしてください。"
    if appointment.ends_on is not None and last_day >= appointment.ends_on:
        return (
            f"終了日は、今の終了日（{in_words(appointment.ends_on)}）より前にしてください。"
            "延ばすときは、続きの期間の任命をしてください。"
        )
    return ""


def ending(appointment: Appointment, last_day: date, reason: str) -> Act:
    """What is shown before a role ends early."""
    content = {"appointment": appointment.pk, "last_day": last_day, "reason": reason}
    return Act(Action.ROLE_ENDED, trail.target_of(appointment.staff), content)


def end(
    appointment: Appointment, *, actor: Staff, last_day: date, reason: str, proof: Proof
) -> None:
    """An ordinary role ends after that day; what would begin later is taken back.

    Raises PermissionDenied, StepUpRefused, NotPossible (also for a role that two must end).
    """
    staff, act = appointment.staff, ending(appointment, last_day, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        appointment.refresh_from_db()
        if appointment.is_sensitive:
            raise NotPossible("この役割の終了には、もう1人のシステム管理者の確認が必要です。")
        NotPossible.unless_empty(why_not_end(appointment, last_day))
        make_end(appointment, last_day, by=actor, confirmed_by=None, reason=reason)


def make_end(
    appointment: Appointment,
    last_day: date,
    *,
    by: Staff,
    confirmed_by: Staff | None,
    reason: str,
) -> None:
    """The end itself, within an act that has been proved; the person is told."""
    is_cancelled = last_day < appointment.starts_on
    if is_cancelled:
        endings.cancel(appointment, by=by, confirmed_by=confirmed_by)
        words = "任命は取り消されました。"
    else:
        endings.end_on(appointment, last_day, by=by, confirmed_by=confirmed_by)
        words = f"任期は{in_words(last_day)}までになりました。"
    label = appointment.get_role_display()
    announcements.tell(
        [appointment.staff],
        subject=f"{label}の任期が変わりました",
        body=f"{appointment.staff.name}さんの{label}の{words}",
    )
    trail.record(
        Action.ROLE_CANCELLED if is_cancelled else Action.ROLE_ENDED,
        target=appointment.staff,
        actor=(confirmed_by or by).as_actor(),
        detail={
            "appointment": appointment.pk,
            "role": appointment.role,
            "last_day": last_day.isoformat(),
            "ended_by": by.pk,
            "reason": reason,
        },
    )
    appointment.refresh_from_db()


def as_content(term: Term) -> dict[str, object]:
    """A term as plain JSON."""
    return {
        "role": term.role.value,
        "starts_on": term.starts_on.isoformat(),
        "ends_on": term.ends_on.isoformat() if term.ends_on else None,
        "rank": term.rank,
    }
