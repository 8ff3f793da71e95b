"""How a submitted revision is decided on: approved with a second factor, returned, or rejected."""

from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import step_up
from accounts.models import Staff, StepUp
from approvals.capacities import as_what, in_the_trail, in_whose_place
from approvals.last_look import NotYet, NowWrong, demand_ready, demand_still_right
from approvals.models import Decision, Outcome
from approvals.permissions import how_to_return, why_not_approve, why_not_return
from approvals.telling import tell_the_others_asked, tell_those_concerned
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from line.messages.visible import is_seen
from posts import holds, lifecycle
from posts.choices import Category, Status
from posts.content import read
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.routing.deciders import Authority, authority_of, why_not_decide
from posts.sealing import seal

__all__ = [
    "APPROVE",
    "NotYet",
    "NowWrong",
    "ReasonNeeded",
    "TooLate",
    "approve",
    "begin_approval",
    "reject",
    "return_to_drafter",
]

APPROVE: Final = "approve"
SECONDS_BETWEEN_RECORDS: Final = 60


class ReasonNeeded(Exception):
    """Words are missing: 投6's reason, a deputy's, or why something is returned or rejected."""


class TooLate(Exception):
    """The time to decide has passed; a late post is not sent by itself."""


def begin_approval(revision: Revision, *, actor: Staff) -> StepUp:
    """Start the proof of identity for approving exactly this content; five minutes to use it."""
    _demand_approver(revision.post, actor)
    return step_up.begin(
        staff=actor, action=APPROVE, target=trail.target_of(revision), digest=revision.digest
    )


def approve(
    revision: Revision,
    *,
    actor: Staff,
    step_up_id: str,
    code: str = "",
    assertion: str = "",
    reason: str = "",
    ground_words: str = "",
) -> Decision:
    """承認: with a second factor used in this very request, bound to this very content.

    The factor is a code of the authenticator or the answer of a passkey, which signs the content.
    `reason` is 投6's; `ground_words` say why a deputy decides on something urgent.

    Raises PermissionDenied (nobody who decides, or had a hand in it), ReasonNeeded, TooLate,
    NotYet, NowWrong (dates may have passed since, a picture may be out of use),
    step_up.StepUpRefused, and ChangedMeanwhile when the post no longer waits.
    """
    _demand_approver(revision.post, actor)
    # Before the factor: what is refused for another reason costs no code.
    _demand_approvable(revision, actor, reason=reason, ground_words=ground_words)
    # Outside the transaction below: a wrong code must stay counted whatever happens next.
    proof = step_up.confirm(
        step_up_id,
        staff=actor,
        action=APPROVE,
        target=trail.target_of(revision),
        digest=seal(revision.canonical),
        code=code,
        assertion=assertion,
    )
    return _approve_what_was_proved(
        revision, proof, actor=actor, reason=reason, ground_words=ground_words
    )


def return_to_drafter(revision: Revision, *, actor: Staff, reason: str) -> Decision:
    """差戻し: back to the drafter with a reason in words, by whoever decides or endorses.

    Raises PermissionDenied, ReasonNeeded, and ChangedMeanwhile when the post no longer waits.
    """
    return _send_back(revision, Outcome.RETURNED, actor=actor, reason=reason)


def reject(revision: Revision, *, actor: Staff, reason: str) -> Decision:
    """却下: the post is over, with a reason in words; only who has the last word may do so.

    Raises PermissionDenied, ReasonNeeded, and ChangedMeanwhile when the post no longer waits.
    """
    _demand_approver(revision.post, actor)
    return _send_back(revision, Outcome.REJECTED, actor=actor, reason=reason)


def _demand_approvable(revision: Revision, actor: Staff, *, reason: str, ground_words: str) -> None:
    _demand_current(revision, timezone.now())
    demand_ready(revision)
    content = read(revision.canonical)
    if content.category == Category.OTHER and not is_seen(reason):
        raise ReasonNeeded
    _demand_ground(_authority(actor, revision.post, timezone.now()), ground_words)
    demand_still_right(revision, content)


