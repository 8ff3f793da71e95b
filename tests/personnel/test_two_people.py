"""Roles that can approve or administer: asked for by one, in force only by another's proof."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import Appointment, Notice, Role, Staff
from accounts.step_up import StepUpRefused
from audit.actions import Action
from audit.models import Entry
from personnel import confirmations
from personnel.acts import NotPossible, Proof
from personnel.models import Outcome, RoleRequest
from personnel.terms import Term
from tests.office import hire, tamper
from tests.personnel.acting import ask, ask_end, confirm, days, deputy_term, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(db: None) -> Staff:
    return hire("5002", "是川 縄子", "情報政策課")


def test_nothing_is_in_force_until_the_second_person_confirms(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    assert asked.is_waiting
    assert not candidate.holds(Role.DEPUTY)
    assert Notice.objects.filter(recipient=second_administrator).exists()
    assert not Notice.objects.filter(recipient=candidate).exists()

    confirm(asked, by=second_administrator)
    assert candidate.holds(Role.DEPUTY)
    given = candidate.appointments.get()
    assert (given.given_by, given.confirmed_by) == (administrator, second_administrator)
    assert given.rank == 1
    asked.refresh_from_db()
    assert (asked.outcome, asked.decided_by) == (Outcome.CONFIRMED, second_administrator)
    assert Notice.objects.filter(recipient=candidate).exists()
    entry = Entry.objects.get(action=Action.ROLE_GIVEN)
    assert entry.actor_id == second_administrator.as_actor().id
    assert entry.detail["given_by"] == administrator.pk


def test_who_asked_does_not_confirm(candidate: Staff, administrator: Staff) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    with pytest.raises(PermissionDenied, match="自分では確認できません"):
        confirm(asked, by=administrator)
    assert not candidate.holds(Role.DEPUTY)
    assert Entry.objects.filter(action=Action.PERSONNEL_REFUSED).exists()


def test_the_person_concerned_does_not_confirm(
    administrator: Staff, second_administrator: Staff
) -> None:
    term = Term(Role.ADMINISTRATOR, days(0), days(400))
    third = hire("4003", "根城 南", "情報政策課", Role.DRAFTER)
    asked = ask(third, term, by=administrator)
    confirm(asked, by=second_administrator)
    held = second_administrator.appointments.get()
    shorter = ask_end(held, days(9), by=administrator)
    with pytest.raises(PermissionDenied, match="自分についての"):
        confirm(shorter, by=second_administrator)
    confirm(shorter, by=third)
    held.refresh_from_db()
    assert held.ends_on == days(9)


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor"])
def test_nobody_but_an_administrator_confirms(
    who: str, candidate: Staff, administrator: Staff, request: pytest.FixtureRequest
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    with pytest.raises(PermissionDenied):
        confirm(asked, by=request.getfixturevalue(who))
    assert not candidate.holds(Role.DEPUTY)


@pytest.mark.parametrize("who", ["drafter", "auditor", "manager"])
def test_nobody_but_an_administrator_asks_for_an_administrator(
    who: str, candidate: Staff, request: pytest.FixtureRequest
) -> None:
    term = Term(Role.ADMINISTRATOR, days(0), days(30))
    with pytest.raises(PermissionDenied):
        ask(candidate, term, by=request.getfixturevalue(who))


def test_the_account_manager_designates_a_deputy_and_one_administrator_confirms(
    candidate: Staff, manager: Staff, administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=manager)
    confirm(asked, by=administrator)
    assert candidate.appointments.get().given_by == manager


def test_an_administrator_who_is_none_any_more_has_asked_in_vain(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    Staff.objects.filter(pk=administrator.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="申請できる立場にありません"):
        confirm(asked, by=second_administrator)


def test_a_suspended_candidate_is_not_put_in_office(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    Staff.objects.filter(pk=candidate.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="利用停止中"):
        confirm(asked, by=second_administrator)


def test_a_wrong_code_confirms_nothing(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    right = proof(confirmations.confirmation(asked), second_administrator)
    wrong = Proof(right.step_up_id, code="000000" if right.code != "000000" else "000001")
    with pytest.raises(StepUpRefused):
        confirmations.confirm(asked, actor=second_administrator, proof=wrong)
    assert not candidate.holds(Role.DEPUTY)


def test_a_request_changed_past_the_system_is_not_confirmed(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    opened = proof(confirmations.confirmation(asked), second_administrator)
    tamper("UPDATE personnel_rolerequest SET role = 'administrator', rank = NULL", [])
    asked.refresh_from_db()
    with pytest.raises(StepUpRefused, match="内容が変わりました"):
        confirmations.confirm(asked, actor=second_administrator, proof=opened)
    assert not candidate.appointments.exists()


def test_it_is_confirmed_once(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    confirm(asked, by=second_administrator)
    with pytest.raises(NotPossible, match="処理されています"):
        confirm(asked, by=second_administrator)
    assert candidate.appointments.count() == 1


def test_another_refuses_and_who_asked_takes_back(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    confirmations.refuse(asked, actor=second_administrator, answer="順位を確かめてください。")
    assert asked.outcome == Outcome.REFUSED
    again = ask(candidate, deputy_term(), by=administrator)
    confirmations.refuse(again, actor=administrator, answer="間違えました。")
    assert again.outcome == Outcome.WITHDRAWN
    with pytest.raises(NotPossible):
        confirm(again, by=second_administrator)
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {Action.ROLE_REQUEST_REFUSED, Action.ROLE_REQUEST_WITHDRAWN} <= actions


def test_the_same_is_not_asked_twice(candidate: Staff, administrator: Staff) -> None:
    ask(candidate, deputy_term(), by=administrator)
    with pytest.raises(NotPossible, match="すでに確認を待っています"):
        ask(candidate, deputy_term(rank=2), by=administrator)


def test_a_rank_belongs_to_one_deputy_at_a_time(
    candidate: Staff, deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(candidate, deputy_term(), by=administrator), by=second_administrator)
    other = hire("5003", "小中野 港", "情報政策課")
    with pytest.raises(NotPossible, match="順位1は"):
        ask(other, deputy_term(), by=administrator)
    with pytest.raises(IntegrityError, match="a_rank_has_one_deputy"), transaction.atomic():
        Appointment.objects.create(
            staff=other, role=Role.DEPUTY, starts_on=days(0), rank=1, installed=True
        )
    confirm(ask(other, deputy_term(rank=2), by=administrator), by=second_administrator)


def test_the_database_wants_three_different_people(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    for role in (Role.DEPUTY, Role.ADMINISTRATOR, Role.ACCOUNT_MANAGER):
        fields = {"staff": candidate, "role": role, "starts_on": days(0)}
        for given_by, confirmed_by in [
            (administrator, None),
            (administrator, administrator),
            (administrator, candidate),
            (candidate, second_administrator),
        ]:
            with pytest.raises(IntegrityError, match="given_by_others"), transaction.atomic():
                Appointment.objects.create(**fields, given_by=given_by, confirmed_by=confirmed_by)


def test_the_database_confirms_no_request_by_one(
    candidate: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(candidate, deputy_term(), by=administrator)
    rows = RoleRequest.objects.filter(pk=asked.pk)
    for decider in (administrator, candidate):
        with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
            rows.update(outcome=Outcome.CONFIRMED, decided_by=decider, decided_at=timezone.now())
    with pytest.raises(IntegrityError, match="is_signed"), transaction.atomic():
        rows.update(outcome=Outcome.CONFIRMED)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(role=Role.ADMINISTRATOR)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        rows.delete()


def test_ending_it_early_takes_two_as_well(
    deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    held = deputy.appointments.get()
    asked = ask_end(held, days(3), by=administrator)
    held.refresh_from_db()
    assert held.ends_on is None
    with pytest.raises(PermissionDenied):
        confirm(asked, by=administrator)
    confirm(asked, by=second_administrator)
    held.refresh_from_db()
    ended: tuple[object, object] = (held.ends_on, held.ended_by)
    assert ended == (days(3), administrator)
    assert held.end_confirmed_by == second_administrator


def test_the_database_ends_it_by_two_only(
    deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    rows = Appointment.objects.filter(staff=deputy)
    for second in (None, administrator, deputy):
        with pytest.raises(DatabaseError, match="two people only"), transaction.atomic():
            rows.update(ends_on=days(3), ended_by=administrator, end_confirmed_by=second)
    rows.update(ends_on=days(3), ended_by=administrator, end_confirmed_by=second_administrator)
