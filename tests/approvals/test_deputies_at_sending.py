"""Before the sending a deputy's absence, every proof's age and 投6's reason are looked at again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Absence, Staff
from approvals import decisions
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from posts.models import Revision
from tests.approvals.acting import correction, other
from tests.approvals.in_sql import spent
from tests.approvals.standing_in import send_away
from tests.office import approve, ask_approval, tamper

pytestmark = pytest.mark.django_db


def problem(revision: Revision) -> str:
    with pytest.raises(NotApproved) as refused:
        approval_of(Revision.objects.get(pk=revision.pk))
    return str(refused.value)


def cite(revision: Revision, decider: Staff, absence: Absence) -> Decision:
    return Decision.objects.create(
        revision=revision,
        outcome="approved",
        decider=decider,
        capacity="deputy",
        ground="absence",
        absence=absence,
        digest=revision.digest,
        step_up_id=spent(revision, decider),
        send_from=revision.send_at,
        send_until=revision.not_after,
    )


def test_a_deputy_in_an_absence_that_was_registered(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    send_away(manager)
    revision = ask_approval(drafter)
    approve(revision, deputy)
    assert approval_of(Revision.objects.get()).decider == deputy


def test_the_absence_of_somebody_else_is_no_ground(
    drafter: Staff, manager: Staff, deputy: Staff, colleague: Staff
) -> None:
    send_away(manager)
    other_absence = send_away(colleague)
    revision = ask_approval(drafter)
    with pytest.raises(IntegrityError, match="none of the account manager"), transaction.atomic():
        cite(revision, deputy, other_absence)
    approve(revision, deputy)
    tamper("UPDATE approvals_decision SET absence_id = %s", [other_absence.pk])
    assert "決裁できる人ではありません" in problem(revision)


def test_an_absence_that_is_over_is_no_ground(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    over = send_away(manager)
    Absence.objects.update(ended_at=timezone.now(), ended_by=manager)
    with pytest.raises(IntegrityError, match="none of the account manager"), transaction.atomic():
        cite(ask_approval(drafter), deputy, over)


def test_an_absence_written_by_hand_counts_for_nothing(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_absence (staff_id, starts_at, ends_at, category, note,"
            " registered_by_id, registered_at) VALUES (%s, now() - interval '2 days',"
            " now() + interval '1 day', 'trip', 'x', %s, now() - interval '3 days')",
            [manager.pk, deputy.pk],
        )
    revision = ask_approval(drafter)
    approve(revision, deputy)
    assert "決裁できる人ではありません" in problem(revision)


MOVED: Final[dict[str, Callable[[], None]]] = {
    "decision before its proof": lambda: tamper(
        "UPDATE approvals_decision SET decided_at = decided_at - %s", [timedelta(days=20)]
    ),
    "decision long after its proof": lambda: tamper(
        "UPDATE accounts_stepup SET used_at = used_at - %s", [timedelta(minutes=6)]
    ),
}


@pytest.mark.parametrize("move", MOVED.values(), ids=MOVED.keys())
def test_proof_and_decision_lie_close_together(
    move: Callable[[], None], drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    approve(revision, manager)
    move()
    assert "この内容に対するものではありません" in problem(revision)


def test_the_trail_knows_the_decision_from_then(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    approve(revision, manager)
    for table, column in (("approvals_decision", "decided_at"), ("accounts_stepup", "used_at")):
        tamper(f"UPDATE {table} SET {column} = {column} - %s", [timedelta(minutes=6)])
    assert "監査証跡に記録されていません" in problem(revision)


@pytest.mark.parametrize("reason", ["", "\u200b"], ids=ascii)
def test_the_reason_for_the_category_other_is_still_there(
    reason: str, drafter: Staff, manager: Staff
) -> None:
    revision = other(drafter)
    approve(revision, manager, reason="市の行事のため")
    assert approval_of(Revision.objects.get()).decider == manager
    tamper("UPDATE approvals_decision SET reason = %s", [reason])
    assert "適当と認める理由がありません" in problem(revision)


def test_no_words_are_invented_for_a_deputy_who_sends_back(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    done = decisions.reject(correction(drafter), actor=deputy, reason="重複")
    assert (done.ground, done.ground_words, done.reason) == ("emergency", "", "重複")
