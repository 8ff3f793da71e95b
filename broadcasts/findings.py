"""How two people settle 結果不明, a sending that nobody knows the end of."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts import absences, step_up
from accounts.models import Staff, StepUp
from audit import trail
from audit.actions import Action
from broadcasts import outcomes, reports
from broadcasts.models import Broadcast, Finding, State
from broadcasts.pairs import why_not_together
from posts.choices import Status
from posts.models import Post
from posts.permissions import demand, drafts_for_section
from posts.sealing import seal

CONFIRM: Final = "confirm_finding"


class NothingToSettle(Exception):
    """The post is no longer 結果不明, or the finding is not the one that was seen."""


def finding_on(broadcast: Broadcast) -> Finding | None:
    """What somebody has found out about this sending, if anybody has."""
    found = Finding.objects.filter(broadcast=broadcast)
    return found.select_related("found_by__section", "confirmed_by__section").first()


def record_finding(post: Post, *, actor: Staff, arrived: bool, words: str) -> Finding:
    """First of the two: says what LINE's own pages show. It may be said anew until it is confirmed.

    Raises PermissionDenied, NothingToSettle.
    """
    demand(why_not_record(post, actor))
    with transaction.atomic():
        post, broadcast = _locked(post)
        finding, _ = Finding.objects.update_or_create(
            broadcast=broadcast,
            defaults={
                "arrived": arrived,
                "words": words,
                "found_by": actor,
                "found_at": timezone.now(),
            },
        )
        reports.tell_finding(post, finding)
        trail.record(
            Action.FINDING_RECORDED,
            target=post,
            actor=actor.as_actor(),
            detail={"arrived": arrived, "reason": words},
        )
    return finding


def begin_confirmation(finding: Finding, *, actor: Staff) -> StepUp:
    """Start the proof of identity of the second person, bound to what the first one found."""
    demand(why_not_confirm(finding, actor))
    return step_up.begin(
        staff=actor, action=CONFIRM, target=trail.target_of(finding), digest=_digest(finding)
    )


def confirm_finding(
    finding: Finding, *, actor: Staff, step_up_id: str, code: str = "", assertion: str = ""
) -> None:
    """Second of the two: with a second factor, the post is 配信済み or 配信失敗.

    Raises PermissionDenied (also for who found it), StepUpRefused, NothingToSettle.
    """
    demand(why_not_confirm(finding, actor))
    proof = step_up.confirm(
        step_up_id,
        staff=actor,
        action=CONFIRM,
        target=trail.target_of(finding),
        digest=_digest(finding),
        code=code,
        assertion=assertion,
    )
    with transaction.atomic():
        post, broadcast = _locked(finding.broadcast.revision.post)
        finding = Finding.objects.get(pk=finding.pk)
        if _digest(finding) != proof.digest:
            raise NothingToSettle
        Finding.objects.filter(pk=finding.pk).update(
            confirmed_by=actor, confirmed_at=timezone.now(), proof=proof
        )
        outcomes.close_as_found(post, broadcast, finding, actor=actor.as_actor())


def why_not_record(post: Post, staff: Staff) -> str:
    """Empty when this person may say what became of the post; otherwise the reason."""
    if drafts_for_section(staff, post) or absences.capacity_of(staff):
        return ""
    return (
        "配信の結果を記録できるのは、同じ課の起案者とアカウント管理者（不在のときは代決者）です。"
    )


def why_not_confirm(finding: Finding, staff: Staff) -> str:
    """Empty when this person may be the second of the two; otherwise the reason."""
    first = finding.found_by
    refusal = why_not_record(finding.broadcast.revision.post, staff)
    if refusal:
        return refusal
    if first == staff:
        return "結果を記録した人は、自分では確定できません。ほかの人の確認が必要です。"
    return why_not_together(first, staff)


def _locked(post: Post) -> tuple[Post, Broadcast]:
    """The post and its sending, held against a late answer of LINE; the sending first, as there."""
    broadcast = (
        Broadcast.objects.select_for_update(of=("self",))
        .filter(revision=post.current_revision, state=State.UNCERTAIN)
        .select_related("revision")
        .first()
    )
    found = Post.objects.select_for_update(of=("self",)).filter(pk=post.pk, status=Status.UNCERTAIN)
    locked = found.select_related("current_revision__submitted_by").first()
    if broadcast is None or locked is None:
        raise NothingToSettle
    return locked, broadcast


def _digest(finding: Finding) -> str:
    said = (finding.broadcast_id, finding.found_by_id, finding.arrived, finding.words)
    return seal("\n".join(str(part) for part in said))
