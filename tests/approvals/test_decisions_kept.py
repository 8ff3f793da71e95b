"""Decisions as PostgreSQL keeps them: never edited, one for a revision, each with what it needs."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Staff, StepUp
from approvals.decisions import APPROVE
from approvals.models import Decision, Outcome
from audit import trail
from posts.models import Revision
from tests.office import approve, ask_approval

pytestmark = pytest.mark.django_db

ATTEMPTS: Final[dict[str, Callable[[Decision], object]]] = {
    "outcome": lambda decision: Decision.objects.update(outcome=Outcome.RETURNED, reason="誤り"),
    "decider": lambda decision: Decision.objects.update(decider=1),
    "save": lambda decision: decision.save(),
    "raw update": lambda decision: _run("UPDATE approvals_decision SET decided_at = now()"),
    "raw delete": lambda decision: _run("DELETE FROM approvals_decision"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_a_decision_is_never_changed_or_removed(
    attempt: Callable[[Decision], object], drafter: Staff, manager: Staff
) -> None:
    decision = approve(ask_approval(drafter), manager)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        attempt(decision)
    kept = Decision.objects.get()
    assert (kept.outcome, kept.decider) == (Outcome.APPROVED, manager)
    assert kept.decided_at == decision.decided_at


def proof_of(manager: Staff, revision: Revision) -> StepUp:
    now = timezone.now()
    return StepUp.objects.create(
        staff=manager,
        action=APPROVE,
        target=trail.target_of(revision),
        digest=revision.digest,
        expires_at=now,
        used_at=now,
    )


UNBOUND: Final = {"send_from": None, "send_until": None}


def row(revision: Revision, manager: Staff, **changes: Any) -> dict[str, Any]:
    """A decision that may be stored, with `changes`."""
    return {
        "revision": revision,
        "outcome": Outcome.APPROVED,
        "decider": manager,
        "digest": revision.digest,
        "step_up": proof_of(manager, revision),
        "send_from": revision.send_at,
        "send_until": revision.not_after,
        **changes,
    }


def test_a_right_row_can_be_stored(drafter: Staff, manager: Staff) -> None:
    Decision.objects.create(**row(ask_approval(drafter), manager))
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"step_up": None}, "approval_needs_step_up"),
        ({"outcome": Outcome.RETURNED, **UNBOUND}, "return_needs_reason"),
        ({"digest": "f" * 64}, "does not wait for this decision"),
        ({"digest": ""}, "does not wait for this decision"),
    ],
)
def test_a_row_that_lacks_something_cannot(
    changes: dict[str, Any], message: str, drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    with pytest.raises(IntegrityError, match=message), transaction.atomic():
        Decision.objects.create(**row(revision, manager, **changes))
    assert not Decision.objects.exists()


def test_a_revision_is_decided_on_once(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    approve(revision, manager)
    with pytest.raises(IntegrityError, match="does not wait"), transaction.atomic():
        Decision.objects.create(**row(revision, manager))


def test_one_proof_carries_one_decision(drafter: Staff, manager: Staff) -> None:
    proof = approve(ask_approval(drafter), manager).step_up
    other = ask_approval(drafter)
    with pytest.raises(IntegrityError, match="step_up_id"), transaction.atomic():
        Decision.objects.create(**row(other, manager, step_up=proof))


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
