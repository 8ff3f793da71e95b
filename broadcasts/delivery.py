"""How a frozen request is sent once: claim it, ask LINE outside any transaction, write it down."""

import logging
import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from broadcasts import outcomes, stops, waiting
from broadcasts.advice import TOO_LATE
from broadcasts.keys import retry_key
from broadcasts.models import OPEN_STATES, Broadcast, State
from broadcasts.preparation import (
    Blocked,
    approved_body,
    demand_due,
    demand_timely,
    demand_whole,
    is_too_late,
)
from line.client import Answer, LineClient, Outcome
from posts.choices import Status

logger = logging.getLogger(__name__)

# LINE forgets a retry key after 24 hours and would then send again (line-platform: retry key).
RETRY_LIMIT: Final = timedelta(hours=23)
FIRST_WAIT_SECONDS: Final = 1.0
LONGEST_WAIT_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Claim:
    """The right of this worker to make one attempt, until the lease ends."""

    broadcast: Broadcast
    attempt: int


def deliver_next(client: LineClient, *, only_emergencies: bool = False) -> bool:
    """Make one attempt at the request that has waited the longest; False when none is due.

    Emergencies overtake all others.
    """
    claim = claim_next(only_emergencies=only_emergencies)
    if claim is None:
        return False
    if claim.attempt:
        answer = client.broadcast(claim.broadcast.body, retry_key=claim.broadcast.retry_key)
        settle(claim, answer)
    return True


def claim_next(*, only_emergencies: bool = False) -> Claim | None:
    """Take one due request under a lease, checked again from the ground; None when none is due.

    A claim with attempt 0 was closed without asking LINE, because it must not be sent (any more).
    """
    if stops.stands():
        return None
    with transaction.atomic():
        due = waiting.requests_to_send(only_emergencies=only_emergencies)
        broadcast = (
            due.select_related("revision__post")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if broadcast is None:
            return None
        if outcomes.close_if_over(broadcast, problem=_problem(broadcast)):
            return Claim(broadcast, attempt=0)
        claim = _take(broadcast)
        # Recording the attempt waited for whoever wrote the trail before: perhaps for a stop, or
        # until the window had closed.
        if stops.stands() or is_too_late(broadcast.revision):
            transaction.set_rollback(True)
            return None
        return claim


def settle(claim: Claim, answer: Answer) -> None:
    """Write down what LINE said; whatever it said, the row is done or due again afterwards.

    An answer that comes after the lease has ended, when another attempt has begun, proves only one
    thing: an acceptance. Anything else it says is recorded and changes nothing.
    """
    with transaction.atomic():
        broadcast = Broadcast.objects.select_for_update().get(pk=claim.broadcast.pk)
        if answer.outcome is Outcome.ACCEPTED:
            outcomes.close_as_accepted(broadcast, answer)
        elif broadcast.state not in OPEN_STATES or broadcast.attempts != claim.attempt:
            outcomes.record_stale(broadcast, answer, attempt=claim.attempt)
        elif answer.outcome is Outcome.REFUSED:
            outcomes.close_as_refused(broadcast, answer, before=claim.broadcast)
        else:
            _postpone(broadcast, answer, before=claim.broadcast)


def _problem(broadcast: Broadcast) -> str:
    """Why no further attempt may be made, or an empty string."""
    revision = broadcast.revision
    try:
        if approved_body(revision) != broadcast.body:
            return "送ろうとした本文が、承認された内容と一致しません。"
        if retry_key(revision) != broadcast.retry_key:
            return "二重の配信を防ぐ再送の鍵が、承認された内容のものと一致しません。"
        demand_due(revision)
        # What may have arrived is settled by asking LINE again, not by giving up.
        if not (broadcast.may_have_arrived and broadcast.attempts):
            demand_timely(revision)
            demand_whole(revision)
    except Blocked as blocked:
        return str(blocked)
    if revision.post.status != Status.SENDING:
        return "投稿が配信中の状態ではありません。"
    if is_too_late(revision) or _is_past_retry_limit(broadcast):
        return TOO_LATE
    return ""


def _is_past_retry_limit(broadcast: Broadcast) -> bool:
    if broadcast.first_attempt_at is None:
        return False
    # By the clock of the database, which wrote the time of the first attempt.
    first = Broadcast.objects.filter(pk=broadcast.pk, first_attempt_at__lte=Now() - RETRY_LIMIT)
    return first.exists()


def _take(broadcast: Broadcast) -> Claim:
    attempt = broadcast.attempts + 1
    trail.record(
        Action.SENDING_ATTEMPTED,
        target=broadcast.revision.post,
        actor=SYSTEM,
        detail={"attempt": attempt, "retry_key": str(broadcast.retry_key)},
    )
    Broadcast.objects.filter(pk=broadcast.pk).update(
        state=State.SENDING,
        attempts=attempt,
        first_attempt_at=broadcast.first_attempt_at or Now(),
        lease_until=Now() + timedelta(seconds=settings.SEND_LEASE_SECONDS),
        may_have_arrived=True,
    )
    return Claim(broadcast, attempt)


def _postpone(broadcast: Broadcast, answer: Answer, *, before: Broadcast) -> None:
    certain = answer.outcome is Outcome.NOT_SENT and not before.may_have_arrived
    wait = _wait_seconds(broadcast.attempts, answer)
    Broadcast.objects.filter(pk=broadcast.pk).update(
        lease_until=None,
        next_attempt_at=Now() + timedelta(seconds=wait),
        may_have_arrived=not certain,
        http_status=answer.status,
        reason=answer.reason,
        line_words=answer.line_words,
    )
    trail.record(
        Action.SENDING_POSTPONED,
        target=broadcast.revision.post,
        actor=SYSTEM,
        detail={**outcomes.facts(answer), "retry_in_seconds": round(wait, 1)},
    )


def _wait_seconds(attempts: int, answer: Answer) -> float:
    if answer.status == 429:
        return LONGEST_WAIT_SECONDS
    wait: float = min(FIRST_WAIT_SECONDS * 2 ** min(attempts - 1, 10), LONGEST_WAIT_SECONDS)
    return wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, guards nothing
