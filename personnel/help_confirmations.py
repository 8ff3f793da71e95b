"""How the second person lets somebody in again who can approve or administer, or refuses to."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import factors, temporary_passwords
from accounts.models import Staff
from audit import trail
from audit.actions import Action
from personnel import alarms, announcements, issuing, permissions, standing
from personnel.acts import Act, NotPossible, Proof, hold_offices, prove
from personnel.help_requests import ALREADY, decide, in_short, record, why_not_possible
from personnel.models import HelpKind, HelpOutcome, HelpRequest
from personnel.permissions import why_not_administer
from personnel.seconds import why_not_second


def why_not_now(request: HelpRequest) -> str:
    """Empty when the request can be confirmed as things stand; otherwise the reason."""
    if not request.is_waiting:
        return ALREADY
    if why_not_administer(Staff.objects.get(pk=request.asked_by_id), request.staff):
        return "申請した人が、いまは申請できる立場にありません。申請し直してください。"
    return why_not_possible(request.staff, HelpKind(request.kind))


def confirmation(request: HelpRequest) -> Act:
    """What is shown before the confirmation: the whole request, word for word."""
    content = {
        "request": request.pk,
        "kind": request.kind,
        "staff": request.staff_id,
        "name": request.name,
        "email": request.email,
        "email_before": request.email_before,
        "asked_by": request.asked_by_id,
        "reason": request.reason,
    }
    return Act(Action.HELP_CONFIRMED, trail.target_of(request), content)


def confirm(request: HelpRequest, *, actor: Staff, proof: Proof) -> str:
    """Second of the two: it is done, in one transaction.

    Returns the temporary password, to be shown once and to this person only; empty for an address
    and for 再開. Raises PermissionDenied (also for who asked, and for the person concerned),
    StepUpRefused, NotPossible.
    """
    permissions.demand(why_not_second(request, actor), actor=actor, about=request.staff)
    prove(confirmation(request), actor=actor, proof=proof)
    with transaction.atomic():
        hold_offices()
        request = _locked(request)
        _demand_second(request, actor)
        NotPossible.unless_empty(why_not_now(request))
        decide(request, HelpOutcome.CONFIRMED, actor)
        password = _carry_out(request, actor)
        alarms.sound(
            request.staff,
            asked_by=request.asked_by,
            confirmed_by=actor,
            what=in_short(request),
            reason=request.reason,
        )
        _tell_the_asker(request, actor, "確認されました。")
        record(Action.HELP_CONFIRMED, request, actor, reason=request.reason)
        return password


def refuse(request: HelpRequest, *, actor: Staff, answer: str) -> None:
    """却下 by whoever could confirm; it needs no proof, as it lets nobody in.

    Raises PermissionDenied, NotPossible.
    """
    with transaction.atomic():
        hold_offices()
        request = _locked(request)
        _demand_second(request, actor)
        decide(request, HelpOutcome.REFUSED, actor, answer)
        _tell_the_asker(request, actor, f"却下されました。\n\n理由：\n{answer}")
        record(Action.HELP_REFUSED, request, actor, reason=answer)


def _locked(request: HelpRequest) -> HelpRequest:
    rows = HelpRequest.objects.select_related("staff__section", "asked_by__section")
    return rows.select_for_update(of=("self",)).get(pk=request.pk)


def _demand_second(request: HelpRequest, actor: Staff) -> None:
    problem = why_not_second(request, Staff.objects.get(pk=actor.pk))
    if problem:
        raise PermissionDenied(problem)


def _carry_out(request: HelpRequest, actor: Staff) -> str:
    staff, reason = request.staff, request.reason
    match HelpKind(request.kind):
        case HelpKind.FACTORS:
            return factors.reset_and_issue(staff, actor=actor, reason=reason)
        case HelpKind.PASSWORD:
            return temporary_passwords.issue(staff, actor=actor, reason=reason)
        case HelpKind.ADDRESS:
            issuing.rewrite(
                staff,
                name=request.name,
                email=request.email,
                actor=actor,
                reason=reason,
                asked_by=request.asked_by,
            )
        case HelpKind.RESUMPTION:
            standing.let_back(staff, actor=actor, reason=reason)
    return ""


def _tell_the_asker(request: HelpRequest, actor: Staff, words: str) -> None:
    announcements.tell(
        [request.asked_by],
        subject=f"{request.staff.name}さんについての申請が処理されました",
        body=f"{in_short(request)}\n\nこの申請は、{actor}さんに{words}",
    )
