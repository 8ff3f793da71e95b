"""Every act on a request as somebody writes it who knows the tables, past verbs and pages."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from accounts import step_up
from accounts.models import Absence, Duty, Role, Staff, StepUp
from approvals import decisions
from audit import trail
from posts.models import Revision

REASON: Final = "試みの理由"
APPROVED: Final = "approved"


def proof_of(revision: Revision, actor: Staff) -> StepUp:
    """Begun past the verb, as a page that was open before would have it."""
    target, digest = trail.target_of(revision), revision.digest
    return step_up.begin(staff=actor, action=decisions.APPROVE, target=target, digest=digest)


def spent(revision: Revision, actor: Staff) -> uuid.UUID:
    """Begun and used past the verb, with no code at all."""
    proof = proof_of(revision, actor)
    StepUp.objects.filter(pk=proof.pk).update(used_at=timezone.now())
    return proof.pk


def decision(outcome: str) -> Callable[[Revision, Staff], None]:
    """A decision with that outcome."""

    def insert(revision: Revision, actor: Staff) -> None:
        approves = outcome == APPROVED
        start = timezone.now() + timedelta(hours=1)
        capacity, ground, absence, duty = _standing_of(actor)
        _run(
            "INSERT INTO approvals_decision (revision_id, outcome, decider_id, capacity, ground,"
            " ground_words, absence_id, duty_id, decided_at, digest, reason, step_up_id,"
            " send_from, send_until)"
            " VALUES (%s, %s, %s, %s, %s, '', %s, %s, now(), %s, %s, %s, %s, %s)",
            [
                *(revision.pk, outcome, actor.pk, capacity, ground, absence, duty),
                *(revision.digest, REASON),
                spent(revision, actor) if approves else None,
                start if approves else None,
                start + timedelta(hours=1) if approves else None,
            ],
        )

    return insert


def hold(revision: Revision, actor: Staff) -> None:
    """保留."""
    _run(
        "INSERT INTO approvals_hold (revision_id, held_by_id, held_at, reason)"
        " VALUES (%s, %s, now(), %s)",
        [revision.pk, actor.pk, REASON],
    )


def resume(revision: Revision, actor: Staff) -> None:
    """保留の解除."""
    _run(
        "UPDATE approvals_hold SET ended_at = now(), ended_by_id = %s WHERE revision_id = %s",
        [actor.pk, revision.pk],
    )


def endorse(revision: Revision, actor: Staff) -> None:
    """課内確認 or 合議."""
    _run(
        "INSERT INTO posts_endorsement (step_id, staff_id, at, words)"
        " SELECT id, %s, now(), '' FROM posts_step WHERE revision_id = %s",
        [actor.pk, revision.pk],
    )


def retime(revision: Revision, actor: Staff) -> None:
    """日時の変更; a revision is immutable whoever acts: this shows nothing about the actor."""
    _run(
        "UPDATE posts_revision SET send_at = send_at + interval '1 hour',"
        " decide_by = decide_by + interval '1 hour' WHERE id = %s",
        [revision.pk],
    )


def move_to(status: str) -> Callable[[Revision, Staff], None]:
    """The post is in another state; who moved it, a post does not say."""

    def update(revision: Revision, actor: Staff) -> None:
        _run("UPDATE posts_post SET status = %s WHERE id = %s", [status, revision.post_id])

    return update


def explain(revision: Revision, actor: Staff) -> None:
    """止めた理由."""
    _run(
        "UPDATE approvals_halt SET reason = %s, explained_by_id = %s, explained_at = now()"
        " WHERE revision_id = %s",
        [REASON, actor.pk, revision.pk],
    )


def review_later(revision: Revision, actor: Staff) -> None:
    """後閲."""
    _run(
        "INSERT INTO approvals_laterreview (decision_id, reviewer_id, at, has_opinion, words)"
        " SELECT id, %s, now(), false, '' FROM approvals_decision WHERE revision_id = %s",
        [actor.pk, revision.pk],
    )


def _standing_of(actor: Staff) -> tuple[str, str, int | None, int | None]:
    """As what somebody decides who knows the tables: capacity, ground, absence, duty."""
    duty = Duty.objects.filter(staff=actor).first()
    absence = Absence.objects.filter(ended_at=None).exclude(staff=actor).first()
    if duty is not None:
        return "on_duty", "", None, duty.pk
    if actor.holds(Role.DEPUTY):
        ground = "absence" if absence else "involved"
        return "deputy", ground, absence.pk if absence else None, None
    if actor.holds(Role.SECTION_REVIEWER):
        return "reviewer", "", None, None
    return "account_manager", "", None, None


def _run(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
