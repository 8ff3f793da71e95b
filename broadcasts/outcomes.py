"""How a request ends: accepted, failed, or uncertain; written once, with the people told."""

from typing import Any

from django.db.models.functions import Now

from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM, Actor
from broadcasts import advice, reports
from broadcasts.models import Broadcast, Finding, State
from line import friends
from line.client import Answer
from line.models import FriendCount
from posts import lifecycle
from posts.choices import Status
from posts.models import Post


def close_as_accepted(broadcast: Broadcast, answer: Answer) -> None:
    """LINE took it, now or at an earlier attempt (409); insight knows it by the accepted id.

    The proof may come late, when the request has been given up as uncertain: it settles that. For
    a request that counts as failed it can only be recorded, and people told.
    """
    if broadcast.state == State.ACCEPTED:
        record_stale(broadcast, answer, attempt=broadcast.attempts)
        return
    if broadcast.state == State.FAILED:
        _tell_of_contradiction(broadcast, answer)
        return
    count = friends.latest()
    post = _close(
        broadcast,
        State.ACCEPTED,
        http_status=answer.status,
        request_id=answer.accepted_request_id or answer.request_id,
        reason="",
        line_words=answer.line_words,
        friends=count.reachable if count else None,
        friends_on=count.day if count else None,
    )
    reports.tell_sent(post)
    _write_down(post, Action.SENDING_ACCEPTED, {**facts(answer), **_counted(count)})


def close_as_refused(broadcast: Broadcast, answer: Answer, *, before: Broadcast) -> None:
    """LINE said no for good; uncertain when an earlier attempt may have got through."""
    said = {"http_status": answer.status, "line_words": answer.line_words}
    if before.may_have_arrived:
        _close_uncertain(broadcast, answer.reason, facts(answer), **said)
    else:
        post = _close(
            broadcast, State.FAILED, reason=answer.reason, next_act=answer.next_act, **said
        )
        reports.tell_failed(post, answer.reason, answer.next_act)
        _write_down(post, Action.SENDING_FAILED, facts(answer))


def close_if_over(broadcast: Broadcast, *, problem: str) -> bool:
    """End a request that must not be tried (again); False when there is no problem."""
    if not problem:
        return False
    if broadcast.may_have_arrived:
        _close_uncertain(broadcast, problem, {"reason": problem})
    else:
        next_act = advice.after(problem)
        post = _close(broadcast, State.FAILED, reason=problem, next_act=next_act)
        reports.tell_failed(post, problem, next_act)
        _write_down(post, Action.SENDING_BLOCKED, {"reason": problem})
    return True


def close_as_found(post: Post, broadcast: Broadcast, finding: Finding, *, actor: Actor) -> None:
    """Two people have settled a doubt; the caller holds the locks and has asked who they are."""
    detail = {"arrived": finding.arrived, "reason": finding.words}
    if finding.arrived:
        Broadcast.objects.filter(pk=broadcast.pk).update(state=State.ACCEPTED, reason="")
        reports.tell_found(post, "配信されていたことを、2人で確かめました。")
        lifecycle.mark_sent(post, actor=actor, detail=detail, action=Action.FOUND_SENT)
    else:
        why, next_act = advice.NOT_ARRIVED, advice.SEND_ANEW
        Broadcast.objects.filter(pk=broadcast.pk).update(
            state=State.FAILED, reason=why, next_act=next_act
        )
        reports.tell_found(post, f"{why}\n\n{next_act}")
        lifecycle.mark_failed(post, actor=actor, detail=detail, action=Action.FOUND_UNSENT)


def record_stale(broadcast: Broadcast, answer: Answer, *, attempt: int) -> None:
    """An answer that changes nothing any more, kept for those who look into it."""
    trail.record(
        Action.SENDING_ANSWERED_LATE,
        target=broadcast.revision.post,
        actor=SYSTEM,
        detail={**facts(answer), "attempt": attempt},
    )


def facts(answer: Answer) -> dict[str, Any]:
    """What the audit trail keeps of an answer of LINE."""
    return {
        "outcome": answer.outcome.value,
        "http_status": answer.status,
        "request_id": answer.request_id,
        "accepted_request_id": answer.accepted_request_id,
        "reason": answer.reason,
        "line_words": answer.line_words,
    }


def _counted(count: FriendCount | None) -> dict[str, Any]:
    """To how many people it went, for records: 決裁票 are read from the trail."""
    return {"friends": count.reachable, "on": count.day.isoformat()} if count else {}


def _tell_of_contradiction(broadcast: Broadcast, answer: Answer) -> None:
    post = Post.objects.select_related("current_revision").get(pk=broadcast.revision.post_id)
    reports.tell_contradiction(post)
    record_stale(broadcast, answer, attempt=broadcast.attempts)


def _close_uncertain(broadcast: Broadcast, why: str, detail: dict[str, Any], **fields: Any) -> None:
    post = _close(broadcast, State.UNCERTAIN, reason=why, **fields)
    reports.tell_uncertain(post, why)
    _write_down(post, Action.SENDING_UNCERTAIN, detail)


def _close(broadcast: Broadcast, state: State, **fields: Any) -> Post:
    Broadcast.objects.filter(pk=broadcast.pk).update(
        state=state, lease_until=None, finished_at=Now(), **fields
    )
    return Post.objects.select_related("current_revision").get(pk=broadcast.revision.post_id)


def _write_down(post: Post, action: Action, detail: dict[str, Any]) -> None:
    settles_doubt = post.status == Status.UNCERTAIN and action is Action.SENDING_ACCEPTED
    if post.status != Status.SENDING and not settles_doubt:
        # Somebody moved the post past every verb. That stands, and so does the record of this.
        trail.record(action, target=post, actor=SYSTEM, detail=detail)
    elif action is Action.SENDING_ACCEPTED:
        lifecycle.mark_sent(post, actor=SYSTEM, detail=detail)
    elif action is Action.SENDING_UNCERTAIN:
        lifecycle.mark_uncertain(post, actor=SYSTEM, detail=detail)
    else:
        lifecycle.mark_failed(post, actor=SYSTEM, detail=detail, action=action)
