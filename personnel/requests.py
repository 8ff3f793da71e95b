"""役割の申請: roles that can approve or administer, asked for by one and put in force by another.

任命 of a deputy may also be asked for by the account manager, who designates them; everything
else by an administrator. It is always an administrator who confirms, and never one of the two
others: the person concerned, or who asked.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import appointments
from accounts.models import Appointment, Role, Staff
from audit import trail
from audit.actions import Action
from personnel import announcements, permissions, roles
from personnel.acts import Act, NotPossible, Proof, hold_offices, prove
from personnel.days import in_words, term_in_words
from personnel.models import RequestKind, RoleRequest
from personnel.permissions import NOT_ADMINISTRATOR, ONESELF
from personnel.standing import why_not_without_administrator
from personnel.terms import Term, why_not_give, why_not_hand_over


def why_may_not_ask(actor: Staff, staff: Staff, role: Role) -> str:
    """Empty when the actor may ask about this role of this person; otherwise the reason."""
    designates = role == Role.DEPUTY and actor.is_account_manager
    if not (actor.is_administrator or designates):
        return NOT_ADMINISTRATOR
    return ONESELF if actor == staff else ""


def why_not_ask(staff: Staff, term: Term) -> str:
    """Empty when this appointment can be asked for; otherwise the reason."""
    problem = why_not_give(staff, term)
    if not problem and term.role == Role.ACCOUNT_MANAGER:
        problem = why_not_hand_over(term.starts_on)
    return problem or _problem_of_waiting(staff, term.role, RequestKind.APPOINT)


def asking(staff: Staff, term: Term, reason: str) -> Act:
    """What is shown before a role is asked for."""
    content = {**roles.as_content(term), "reason": reason}
    return Act(Action.ROLE_ASKED, trail.target_of(staff), content)


def ask(staff: Staff, term: Term, *, actor: Staff, reason: str, proof: Proof) -> RoleRequest:
    """First of the two: nothing is in force yet. Raises PermissionDenied, StepUpRefused,
    NotPossible."""
    permissions.demand(why_may_not_ask(actor, staff, term.role), actor=actor, about=staff)
    prove(asking(staff, term, reason), actor=actor, proof=proof)
    with transaction.atomic():
        hold_offices()
        _demand_still(why_may_not_ask(_fresh(actor), staff, term.role))
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_ask(staff, term))
        return file(staff, term, actor=actor, reason=reason)


def file(staff: Staff, term: Term, *, actor: Staff, reason: str) -> RoleRequest:
    """The request itself, within an act that has been proved and holds the lock."""
    request = RoleRequest.objects.create(
        kind=RequestKind.APPOINT,
        staff=staff,
        role=term.role,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        rank=term.rank,
        reason=reason,
        asked_by=actor,
    )
    _tell_and_record(request, roles.as_content(term))
    return request


def why_not_ask_end(appointment: Appointment, last_day: date) -> str:
    """Empty when an early end can be asked for; otherwise the reason."""
    if appointment.role == Role.ACCOUNT_MANAGER:
        return "アカウント管理者の任期は、後任への引継ぎで終わります。引継ぎを申請してください。"
    return why_not_end_sensitive(appointment, last_day) or _problem_of_waiting(
        appointment.staff, Role(appointment.role), RequestKind.END
    )


def why_not_end_sensitive(appointment: Appointment, last_day: date) -> str:
    """The same, whether or not it has been asked for already."""
    problem = roles.why_not_end(appointment, last_day)
    if problem or appointment.role != Role.ADMINISTRATOR:
        return problem
    return why_not_without_administrator(appointment.staff, after=last_day)


def asking_end(appointment: Appointment, last_day: date, reason: str) -> Act:
    """What is shown before an early end is asked for."""
    content = {"appointment": appointment.pk, "last_day": last_day, "reason": reason}
    return Act(Action.ROLE_ASKED, trail.target_of(appointment.staff), content)


def ask_end(
    appointment: Appointment, *, actor: Staff, last_day: date, reason: str, proof: Proof
) -> RoleRequest:
    """First of the two who end a sensitive role early. Raises as `ask` does."""
    staff, role = appointment.staff, Role(appointment.role)
    permissions.demand(why_may_not_ask(actor, staff, role), actor=actor, about=staff)
    prove(asking_end(appointment, last_day, reason), actor=actor, proof=proof)
    with transaction.atomic():
        hold_offices()
        _demand_still(why_may_not_ask(_fresh(actor), staff, role))
        appointment.refresh_from_db()
        NotPossible.unless_empty(why_not_ask_end(appointment, last_day))
        request = RoleRequest.objects.create(
            kind=RequestKind.END,
            staff=staff,
            role=role,
            ends_on=last_day,
            appointment=appointment,
            reason=reason,
            asked_by=actor,
        )
        _tell_and_record(request, {"role": role.value, "last_day": last_day.isoformat()})
    return request


def term_of(request: RoleRequest) -> Term:
    """What was asked for, as a term. Raises ValueError for a request that ends a role."""
    if request.starts_on is None:
        raise ValueError("a request to end a role has no term of its own")
    return Term(Role(request.role), request.starts_on, request.ends_on, request.rank)


def in_short(request: RoleRequest) -> str:
    """What was asked for, in one line for a list or a mail."""
    label = request.get_role_display()
    if not request.is_appointment:
        return f"{label}の任期を{in_words(request.ends_on)}までに短縮"
    rank = f"（順位{request.rank}）" if request.rank else ""
    return f"{label}{rank}に任命：{term_in_words(request.starts_on, request.ends_on)}"


def _tell_and_record(request: RoleRequest, content: dict[str, object]) -> None:
    said = (
        f"{request.asked_by}さんが、{request.staff}さんについて申請しました。\n\n"
        f"{in_short(request)}\n\n理由：\n{request.reason}\n\n"
        "本人と申請した人を除く、システム管理者1人の確認で有効になります。\n"
    )
    concerned = [request.asked_by, request.staff]
    announcements.tell(
        appointments.administrators(),
        subject=f"確認してください：{request.staff.name}さんの役割の申請",
        body=said,
        without=concerned,
        page="personnel_request",
        about=request.pk,
    )
    # The account manager hears of it, but neither confirms nor opens that page.
    manager = appointments.account_manager()
    announcements.tell(
        [manager] if manager else [],
        subject=f"{request.staff.name}さんの役割の申請がありました",
        body=said,
        without=concerned,
        page="personnel_approvers",
    )
    trail.record(
        Action.ROLE_ASKED,
        target=request.staff,
        actor=request.asked_by.as_actor(),
        detail={
            "request": request.pk,
            "kind": request.kind,
            **content,
            "reason": request.reason,
        },
    )


def _problem_of_waiting(staff: Staff, role: Role, kind: RequestKind) -> str:
    if staff.role_requests.waiting().filter(role=role, kind=kind).exists():
        return "同じ申請が、すでに確認を待っています。"
    return ""


def _fresh(actor: Staff) -> Staff:
    return Staff.objects.get(pk=actor.pk)


def _demand_still(problem: str) -> None:
    if problem:
        raise PermissionDenied(problem)
