"""ログインの手助けの申請: what one administrator may only ask for, as it opens an office.

Whoever resets the factors of somebody who can approve or administer could sign in as that person,
and would be both of the two that such roles take. So a second one confirms, and only the second
one sees the temporary password (`personnel/help_confirmations.py`).
"""

from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from personnel import announcements, credentials, standing
from personnel.acts import Act, NotPossible, Proof, administering, hold_offices
from personnel.models import HelpKind, HelpOutcome, HelpRequest
from personnel.models.help_requests import GOOD_FOR
from personnel.seconds import seconds_of

ALREADY: Final = "この申請は、すでに処理されたか、期限が過ぎています。"

NOBODY: Final = (
    "いま、この申請を確認できる人がいません。申請する人と本人のほかに、システム管理者が必要です。"
)


def why_not_ask(staff: Staff, kind: HelpKind) -> str:
    """Empty when this help can be asked for; otherwise the reason."""
    if staff.help_requests.waiting().filter(kind=kind).exists():
        return "同じ申請が、すでに確認を待っています。"
    return why_not_possible(staff, kind)


def why_not_possible(staff: Staff, kind: HelpKind) -> str:
    """Empty when this help makes sense as the person stands; otherwise the reason."""
    if kind.shows_password:
        return credentials.why_not_help_in(staff)
    return standing.why_not_resume(staff) if kind == HelpKind.RESUMPTION else ""


def asking(staff: Staff, kind: HelpKind, reason: str, *, name: str = "", email: str = "") -> Act:
    """What is shown before help is asked for; `name` and `email` of 修正 alone."""
    content = {"kind": kind.value, "name": name, "email": email, "reason": reason}
    return Act(Action.HELP_ASKED, trail.target_of(staff), content)


def ask(
    staff: Staff,
    kind: HelpKind,
    *,
    actor: Staff,
    reason: str,
    proof: Proof,
    name: str = "",
    email: str = "",
) -> HelpRequest:
    """First of the two: nothing happens yet, and the person concerned hears of it.

    Raises PermissionDenied (also for oneself), StepUpRefused, NotPossible.
    """
    act = asking(staff, kind, reason, name=name, email=email)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        expire_due()
        NotPossible.unless_empty(why_not_ask(staff, kind))
        request = HelpRequest.objects.create(
            kind=kind,
            staff=staff,
            name=name,
            email=email,
            email_before=staff.email if kind == HelpKind.ADDRESS else "",
            reason=reason,
            asked_by=actor,
        )
        if not seconds_of(request):
            raise NotPossible(NOBODY)
        _tell(request)
        record(Action.HELP_ASKED, request, actor, reason=reason)
    return request


def withdraw(request: HelpRequest, *, actor: Staff, answer: str) -> None:
    """取下げ by who asked, without a proof. Raises PermissionDenied, NotPossible."""
    if actor != request.asked_by:
        raise PermissionDenied("申請を取り下げられるのは、申請した人だけです。")
    with transaction.atomic():
        hold_offices()
        decide(request, HelpOutcome.WITHDRAWN, actor, answer)
        record(Action.HELP_WITHDRAWN, request, actor, reason=answer)


def expire_due() -> int:
    """期限切れ for what nobody decided on in time; returns for how many. Harmless to call twice."""
    with transaction.atomic():
        hold_offices()
        rows = HelpRequest.objects.undecided().filter(asked_at__lte=timezone.now() - GOOD_FOR)
        over = list(rows.select_related("staff__section", "asked_by__section"))
        for request in over:
            HelpRequest.objects.filter(pk=request.pk).update(
                outcome=HelpOutcome.EXPIRED, decided_at=timezone.now()
            )
            announcements.tell(
                [request.asked_by],
                subject=f"申請の期限が過ぎました：{request.staff.name}さん",
                body=f"{in_short(request)}の申請は、{GOOD_FOR.days}日以内に確認されませんでした。\n",
            )
            trail.record(
                Action.HELP_EXPIRED,
                target=request.staff,
                actor=SYSTEM,
                detail={"request": request.pk, "kind": request.kind},
            )
        return len(over)


def decide(request: HelpRequest, outcome: HelpOutcome, actor: Staff, answer: str = "") -> None:
    """Write the outcome, once; within a transaction. Raises NotPossible when there is one."""
    # The condition is the claim: of two that decide at once, one finds it still waiting.
    hit = HelpRequest.objects.waiting().filter(pk=request.pk).order_by()
    if not hit.update(outcome=outcome, decided_by=actor, decided_at=timezone.now(), answer=answer):
        raise NotPossible(ALREADY)
    request.refresh_from_db()


def record(action: Action, request: HelpRequest, actor: Staff, *, reason: str) -> None:
    """Write what was done about a request into the trail of the person concerned."""
    trail.record(
        action,
        target=request.staff,
        actor=actor.as_actor(),
        detail={
            "request": request.pk,
            "kind": request.kind,
            "asked_by": request.asked_by_id,
            "reason": reason,
        },
    )


def in_short(request: HelpRequest) -> str:
    """What was asked for, in one line for a list or a mail."""
    words = request.get_kind_display()
    if request.kind != HelpKind.ADDRESS:
        return words
    renamed = "" if request.name == request.staff.name else f"、氏名を{request.name}に"
    return f"{words}：{request.email_before or 'なし'}から{request.email}に{renamed}"


def _tell(request: HelpRequest) -> None:
    said = (
        f"{request.asked_by}さんが、{request.staff}さんについて申請しました。\n\n"
        f"{in_short(request)}\n\n理由：\n{request.reason}\n\n"
    )
    announcements.tell(
        seconds_of(request),
        subject=f"確認してください：{request.staff.name}さんの{request.get_kind_display()}",
        body=f"{said}本人が頼んだことかどうかを、本人に電話で確かめてから、確認してください。\n\n"
        f"{settings.SITE_URL}{reverse('personnel_help_request', args=[request.pk])}\n",
    )
    announcements.tell(
        [request.staff],
        subject=f"{request.get_kind_display()}が申請されました",
        body=f"{said}頼んだ覚えがないときは、すぐに情報政策課へ電話してください。\n",
    )