def _approve_what_was_proved(
    revision: Revision, proof: StepUp, *, actor: Staff, reason: str, ground_words: str
) -> Decision:
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        revision = Revision.objects.get(pk=revision.pk)
        # One moment for the question and the row: PostgreSQL compares the two again.
        moment = timezone.now()
        _demand_current(revision, moment)
        demand_ready(revision)
        if seal(revision.canonical) != proof.digest:
            raise ChangedMeanwhile(f"revision {revision} is not the one that was proved for")
        # Suspended or out of office while the proof was under way: the proof alone is no office.
        authority = _authority(Staff.objects.get(pk=actor.pk), post, moment)
        _demand_ground(authority, ground_words)
        start, end = read(revision.canonical).bounds(moment)
        decision = Decision.objects.create(
            revision=revision,
            outcome=Outcome.APPROVED,
            decider=actor,
            decided_at=moment,
            digest=proof.digest,
            reason=reason,
            step_up=proof,
            send_from=start,
            send_until=end,
            **as_what(authority, ground_words),
        )
        tell_those_concerned(
            revision,
            subject=f"承認されました：{post.title_in_mails}",
            words=f"{actor.with_section}が{in_whose_place(decision)}承認しました。"
            f"{date_and_time(start)}に配信します。",
        )
        tell_the_others_asked(revision, actor=actor, done="承認しました")
        lifecycle.mark_approved(
            post, actor=actor.as_actor(), why=in_the_trail(decision), send_at=start
        )
    return decision


def _send_back(revision: Revision, outcome: Outcome, *, actor: Staff, reason: str) -> Decision:
    demand(why_not_return(actor, revision))
    if not is_seen(reason):
        raise ReasonNeeded
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        _demand_waiting(post, revision)
        # Somebody who endorses may have been overtaken, or be out of office since.
        if why_not_return(actor, revision):
            raise ChangedMeanwhile(f"revision {revision} is not for staff {actor.pk} any more")
        moment = timezone.now()
        decision = Decision.objects.create(
            revision=revision,
            outcome=outcome,
            decider=actor,
            decided_at=moment,
            digest=seal(revision.canonical),
            reason=reason,
            **how_to_return(actor, revision, at=moment),
        )
        holds.end_on(revision, actor=actor)
        done = "差し戻しました" if outcome is Outcome.RETURNED else "却下しました"
        tell_those_concerned(
            revision,
            subject=f"{outcome.label}：{post.title_in_mails}",
            words=f"{actor.with_section}が{in_whose_place(decision)}{done}。\n\n理由：\n{post.words_in_mails(reason)}",
        )
        tell_the_others_asked(revision, actor=actor, done=done)
        mark = lifecycle.mark_returned if outcome is Outcome.RETURNED else lifecycle.mark_rejected
        mark(post, actor=actor.as_actor(), why=in_the_trail(decision))
    return decision


def _authority(actor: Staff, post: Post, moment: datetime) -> Authority:
    found = authority_of(actor, post, at=moment)
    if found is None:
        raise PermissionDenied(why_not_decide(actor, post))
    return found


def _demand_ground(authority: Authority, ground_words: str) -> None:
    if authority.needs_words and not is_seen(ground_words):
        raise ReasonNeeded


def _demand_approver(post: Post, actor: Staff) -> None:
    problem = why_not_approve(actor, post)
    if problem:
        _record_refusal(post, actor, problem)
        raise PermissionDenied(problem)


def _record_refusal(post: Post, actor: Staff, problem: str) -> None:
    # Once a minute: nobody may fill the trail by pressing what is refused anyway.
    key = f"approvals.refusal-recorded.{post.pk}.{actor.pk}"
    if cache.add(key, True, timeout=SECONDS_BETWEEN_RECORDS):
        trail.record_alone(
            Action.APPROVAL_REFUSED, target=post, actor=actor.as_actor(), detail={"reason": problem}
        )


def _demand_current(revision: Revision, moment: datetime) -> None:
    _demand_waiting(revision.post, revision)
    if revision.decide_by <= moment:
        raise TooLate


def _demand_waiting(post: Post, revision: Revision) -> None:
    if post.status != Status.IN_APPROVAL or post.current_revision_id != revision.pk:
        raise ChangedMeanwhile(f"revision {revision} no longer waits for a decision")
