"""How the second person decides on a request: confirms it with a fresh proof, or turns it down."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Appointment, Role, Staff
from audit import trail
from audit.actions import Action
from personnel import announcements, endings, permissions, recent_help, roles
from personnel.acts import Act, NotPossible, Proof, administering, hold_offices
from personnel.days import ONE_DAY, in_words
from personnel.models import Outcome, RoleRequest
from personnel.permissions import NOT_ADMINISTRATOR
from personnel.requests import in_short, term_of, why_may_not_ask, why_not_end_sensitive
from personnel.terms import why_not_give, why_not_hand_over


def why_not_confirm(request: RoleRequest, staff: Staff) -> str:
    """Empty when this person may be the second of the two; otherwise the reason."""
    return why_not_refuse(request, staff) or recent_help.why_not_two(request.asked_by, staff)


def why_not_refuse(request: RoleRequest, staff: Staff) -> str:
    """Empty when this person may turn the request down; otherwise the reason."""
    if not staff.is_administrator:
        return NOT_ADMINISTRATOR
    if staff == request.staff:
        return "自分についての申請は確認できません。ほかのシステム管理者の確認が必要です。"
    if staff == request.asked_by:
        return "申請した人は、自分では確認できません。ほかのシステム管理者の確認が必要です。"
    return ""


def why_not_now(request: RoleRequest) -> str:
    """Empty when the request can come into force as things stand; otherwise the reason."""
    if not request.is_waiting:
        return "この申請は、すでに処理されています。"
    asker = Staff.objects.get(pk=request.asked_by_id)
    if why_may_not_ask(asker, request.staff, Role(request.role)):
        return "申請した人が、いまは申請できる立場にありません。申請し直してください。"
    if request.appointment is not None and request.ends_on is not None:
        return why_not_end_sensitive(request.appointment, request.ends_on)
    term = term_of(request)
    problem = why_not_give(request.staff, term)
    if not problem and term.role == Role.ACCOUNT_MANAGER:
        problem = why_not_hand_over(term.starts_on)
    return f"{problem}申請を取り下げて、申請し直してください。" if problem else ""


def confirmation(request: RoleRequest) -> Act:
    """What is shown before the confirmation: the whole request, word for word."""
    content = {
        "request": request.pk,
        "kind": request.kind,
        "staff": request.staff_id,
        "role": request.role,
        "starts_on": request.starts_on,
        "ends_on": request.ends_on,
        "rank": request.rank,
        "appointment": request.appointment_id,
        "asked_by": request.asked_by_id,
        "reason": request.reason,
    }
    return Act("role.confirmed", trail.target_of(request), content)


def consequence_of(request: RoleRequest) -> str:
    """What the confirmation does to somebody else, in a sentence; empty when to nobody."""
    if not request.is_appointment or request.role != Role.ACCOUNT_MANAGER:
        return ""
    starts_on = term_of(request).starts_on
    before = _seat_on(starts_on)
    if before is None:
        return ""
    if before.starts_on == starts_on:
        return f"{before.staff}さんの、同じ日からのアカウント管理者への任命は、取り消されます。"
    last_day = in_words(starts_on - ONE_DAY)
    return f"{before.staff}さんのアカウント管理者の任期は、{last_day}までになります。"


def confirm(request: RoleRequest, *, actor: Staff, proof: Proof) -> None:
    """Second of the two: what was asked for comes into force, in one transaction.

    A new account manager ends the term of the one before on the day before. Raises
    PermissionDenied (also for who asked, and for the person concerned), StepUpRefused, NotPossible.
    """
    permissions.demand(why_not_confirm(request, actor), actor=actor, about=request.staff)
    with administering(confirmation(request), actor=actor, proof=proof, about=request.staff):
        request = RoleRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        NotPossible.unless_empty(why_not_now(request))
        _decide(request, Outcome.CONFIRMED, actor)
        if request.is_appointment:
            _appoint(request, actor)
        else:
            _end(request, actor)
        _tell_the_asker(request, actor, "確認されました。")


def refuse(request: RoleRequest, *, actor: Staff, answer: str) -> None:
    """却下 by another administrator, or 取下げ by who asked; nothing comes into force.

    It needs no proof, as it changes nobody's authority. Raises PermissionDenied, NotPossible.
    """
    is_own = actor == request.asked_by
    _demand_may_refuse(request, actor)
    outcome = Outcome.WITHDRAWN if is_own else Outcome.REFUSED
    with transaction.atomic():
        hold_offices()
        _demand_may_refuse(request, Staff.objects.get(pk=actor.pk))
        _decide(request, outcome, actor, answer)
        if not is_own:
            _tell_the_asker(request, actor, f"却下されました。\n\n理由：\n{answer}")
        trail.record(
            Action.ROLE_REQUEST_WITHDRAWN if is_own else Action.ROLE_REQUEST_REFUSED,
            target=request.staff,
            actor=actor.as_actor(),
            detail={"request": request.pk, "reason": answer},
        )
    request.refresh_from_db()


def _demand_may_refuse(request: RoleRequest, actor: Staff) -> None:
    problem = "" if actor == request.asked_by else why_not_refuse(request, actor)
    if problem:
        raise PermissionDenied(problem)


def _decide(request: RoleRequest, outcome: Outcome, actor: Staff, answer: str = "") -> None:
    # The condition is the claim: of two that decide at once, one finds it still waiting.
    hit = RoleRequest.objects.filter(pk=request.pk, outcome=Outcome.WAITING).update(
        outcome=outcome, decided_by=actor, decided_at=timezone.now(), answer=answer
    )
    if not hit:
        raise NotPossible("この申請は、すでに処理されています。")


def _appoint(request: RoleRequest, actor: Staff) -> None:
    term = term_of(request)
    if term.role == Role.ACCOUNT_MANAGER:
        _end_the_one_before(request, actor)
    roles.put_in_force(
        request.staff,
        term,
        given_by=request.asked_by,
        confirmed_by=actor,
        reason=request.reason,
    )


def _end_the_one_before(request: RoleRequest, actor: Staff) -> None:
    starts_on = term_of(request).starts_on
    before = _seat_on(starts_on)
    if before is None:
        return
    if before.starts_on == starts_on:  # a handover that was planned for the same day is replaced
        endings.cancel(before, by=request.asked_by, confirmed_by=actor)
    else:
        endings.end_on(before, starts_on - ONE_DAY, by=request.asked_by, confirmed_by=actor)
    announcements.tell(
        [before.staff],
        subject="アカウント管理者の引継ぎ",
        body=f"{before.staff.name}さんから{request.staff.name}さんへの引継ぎが決まりました。\n\n"
        f"{in_short(request)}",
        page="personnel_approvers",
    )
    trail.record(
        Action.MANAGER_HANDED_OVER,
        target=before.staff,
        actor=actor.as_actor(),
        detail={"request": request.pk, "to": request.staff_id, "from_day": starts_on.isoformat()},
    )


def _seat_on(day: date) -> Appointment | None:
    seats = Appointment.objects.on(day).filter(role=Role.ACCOUNT_MANAGER)
    return seats.select_related("staff__section").first()


def _end(request: RoleRequest, actor: Staff) -> None:
    if request.appointment is None or request.ends_on is None:
        raise ValueError("a request to end a role names the appointment and the day")
    roles.make_end(
        request.appointment,
        request.ends_on,
        by=request.asked_by,
        confirmed_by=actor,
        reason=request.reason,
    )


def _tell_the_asker(request: RoleRequest, actor: Staff, words: str) -> None:
    announcements.tell(
        [request.asked_by],
        subject=f"{request.staff.name}さんの役割の申請が処理されました",
        body=f"{in_short(request)}\n\nこの申請は、{actor}さんに{words}",
        page="personnel_request",
        about=request.pk,
    )
