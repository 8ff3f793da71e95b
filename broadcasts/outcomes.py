"""How a request ends: accepted, failed, or uncertain; written once, with the people told."""

from typing import Any

from django.db.models.functions import Now

from audit.actions import Action
from audit.trail import SYSTEM
from broadcasts import reports
from broadcasts.models import Broadcast, State
from line import friends
from line.client import Answer
from posts import lifecycle
from posts.models import Post


def close_as_accepted(broadcast: Broadcast, answer: Answer) -> None:
    """LINE took it, now or at an earlier attempt (409); insight knows it by the accepted id."""
    count = friends.latest()
    post = _post(broadcast)
    request_id = answer.accepted_request_id or answer.request_id
    _close(
        broadcast,
        State.ACCEPTED,
        http_status=answer.status,
        request_id=request_id,
        reason="",
        friends=count.reachable if count else None,
        friends_on=count.day if count else None,
    )
    reports.tell_sent(post)
    lifecycle.mark_sent(post, actor=SYSTEM, detail=facts(answer))


def close_as_refused(broadcast: Broadcast, answer: Answer, *, before: Broadcast) -> None:
    """LINE said no for good; uncertain when an earlier attempt may have got through."""
    why = f"LINEが受け付けませんでした（{answer.status}）：{answer.reason}"
    if before.may_have_arrived:
        _uncertain(broadcast, why, answer)
    else:
        _failed(broadcast, why, answer, Action.SENDING_FAILED)


def close_if_over(broadcast: Broadcast, *, problem: str) -> bool:
    """End a request that must not be tried (again); False when there is no problem."""
    if not problem:
        return False
    if broadcast.may_have_arrived:
        _uncertain(broadcast, problem, None)
    else:
        _failed(broadcast, problem, None, Action.SENDING_BLOCKED)
    return True


def facts(answer: Answer) -> dict[str, Any]:
    """What the audit trail keeps of an answer of LINE."""
    return {
        "outcome": answer.outcome.value,
        "http_status": answer.status,
        "request_id": answer.request_id,
        "accepted_request_id": answer.accepted_request_id,
        "reason": answer.reason,
    }


def _failed(broadcast: Broadcast, why: str, answer: Answer | None, action: Action) -> None:
    post = _post(broadcast)
    _close(broadcast, State.FAILED, reason=why, http_status=answer.status if answer else None)
    reports.tell_failed(post, why)
    detail = {"reason": why, **(facts(answer) if answer else {})}
    lifecycle.mark_failed(post, actor=SYSTEM, detail=detail, action=action)


def _uncertain(broadcast: Broadcast, why: str, answer: Answer | None) -> None:
    post = _post(broadcast)
    _close(broadcast, State.UNCERTAIN, reason=why, http_status=answer.status if answer else None)
    reports.tell_uncertain(post, why)
    detail = {**(facts(answer) if answer else {}), "reason": why}
    lifecycle.mark_uncertain(post, actor=SYSTEM, detail=detail)


def _close(broadcast: Broadcast, state: State, **fields: Any) -> None:
    Broadcast.objects.filter(pk=broadcast.pk).update(
        state=state, lease_until=None, finished_at=Now(), **fields
    )


def _post(broadcast: Broadcast) -> Post:
    return Post.objects.select_related("current_revision").get(pk=broadcast.revision.post_id)
