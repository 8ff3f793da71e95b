"""後閲: how アカウント管理者 looks at what others decided in their place, and is reminded of it."""

from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts import absences, appointments, notices
from accounts.models import Staff
from approvals.models import Capacity, Decision, LaterReview
from audit import trail
from audit.actions import Action
from line.messages.visible import is_seen
from posts.models import Call
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.routing.reminders import again, due_after

FOR_ANOTHER: Final = (Capacity.DEPUTY, Capacity.ON_DUTY)


def waiting() -> QuerySet[Decision]:
    """The decisions that アカウント管理者 has not looked at yet, the oldest first.

    What the account manager of today decided as a deputy before is not among them: nobody looks
    at their own decision, and whoever comes next in that office does.
    """
    manager = appointments.account_manager()
    return (
        Decision.objects.filter(capacity__in=FOR_ANOTHER, later_review=None)
        .exclude(decider=manager.pk if manager else None)
        .select_related("revision__post__section", "decider__section", "revision__submitted_by")
        .order_by("decided_at")
    )


def why_not_review(staff: Staff, decision: Decision) -> str:
    """Empty when this person may look at the decision afterwards; otherwise the reason."""
    if not staff.is_account_manager:
        return "後閲は、アカウント管理者が行います。"
    if decision.decider_id == staff.pk:
        return "自分で決裁した投稿は、後閲できません。"
    if not decision.is_for_another:
        return "後閲は、代わりに決裁されたものだけに行います。"
    return ""


def review(decision: Decision, *, actor: Staff, opinion: str = "") -> LaterReview:
    """確認, or with words 意見, of which the one who decided is told; nothing else changes.

    Raises PermissionDenied, and ChangedMeanwhile when it has been looked at already.
    """
    demand(why_not_review(actor, decision))
    words = opinion.strip() if is_seen(opinion) else ""
    try:
        with transaction.atomic():
            done = LaterReview.objects.create(
                decision=decision, reviewer=actor, has_opinion=bool(words), words=words
            )
            post = decision.revision.post
            trail.record(
                Action.DECISION_REVIEWED,
                target=post,
                actor=actor.as_actor(),
                detail={"revision": decision.revision.number, "words": words},
            )
            if words:
                notices.tell(
                    decision.decider,
                    subject=f"後閲の意見：{post.title_in_mails}",
                    body=(
                        f"{actor.with_section}が、代わりに決裁した投稿に意見を書きました。\n\n"
                        f"件名：{post.title_in_mails}\n\n"
                        f"{settings.SITE_URL}{post.get_absolute_url()}\n"
                    ),
                )
    except IntegrityError as error:
        raise ChangedMeanwhile(f"decision {decision.pk} is reviewed already") from error
    return done


def remind_reviewer() -> int:
    """Remind アカウント管理者, once back, of each decision, every working day until it is done.

    Returns how many decisions were named.
    """
    manager = appointments.account_manager()
    if manager is None or absences.absence_of(manager) is not None:
        return 0
    due = [one for one in waiting() if _is_due(one, manager)]
    if not due:
        return 0
    with transaction.atomic():
        for decision in due:
            again(manager, decision.revision, None)
        titles = "\n".join(f"・{one.revision.post.title_in_mails}" for one in due)
        notices.tell(
            manager,
            subject=f"後閲を待っている決裁があります（{len(due)}件）",
            body=(
                "あなたの代わりに決裁された投稿です。内容を確かめて、確認または意見を"
                f"記録してください。\n\n{titles}\n\n"
                f"{settings.SITE_URL}{reverse('later_reviews')}\n"
            ),
        )
    return len(due)


def _is_due(decision: Decision, manager: Staff) -> bool:
    told = Call.objects.filter(
        revision=decision.revision, step=None, staff=manager, at__gte=decision.decided_at
    )
    last = told.order_by("-at").first()
    return last is None or timezone.now() >= due_after(last.at, is_urgent=False)
