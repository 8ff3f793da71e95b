"""Whoever writes the row: nobody stands in for アカウント管理者 out of turn or without a ground."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Absence, Duty, Role, Staff
from posts.models import Post, Revision
from tests.approvals.acting import away, correction
from tests.approvals.rows import insert
from tests.approvals.standing_in import bring_back, deputy_of
from tests.office import ask_approval, hire, out_of_office, tamper
from tests.personnel.rosters import put_on_duty
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db

FIRST: Final = "a deputy before staff"
DAY: Final = timedelta(days=1)


@pytest.fixture
def second(deputy: Staff) -> Staff:
    return deputy_of("環境政策課")


def refused(said: str, revision: Revision, staff: Staff, capacity: str, **columns: Any) -> None:
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        insert(revision, staff, capacity, **columns)


def in_absence(absence: Absence) -> dict[str, Any]:
    return {"ground": "absence", "absence_id": absence.pk}


def sent_ago(revision: Revision, ago: timedelta) -> None:
    original = Post.objects.get(pk=revision.post_id).original
    assert original is not None
    moment = timezone.now() - ago
    tamper("UPDATE posts_post SET send_at = %s WHERE id = %s", [moment, original.pk])


def test_in_an_absence_the_first_deputy_and_no_other(
    drafter: Staff, manager: Staff, deputy: Staff, second: Staff
) -> None:
    revision, absence = ask_approval(drafter), away(manager)
    refused(FIRST, revision, second, "deputy", **in_absence(absence))
    assert insert(revision, deputy, "deputy", **in_absence(absence)).decider == deputy


def test_of_two_with_a_rank_the_lower_number_whoever_was_appointed_first(
    drafter: Staff, manager: Staff, deputy: Staff, second: Staff
) -> None:
    tamper("UPDATE accounts_appointment SET rank = 1 WHERE staff_id = %s", [second.pk])
    revision, absence = ask_approval(drafter), away(manager)
    refused(FIRST, revision, deputy, "deputy", **in_absence(absence))
    assert insert(revision, second, "deputy", **in_absence(absence)).decider == second


def _is_suspended(staff: Staff, _: Revision) -> None:
    Staff.objects.filter(pk=staff.pk).update(is_active=False)


def _has_a_hand(staff: Staff, revision: Revision) -> None:
    tamper(
        "INSERT INTO posts_contribution (post_id, staff_id, kind, at)"
        " VALUES (%s, %s, 'edited', now())",
        [revision.post_id, staff.pk],
    )


OUT: Final[dict[str, Callable[[Staff, Revision], object]]] = {
    "away": lambda staff, _: away(staff),
    "suspended": _is_suspended,
    "out of office": lambda staff, _: out_of_office(staff),
    "with a hand": _has_a_hand,
}


@pytest.mark.parametrize("fails", OUT.values(), ids=OUT.keys())
def test_when_the_first_cannot_the_second_may(
    fails: Callable[[Staff, Revision], object],
    drafter: Staff,
    manager: Staff,
    deputy: Staff,
    second: Staff,
) -> None:
    revision, absence = ask_approval(drafter), away(manager)
    fails(deputy, revision)
    assert insert(revision, second, "deputy", **in_absence(absence)).decider == second


def test_where_the_manager_has_a_hand_the_first_deputy_and_no_other(
    manager: Staff, deputy: Staff, second: Staff
) -> None:
    revision = ask_approval(manager)
    refused(FIRST, revision, second, "deputy", ground="involved")
    assert insert(revision, deputy, "deputy", ground="involved").decider == deputy


def test_a_hand_of_the_manager_is_not_made_up(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = ask_approval(drafter)
    refused("had no hand in revision", revision, deputy, "deputy", ground="involved")


@pytest.mark.parametrize("ground", ["absence", "involved", "emergency"])
def test_who_is_away_stands_in_on_no_ground(
    ground: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision, absence = correction(drafter), away(manager)
    _has_a_hand(manager, revision)
    row = {"ground": ground, "absence_id": absence.pk}
    away(deputy)
    refused("is away and stands in for nobody", revision, deputy, "deputy", **row)
    bring_back(deputy)
    assert insert(revision, deputy, "deputy", **row).ground == ground


def test_of_what_is_urgent_any_deputy(drafter: Staff, manager: Staff, second: Staff) -> None:
    revision = correction(drafter)
    assert insert(revision, second, "deputy", ground="emergency").decider == second


def test_what_is_not_urgent_is_not_made_so(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    refused("is not urgent", ask_approval(drafter), deputy, "deputy", ground="emergency")


def test_after_fourteen_days_a_correction_is_urgent_no_more(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = correction(drafter)
    sent_ago(revision, 14 * DAY + timedelta(seconds=1))
    refused("is not urgent", revision, deputy, "deputy", ground="emergency")
    sent_ago(revision, 14 * DAY - timedelta(minutes=1))
    assert insert(revision, deputy, "deputy", ground="emergency").decider == deputy


def test_an_absence_that_was_registered_afterwards_is_no_ground(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision, absence = ask_approval(drafter), away(manager)
    later = timezone.now() + timedelta(minutes=1)
    tamper("UPDATE accounts_absence SET registered_at = %s", [later])
    said = "is none of the account manager"
    refused(said, revision, deputy, "deputy", **in_absence(absence))


def test_a_turn_of_duty_that_counts_is_needed(
    drafter: Staff, manager: Staff, deputy: Staff, reviewer: Staff
) -> None:
    revision = ask_emergency(drafter, manager)
    duty = put_on_duty(reviewer, by=manager)
    row = {"duty_id": duty.pk}
    registered = duty.registered_at
    later = timezone.now() + timedelta(minutes=1)
    tamper("UPDATE accounts_duty SET registered_at = %s", [later])
    refused("does not count now", revision, reviewer, "on_duty", **row)
    tamper("UPDATE accounts_duty SET registered_at = %s", [registered])
    assert insert(revision, reviewer, "on_duty", **row).duty == duty


def test_no_turn_that_is_over_nor_that_of_another(
    drafter: Staff, manager: Staff, deputy: Staff, reviewer: Staff
) -> None:
    revision = ask_emergency(drafter, manager)
    duty = put_on_duty(reviewer, by=manager)
    said = "does not decide as on_duty"
    refused(said, revision, deputy, "on_duty", duty_id=duty.pk)
    Duty.objects.update(ended_at=timezone.now(), ended_by=manager)
    refused(said, revision, reviewer, "on_duty", duty_id=duty.pk)


def test_who_lost_the_role_or_administers_is_on_duty_no_more(
    drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    revision = ask_emergency(drafter, manager)
    row = {"duty_id": put_on_duty(reviewer, by=manager).pk}
    role = "UPDATE accounts_appointment SET role = %s WHERE staff_id = %s"
    tamper(role, ["auditor", reviewer.pk])
    refused("does not count now", revision, reviewer, "on_duty", **row)
    tamper(role, ["section_reviewer", reviewer.pk])
    other = hire("8001", "職員 8001", "観光課", Role.ADMINISTRATOR)
    tamper(
        "UPDATE accounts_appointment SET staff_id = %s WHERE staff_id = %s",
        [reviewer.pk, other.pk],
    )
    refused("does not count now", revision, reviewer, "on_duty", **row)
