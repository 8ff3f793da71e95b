"""Was exactly this content approved, by somebody who might, at the moment when they did?"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from accounts import absences, appointments, duties, evidence
from accounts.models import Absence, Appointment, Role, StepUp
from approvals.decisions import APPROVE
from approvals.models import Capacity, Decision, Ground, Outcome
from approvals.route_taken import went_its_route
from audit import trail
from audit.actions import Action
from line.messages.visible import is_seen
from posts.answering.newly import left_open
from posts.choices import FOLLOWED, Category
from posts.content import Content, read
from posts.emergencies import fixed
from posts.kinds.choices import URGENT, Kind
from posts.kinds.columns import STILL_FRESH
from posts.models import PatternVersion, Revision
from posts.sealing import seal

# Between the proof of identity, the decision, and its entry in the trail.
AT_MOST: Final = timedelta(minutes=5)
FOLLOWS_NOTHING: Final = "元の投稿は、市民に届いていないことが分かりました。"


class NotApproved(Exception):
    """There is no valid approval of exactly this content; the text says what is wrong."""


def approval_of(revision: Revision) -> Decision:
    """The approval that covers this revision as it stands in the database now.

    Recomputes everything and trusts no column: raises NotApproved when there is no approval,
    when the content or the time is not the one that was approved, when a step of the route is
    missing, or when it was decided on by somebody who might not (運用).
    """
    found = Decision.objects.filter(revision=revision)
    decision = found.select_related("decider__section", "step_up", "revision__post").first()
    if decision is None or decision.outcome != Outcome.APPROVED or decision.step_up is None:
        raise NotApproved("承認の記録がありません。")
    for holds, otherwise in CONDITIONS:
        if not holds(decision):
            raise NotApproved(otherwise)
    return decision


def _is_about_this(decision: Decision) -> bool:
    revision = decision.revision
    return seal(revision.canonical) == decision.digest == revision.digest


def _is_proved(decision: Decision) -> bool:
    proof = decision.step_up
    if proof is None:
        return False
    asked = (proof.staff_id, proof.action, proof.target, proof.digest)
    done = (decision.decider_id, APPROVE, trail.target_of(decision.revision), decision.digest)
    # The signature of a passkey is verified again: it covers the content, whatever the columns say.
    return asked == done and _was_just_used(proof, decision) and evidence.holds(proof)


def _was_just_used(proof: StepUp, decision: Decision) -> bool:
    used = proof.used_at
    return used is not None and used <= decision.decided_at <= used + AT_MOST


def _is_anothers(decision: Decision) -> bool:
    post, used = decision.revision.post, read(decision.revision.canonical).written_from
    # As the row says, and as was sealed: 0 for a post that was written from no 文例.
    found = (post.written_from_id or 0, used or 0)
    versions = PatternVersion.objects.filter(pk__in=found)
    makers = {maker.pk for version in versions for maker in version.writers()}
    hands = set(post.contributors().values_list("pk", flat=True))
    return decision.decider_id not in hands | makers


def _is_settled(decision: Decision) -> bool:
    return not left_open(read(decision.revision.canonical))


def _has_its_reason(decision: Decision) -> bool:
    content = read(decision.revision.canonical)
    return content.category != Category.OTHER or is_seen(decision.reason)


def _might_decide(decision: Decision) -> bool:
    moment, decider = decision.decided_at, decision.decider
    content = read(decision.revision.canonical)
    if decision.capacity == Capacity.ACCOUNT_MANAGER:
        return appointments.was_account_manager(decider, at=moment)
    if decision.capacity == Capacity.ON_DUTY:
        turns = duties.was_on_duty(decider, at=moment)
        return content.kind == Kind.EMERGENCY and turns.filter(pk=decision.duty_id or 0).exists()
    if decision.capacity != Capacity.DEPUTY or content.is_weighty:
        return False
    if decision.ground == Ground.ABSENCE:
        return absences.was_deputising(decider, at=moment) and _absence_holds(decision)
    return _was_deputy(decision) and _ground_holds(decision, content)


def _absence_holds(decision: Decision) -> bool:
    moment = decision.decided_at
    managers = Appointment.objects.held_at(moment).filter(role=Role.ACCOUNT_MANAGER)
    found = Absence.objects.at(moment).filter(staff__in=managers.values("staff"))
    absence = found.filter(pk=decision.absence_id or 0).first()
    # Its row could say that it was registered at any time; the trail says when it was.
    return (
        absence is not None
        and trail.history_of(absence.staff)
        .filter(action=Action.ABSENCE_REGISTERED, detail__absence=absence.pk, at__lte=moment)
        .exists()
    )


def _was_deputy(decision: Decision) -> bool:
    on_that_day = decision.decider.appointments.held_at(decision.decided_at)
    is_away = absences.absence_of(decision.decider, at=decision.decided_at) is not None
    return on_that_day.filter(role=Role.DEPUTY).exists() and not is_away


def _ground_holds(decision: Decision, content: Content) -> bool:
    if decision.ground == Ground.EMERGENCY:
        return _was_urgent(decision, content) and is_seen(decision.ground_words)
    managers = Appointment.objects.held_at(decision.decided_at).filter(role=Role.ACCOUNT_MANAGER)
    hands = decision.revision.post.contributors()
    return (
        decision.ground == Ground.INVOLVED
        and hands.filter(pk__in=managers.values("staff")).exists()
    )


def _was_urgent(decision: Decision, content: Content) -> bool:
    # The column could say that the original went out at any time; the content was sealed.
    sent_at = content.original.get("sent_at")
    is_old = sent_at and decision.decided_at - datetime.fromisoformat(sent_at) > STILL_FRESH
    post = decision.revision.post
    return content.kind in URGENT and post.was_urgent(decision.decided_at) and not is_old


def _bounds_hold(decision: Decision) -> bool:
    content = read(decision.revision.canonical)
    decided = decision.decided_at
    return decided < content.decide_by and content.bounds(decided) == (
        decision.send_from,
        decision.send_until,
    )


def _is_still_of_its_pattern(decision: Decision) -> bool:
    return not fixed.problems(decision.revision.post)


def _follows_what_went_out(decision: Decision) -> bool:
    original = decision.revision.post.original
    return original is None or original.status in FOLLOWED


def _is_in_the_trail(decision: Decision) -> bool:
    # Rows can be made by whoever may write tables; the chain of the trail is harder to extend.
    return (
        trail.history_of(decision.revision.post)
        .filter(
            action=Action.POST_APPROVED,
            actor_id=decision.decider.as_actor().id,
            detail__digest=decision.digest,
            at__gte=decision.decided_at,
            at__lte=decision.decided_at + AT_MOST,
        )
        .exists()
    )


# In this order: what is read out of the content comes after the seal of the content.
CONDITIONS: Final[tuple[tuple[Callable[[Decision], bool], str], ...]] = (
    (_is_about_this, "承認された内容と、配信しようとした内容が一致しません。"),
    (_is_proved, "承認時の本人確認が、この内容に対するものではありません。"),
    (_is_anothers, "投稿に関わった人が承認しています。"),
    (_is_settled, "確かめていない指摘があるか、起案者の宣言がありません。"),
    (_might_decide, "承認した人が、承認の時点で決裁できる人ではありません。"),
    (_has_its_reason, "分類「その他」を適当と認める理由がありません（投6）。"),
    (_bounds_hold, "配信の時刻が、承認されたものと一致しません。"),
    (went_its_route, "承認の前の課内確認や合議が済んでいません。"),
    (_is_still_of_its_pattern, "緊急の文例が、いまは使えないものです。"),
    (_follows_what_went_out, FOLLOWS_NOTHING),
    (_is_in_the_trail, "承認が、監査証跡に記録されていません。"),
)
