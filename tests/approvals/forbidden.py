"""Every act on a request, as it is tried by the verb, in the browser, and past both in SQL."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts import step_up
from accounts.models import Absence, Duty, Role, Staff, StepUp
from approvals import decisions, halting, holding
from approvals.decisions import NotYet
from audit import trail
from posts import retiming
from posts.models import Revision
from posts.moves import ChangedMeanwhile
from posts.routing import turns
from tests.accounts.sign_in import code_for, enrol
from tests.fingerprints import changed, rows

REFUSALS: Final = (PermissionDenied, ChangedMeanwhile, NotYet)
# What is written down of a refusal, and what a proof that is opened leaves behind.
TRACES: Final = {
    *("audit_entry", "audit_head"),
    *("accounts_stepup", "accounts_authenticator", "accounts_staffsession"),
}
REASON: Final = "試みの理由"
APPROVED: Final = "approved"


@dataclass(frozen=True)
class Act:
    """One act in three ways; `page` gives what the browser is answered with."""

    verb: Callable[[Revision, Staff], object]
    page: Callable[[Client, Revision, Staff], Any]
    sql: Callable[[Revision, Staff], None]


def try_everything(
    act: Act, revision: Revision, actor: Staff, client: Client, *, sql: str | None
) -> Any:
    """Try all three; each is refused and nothing has changed but traces. The page's answer.

    `sql` is what PostgreSQL says; None where it refuses nothing (`NOT_IN_SQL` says why).
    """
    enrol(actor)
    before = rows()
    revision = Revision.objects.select_related("post").get(pk=revision.pk)
    with pytest.raises(REFUSALS):
        act.verb(revision, actor)
    assert set(changed(before)) <= TRACES, "by the verb"
    answer = act.page(client, revision, actor)
    assert set(changed(before)) <= TRACES, "in the browser"
    if sql is not None:
        with pytest.raises(DatabaseError, match=sql), transaction.atomic():
            act.sql(revision, actor)
        assert set(changed(before)) <= TRACES, "in SQL"
    return answer


def _proof(revision: Revision, actor: Staff) -> StepUp:
    # Begun past the verb, as a page that was open before would have it.
    target, digest = trail.target_of(revision), revision.digest
    return step_up.begin(staff=actor, action=decisions.APPROVE, target=target, digest=digest)


def _approve(revision: Revision, actor: Staff) -> object:
    proof = _proof(revision, actor)
    return decisions.approve(
        revision, actor=actor, step_up_id=str(proof.pk), code=code_for(enrol(actor))
    )


def _approve_on_page(client: Client, revision: Revision, actor: Staff) -> Any:
    address = f"/approvals/{revision.pk}/confirmations/{_proof(revision, actor).pk}/"
    sent = {"has_read": "on", "code": code_for(enrol(actor)), "reason": REASON}
    return client.post(address, sent)


def _form(name: str, **sent: str) -> Callable[[Client, Revision, Staff], Any]:
    def send(client: Client, revision: Revision, actor: Staff) -> Any:
        return client.post(f"/approvals/{revision.pk}/{name}/", sent)

    return send


def _decision(outcome: str) -> Callable[[Revision, Staff], None]:
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


def spent(revision: Revision, actor: Staff) -> uuid.UUID:
    """A proof of identity for approving this, used just now."""
    proof = _proof(revision, actor)
    StepUp.objects.filter(pk=proof.pk).update(used_at=timezone.now())
    return proof.pk


def _hold_in_sql(revision: Revision, actor: Staff) -> None:
    _run(
        "INSERT INTO approvals_hold (revision_id, held_by_id, held_at, reason)"
        " VALUES (%s, %s, now(), %s)",
        [revision.pk, actor.pk, REASON],
    )


def _resume_in_sql(revision: Revision, actor: Staff) -> None:
    _run(
        "UPDATE approvals_hold SET ended_at = now(), ended_by_id = %s WHERE revision_id = %s",
        [actor.pk, revision.pk],
    )


def _endorse_in_sql(revision: Revision, actor: Staff) -> None:
    _run(
        "INSERT INTO posts_endorsement (step_id, staff_id, at, words)"
        " SELECT id, %s, now(), '' FROM posts_step WHERE revision_id = %s",
        [actor.pk, revision.pk],
    )


def _retime_in_sql(revision: Revision, actor: Staff) -> None:
    # A revision is immutable whoever acts, so this row shows nothing about the actor.
    _run(
        "UPDATE posts_revision SET send_at = send_at + interval '1 hour',"
        " decide_by = decide_by + interval '1 hour' WHERE id = %s",
        [revision.pk],
    )


def _halt_in_sql(revision: Revision, actor: Staff) -> None:
    _run("UPDATE posts_post SET status = 'stopped' WHERE id = %s", [revision.post_id])


def _halt_on_page(client: Client, revision: Revision, actor: Staff) -> Any:
    return client.post(f"/posts/{revision.post_id}/halt/")


def _run(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


LATER: Final = {"send_on": "2035-03-01", "send_time": "10:00"}
ACTS: Final[dict[str, Act]] = {
    "approve": Act(_approve, _approve_on_page, _decision(APPROVED)),
    "return": Act(
        lambda revision, actor: decisions.return_to_drafter(revision, actor=actor, reason=REASON),
        _form("return", reason=REASON),
        _decision("returned"),
    ),
    "reject": Act(
        lambda revision, actor: decisions.reject(revision, actor=actor, reason=REASON),
        _form("rejection", **{"rejection-reason": REASON}),
        _decision("rejected"),
    ),
    "hold": Act(
        lambda revision, actor: holding.hold(revision, actor=actor, reason=REASON),
        _form("hold", **{"hold-reason": REASON}),
        _hold_in_sql,
    ),
    "resume": Act(
        lambda revision, actor: holding.resume(revision, actor=actor),
        _form("resumption"),
        _resume_in_sql,
    ),
    "endorse": Act(
        lambda revision, actor: turns.endorse(revision, actor=actor),
        _form("endorsement"),
        _endorse_in_sql,
    ),
    "retime": Act(
        lambda revision, actor: retiming.retime(
            revision, actor=actor, send_at=timezone.now() + timedelta(hours=3)
        ),
        _form("time", **LATER),
        _retime_in_sql,
    ),
    "halt": Act(
        lambda revision, actor: halting.halt(revision.post, actor=actor),
        _halt_on_page,
        _halt_in_sql,
    ),
}
