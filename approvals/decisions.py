"""How a submitted revision is decided on, and how anyone can tell later that it was approved."""

from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import appointments, evidence, notices, step_up
from accounts.models import Staff, StepUp
from approvals.models import Decision, Outcome
from approvals.permissions import why_not_approve, why_not_return
from audit import trail
from audit.actions import Action
from posts import lifecycle, usable_media
from posts.answering.newly import newly_found
from posts.bubbles import read as bubbles_in
from posts.choices import Category, Status
from posts.content import Content, read
from posts.dates_ja import date_and_time
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.screening.engine import blocking
from posts.sealing import seal

APPROVE: Final = "approve"
SECONDS_BETWEEN_RECORDS: Final = 60
DAMAGED: Final = "画像または動画のファイルが、承認を依頼したときのものと違います。"


class ReasonNeeded(Exception):
    """投6: other posts need the account manager's own written reason."""


class TooLate(Exception):
    """The time of sending has passed; a late post is not sent by itself."""


class NowWrong(Exception):
    """Screening finds something that must be set right; the text says what, for people."""


class NotApproved(Exception):
    """There is no valid approval of exactly this content; the text says what is wrong."""


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
) -> Decision:
    """承認: with a second factor used in this very request, bound to this very content.

    The factor is a code of the authenticator or the answer of a passkey, which signs the content.

    Raises PermissionDenied (not the account manager, or had a hand in it), ReasonNeeded,
    TooLate, NowWrong (dates may have passed since, a picture may be out of use),
    step_up.StepUpRefused, and ChangedMeanwhile when the post no longer waits.
    """
    _demand_approver(revision.post, actor)
    _demand_current(revision)
    content = read(revision.canonical)
    if content.category == Category.OTHER and not reason.strip():
        raise ReasonNeeded
    _demand_still_right(revision, content)
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
    return _approve_what_was_proved(revision, proof, actor=actor, reason=reason)


def return_to_drafter(revision: Revision, *, actor: Staff, reason: str) -> Decision:
    """差戻し: back to the drafter with a reason in words.

    Raises PermissionDenied, ReasonNeeded, and ChangedMeanwhile when the post no longer waits.
    """
    problem = why_not_return(actor)
    if problem:
        raise PermissionDenied(problem)
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=revision.post_id)
        _demand_waiting(post, revision)
        decision = _decide(revision, Outcome.RETURNED, actor, reason=reason, proof=None)
        _tell_the_drafter(
            revision,
            subject=f"差戻し：{post.title_in_mails}",
            words=f"{actor.with_section}が差し戻しました。\n\n理由：\n{reason}",
        )
        lifecycle.mark_returned(post, actor=actor.as_actor(), reason=reason)
    return decision


def approval_of(revision: Revision) -> Decision:
    """The approval that covers this revision as it stands in the database now.

    Recomputes everything and trusts no column: raises NotApproved when there is no approval,
    when the content is not the one that was approved, or when its author approved it.
    """
    decision = Decision.objects.filter(revision=revision).select_related("decider").first()
    if decision is None or decision.outcome != Outcome.APPROVED or decision.step_up is None:
        raise NotApproved("承認の記録がありません。")
    if seal(revision.canonical) != decision.digest or revision.digest != decision.digest:
        raise NotApproved("承認された内容と、配信しようとした内容が一致しません。")
    if not _proves(decision.step_up, decision):
        raise NotApproved("承認時の本人確認が、この内容に対するものではありません。")
    if revision.post.contributors().filter(pk=decision.decider_id).exists():
        raise NotApproved("投稿に関わった人が承認しています。")
    if not appointments.was_account_manager(decision.decider, at=decision.decided_at):
        raise NotApproved("承認した人が、承認の時点でアカウント管理者ではありません。")
    if not _is_in_the_trail(decision):
        raise NotApproved("承認が、監査証跡に記録されていません。")
    return decision


def _approve_what_was_proved(
    revision: Revision, proof: StepUp, *, actor: Staff, reason: str
) -> Decision:
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=revision.post_id)
        revision = Revision.objects.get(pk=revision.pk)
        _demand_current(revision)
        # Suspended or out of office while the proof was under way: the proof alone is no office.
        problem = why_not_approve(Staff.objects.get(pk=actor.pk), post)
        if problem:
            raise PermissionDenied(problem)
        if seal(revision.canonical) != proof.digest:
            raise ChangedMeanwhile(f"revision {revision} is not the one that was proved for")
        decision = _decide(revision, Outcome.APPROVED, actor, reason=reason, proof=proof)
        _tell_the_drafter(
            revision,
            subject=f"承認されました：{post.title_in_mails}",
            words=f"{actor.with_section}が承認しました。{date_and_time(revision.send_at)}に配信します。",
        )
        lifecycle.mark_approved(post, actor=actor.as_actor(), reason=reason)
    return decision


def _is_in_the_trail(decision: Decision) -> bool:
    # Rows can be made by whoever may write tables; the chain of the trail is harder to extend.
    return (
        trail.history_of(decision.revision.post)
        .filter(
            action=Action.POST_APPROVED,
            actor_id=decision.decider.as_actor().id,
            detail__digest=decision.digest,
        )
        .exists()
    )


def _proves(proof: StepUp, decision: Decision) -> bool:
    asked = (proof.staff_id, proof.action, proof.target, proof.digest)
    done = (decision.decider_id, APPROVE, trail.target_of(decision.revision), decision.digest)
    # The signature of a passkey is verified again: it covers the content, whatever the columns say.
    return asked == done and proof.used_at is not None and evidence.holds(proof)


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


def _demand_current(revision: Revision) -> None:
    _demand_waiting(revision.post, revision)
    if revision.send_at <= timezone.now():
        raise TooLate


def _demand_still_right(revision: Revision, content: Content) -> None:
    wrong = [finding.words for finding in blocking(newly_found(content))]
    # While it waits, the working copy is what was frozen; it knows which picture of the library.
    wrong += usable_media.not_usable(bubbles_in(revision.post.bubbles)).values()
    if not usable_media.are_whole(content):
        wrong.append(DAMAGED)
    if wrong:
        raise NowWrong("\n".join(wrong))


def _demand_waiting(post: Post, revision: Revision) -> None:
    if post.status != Status.IN_APPROVAL or post.current_revision_id != revision.pk:
        raise ChangedMeanwhile(f"revision {revision} no longer waits for a decision")


def _decide(
    revision: Revision, outcome: Outcome, actor: Staff, *, reason: str, proof: StepUp | None
) -> Decision:
    return Decision.objects.create(
        revision=revision,
        outcome=outcome,
        decider=actor,
        digest=proof.digest if proof else seal(revision.canonical),
        reason=reason,
        step_up=proof,
    )


def _tell_the_drafter(revision: Revision, *, subject: str, words: str) -> None:
    post = revision.post
    notices.tell(
        revision.submitted_by,
        subject=subject,
        body=f"件名：{post.title_in_mails}\n\n{words}\n\n{settings.SITE_URL}{post.get_absolute_url()}\n",
    )
