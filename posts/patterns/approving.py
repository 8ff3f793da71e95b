"""Was a 緊急の文例 approved as it stands, and who approves it beforehand, with which proof?"""

import json
from datetime import date, timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts import absences, evidence, step_up
from accounts.models import Role, Staff, StepUp
from audit import trail
from audit.actions import Action
from posts.models import Pattern, PatternApproval, PatternVersion
from posts.moves import ChangedMeanwhile
from posts.sealing import seal

APPROVE_PATTERN: Final = "approve_pattern"
# How long before the last day people are told of it.
SOON: Final = timedelta(days=30)
NOT_APPROVED: Final = "この緊急の文例は、まだ承認されていません。"


def digest_of(version: PatternVersion) -> str:
    """The seal of everything that a version says, its level and its days among them."""
    return seal(
        json.dumps(
            {
                "pattern": version.pattern_id,
                "number": version.number,
                "title": version.title,
                "category": version.category,
                "bubbles": version.bubbles,
                "gaps": version.gaps,
                "valid_from": version.valid_from.isoformat(),
                "valid_until": version.valid_until.isoformat(),
                "level": version.level,
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
    )


def approval_of(version: PatternVersion) -> PatternApproval | None:
    """The approval that covers the version as it stands in the database now, if there is one."""
    found = PatternApproval.objects.filter(version=version).select_related(
        "approved_by__section", "step_up"
    )
    approval = found.first()
    if approval is None or approval.digest != digest_of(version):
        return None
    holds = _proves(approval.step_up, approval) and _might_approve(approval)
    return approval if holds and _is_in_the_trail(approval) else None


def why_not_use(pattern: Pattern, today: date) -> str:
    """Empty when an emergency may be written from it on that day; otherwise the reason."""
    version = pattern.current
    if version is None or not version.level:
        return "緊急の文例ではありません。"
    problem = pattern.why_not_use(today)
    return problem or ("" if approval_of(version) else NOT_APPROVED)


def ends_soon(version: PatternVersion, today: date) -> bool:
    """Is its last day so close that a new version should be made and approved?"""
    return today <= version.valid_until <= today + SOON


def may_approve_any(staff: Staff) -> bool:
    """アカウント管理者, and the deputies in office who are not away."""
    present = [appointment.staff_id for appointment in absences.present_deputies()]
    return staff.is_account_manager or staff.pk in present


def waiting_for(staff: Staff) -> list[Pattern]:
    """緊急の文例 that this person could approve now, the lowest level first."""
    if not may_approve_any(staff):
        return []
    return [
        pattern
        for pattern in Pattern.objects.emergencies()
        if pattern.current and not why_not_approve(staff, pattern.current)
    ]


def why_not_approve(staff: Staff, version: PatternVersion) -> str:
    """Empty when this person may approve the version; otherwise the reason."""
    if not version.level:
        return "緊急の文例ではないため、承認は要りません。"
    problem = _why_not_now(version)
    if problem:
        return problem
    if not may_approve_any(staff):
        return "緊急の文例を承認できるのは、アカウント管理者と、在任中の代決者だけです。"
    if PatternVersion.objects.filter(pattern=version.pattern_id, made_by=staff).exists():
        return (
            f"{staff.name}さんはこの文例を書いたため、承認できません。"
            "書いていない人の承認が必要です。"
        )
    return ""


def begin_approval(version: PatternVersion, *, actor: Staff) -> StepUp:
    """Start the proof of identity for approving exactly these words; five minutes to use it."""
    _demand(actor, version)
    return step_up.begin(
        staff=actor,
        action=APPROVE_PATTERN,
        target=trail.target_of(version),
        digest=digest_of(version),
    )


def approve(
    version: PatternVersion, *, actor: Staff, step_up_id: str, code: str = "", assertion: str = ""
) -> PatternApproval:
    """緊急の文例の承認, with a second factor that is bound to exactly these words (運用, 投5).

    Raises PermissionDenied, step_up.StepUpRefused, and ChangedMeanwhile when there is a newer
    version by now.
    """
    _demand(actor, version)
    # Outside the transaction below: a wrong code must stay counted whatever happens next.
    proof = step_up.confirm(
        step_up_id,
        staff=actor,
        action=APPROVE_PATTERN,
        target=trail.target_of(version),
        digest=digest_of(version),
        code=code,
        assertion=assertion,
    )
    with transaction.atomic():
        pattern = Pattern.objects.select_for_update(of=("self",)).get(pk=version.pattern_id)
        if pattern.current_id != version.pk or proof.digest != digest_of(version):
            raise ChangedMeanwhile(f"pattern version {version.pk} is not the one that was read")
        _demand(Staff.objects.get(pk=actor.pk), version)
        approval = PatternApproval.objects.create(
            version=version, digest=proof.digest, approved_by=actor, step_up=proof
        )
        trail.record(
            Action.PATTERN_APPROVED,
            target=pattern,
            actor=actor.as_actor(),
            detail={"pattern": version.number, "digest": proof.digest, "device": proof.device},
        )
    return approval


def _why_not_now(version: PatternVersion) -> str:
    pattern = Pattern.objects.get(pk=version.pattern_id)
    if pattern.retired_at is not None:
        return "この文例は廃止されました。"
    if pattern.current_id != version.pk:
        return "新しい版があるため、この版は承認できません。"
    if version.valid_until < timezone.localdate():
        return "この文例は有効期限が過ぎています。"
    if PatternApproval.objects.filter(version=version).exists():
        return "この版は承認されています。"
    return ""


def _demand(actor: Staff, version: PatternVersion) -> None:
    problem = why_not_approve(actor, version)
    if problem:
        raise PermissionDenied(problem)


def _proves(proof: StepUp, approval: PatternApproval) -> bool:
    asked = (proof.staff_id, proof.action, proof.target, proof.digest)
    target = trail.target_of(approval.version)
    done = (approval.approved_by_id, APPROVE_PATTERN, target, approval.digest)
    return asked == done and proof.used_at is not None and evidence.holds(proof)


def _might_approve(approval: PatternApproval) -> bool:
    in_office = approval.approved_by.appointments.held_at(approval.approved_at)
    return in_office.filter(role__in=[Role.ACCOUNT_MANAGER, Role.DEPUTY]).exists()


def _is_in_the_trail(approval: PatternApproval) -> bool:
    # Rows can be made by whoever may write tables; the chain of the trail is harder to extend.
    return (
        trail.history_of(approval.version.pattern)
        .filter(
            action=Action.PATTERN_APPROVED,
            actor_id=approval.approved_by.as_actor().id,
            detail__digest=approval.digest,
        )
        .exists()
    )
