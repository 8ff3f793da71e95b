"""Ordinary roles: given and ended by one administrator, for certain days, and never one's own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import Appointment, Notice, Role, Staff
from accounts.step_up import StepUpRefused
from audit.actions import Action
from audit.models import Entry
from personnel import roles
from personnel.acts import NotPossible, Proof
from personnel.terms import Term
from tests.office import hire
from tests.personnel.acting import WHY, days, give, proof

pytestmark = pytest.mark.django_db

ORDINARY = [Role.DRAFTER, Role.SECTION_REVIEWER, Role.AUDITOR]


@pytest.fixture
def newcomer(db: None) -> Staff:
    return hire("5001", "類家 守", "観光課")


@pytest.mark.parametrize("role", ORDINARY)
def test_one_administrator_gives_it_for_certain_days(
    role: Role, newcomer: Staff, administrator: Staff
) -> None:
    given = give(newcomer, Term(role, days(0), days(30)), by=administrator)
    assert newcomer.holds(role)
    assert (given.given_by, given.confirmed_by, given.installed) == (administrator, None, False)
    assert (given.starts_on, given.ends_on, given.reason) == (days(0), days(30), WHY)
    entry = Entry.objects.get(action=Action.ROLE_GIVEN)
    assert entry.actor_id == administrator.as_actor().id
    assert entry.detail["role"] == role.value
    assert Notice.objects.filter(recipient=newcomer, subject__contains=role.label).exists()


def test_it_counts_from_its_first_day_on(newcomer: Staff, administrator: Staff) -> None:
    give(newcomer, Term(Role.DRAFTER, days(1), days(30)), by=administrator)
    assert not newcomer.may_draft


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor", "deputy"])
def test_nobody_else_gives_a_role(
    who: str, newcomer: Staff, request: pytest.FixtureRequest
) -> None:
    actor: Staff = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied, match="システム管理者だけ"):
        give(newcomer, Term(Role.DRAFTER, days(0), days(30)), by=actor)
    assert not newcomer.may_draft
    refused = Entry.objects.get(action=Action.PERSONNEL_REFUSED)
    assert refused.actor_id == actor.as_actor().id


def test_nobody_gives_themselves_a_role(administrator: Staff) -> None:
    with pytest.raises(PermissionDenied, match="自分自身"):
        give(administrator, Term(Role.DRAFTER, days(0), days(30)), by=administrator)
    assert not administrator.may_draft


def test_without_the_right_code_nothing_is_given(newcomer: Staff, administrator: Staff) -> None:
    term = Term(Role.DRAFTER, days(0), days(30))
    right = proof(roles.giving(newcomer, term, WHY), administrator)
    wrong = Proof(right.step_up_id, code="000000" if right.code != "000000" else "000001")
    with pytest.raises(StepUpRefused):
        roles.give(newcomer, term, actor=administrator, reason=WHY, proof=wrong)
    assert not newcomer.may_draft


@pytest.mark.parametrize("role", [Role.ACCOUNT_MANAGER, Role.DEPUTY, Role.ADMINISTRATOR])
def test_what_can_approve_or_administer_is_not_given_by_one(
    role: Role, newcomer: Staff, administrator: Staff
) -> None:
    ends_on = None if role == Role.ACCOUNT_MANAGER else days(30)
    with pytest.raises(NotPossible, match="もう1人"):
        give(newcomer, Term(role, days(1), ends_on), by=administrator)
    assert not newcomer.appointments.exists()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [(-1, 30, "今日以降"), (5, 4, "開始日以降"), (0, 40_000, "年を確認")],
)
def test_days_that_make_no_sense(
    first: int, last: int, why: str, newcomer: Staff, administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match=why):
        give(newcomer, Term(Role.DRAFTER, days(first), days(last)), by=administrator)


@pytest.mark.parametrize(("first", "last"), [(0, 10), (10, 60), (60, 90), (0, 90)])
def test_the_same_role_is_not_held_twice_on_one_day(
    first: int, last: int, newcomer: Staff, administrator: Staff
) -> None:
    give(newcomer, Term(Role.DRAFTER, days(10), days(60)), by=administrator)
    with pytest.raises(NotPossible, match="すでに起案者に任命されています"):
        give(newcomer, Term(Role.DRAFTER, days(first), days(last)), by=administrator)
    with pytest.raises(IntegrityError, match="held_once"), transaction.atomic():
        Appointment.objects.create(
            staff=newcomer, role=Role.DRAFTER, starts_on=days(first), ends_on=days(last),
            installed=True,
        )  # fmt: skip


def test_the_next_term_begins_the_day_after(newcomer: Staff, administrator: Staff) -> None:
    give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    give(newcomer, Term(Role.DRAFTER, days(61), days(90)), by=administrator)
    assert newcomer.appointments.count() == 2


def test_a_suspended_person_gets_no_role(newcomer: Staff, administrator: Staff) -> None:
    Staff.objects.filter(pk=newcomer.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="利用停止中"):
        give(newcomer, Term(Role.DRAFTER, days(0), days(30)), by=administrator)


def _end(appointment: Appointment, last_day: int, by: Staff) -> None:
    act = roles.ending(appointment, days(last_day), WHY)
    roles.end(appointment, actor=by, last_day=days(last_day), reason=WHY, proof=proof(act, by))


def test_it_ends_earlier(newcomer: Staff, administrator: Staff) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    _end(given, 10, administrator)
    assert given.ends_on == days(10)
    assert given.ended_by == administrator
    assert Entry.objects.get(action=Action.ROLE_ENDED).detail["last_day"] == str(days(10))


def test_what_has_not_begun_is_taken_back(newcomer: Staff, administrator: Staff) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(5), days(60)), by=administrator)
    _end(given, 1, administrator)
    assert given.cancelled_at is not None
    assert not newcomer.appointments.from_day(days(0)).exists()
    give(newcomer, Term(Role.DRAFTER, days(5), days(60)), by=administrator)
    assert Entry.objects.filter(action=Action.ROLE_CANCELLED).count() == 1


@pytest.mark.parametrize(("last_day", "why"), [(-1, "今日以降"), (60, "より前"), (61, "より前")])
def test_an_end_that_is_none(
    last_day: int, why: str, newcomer: Staff, administrator: Staff
) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    with pytest.raises(NotPossible, match=why):
        _end(given, last_day, administrator)


def test_the_database_makes_no_term_longer_and_lets_nobody_end_their_own(
    newcomer: Staff, administrator: Staff
) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    rows = Appointment.objects.filter(pk=given.pk)
    with pytest.raises(DatabaseError, match="not made longer"), transaction.atomic():
        rows.update(ends_on=days(61), ended_by=administrator)
    with pytest.raises(DatabaseError, match="not made longer"), transaction.atomic():
        rows.update(ends_on=None, ended_by=administrator)
    for nobody in (None, newcomer):
        with pytest.raises(DatabaseError, match="of their own"), transaction.atomic():
            rows.update(ends_on=days(1), ended_by=nobody)
    with pytest.raises(DatabaseError, match="has not begun"), transaction.atomic():
        rows.update(cancelled_at=given.given_at, ended_by=administrator)


@pytest.mark.parametrize(
    "change", [{"role": Role.AUDITOR}, {"starts_on": days(-9)}, {"installed": True}]
)
def test_the_database_keeps_an_appointment_as_it_was_given(
    change: dict[str, object], newcomer: Staff, administrator: Staff
) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Appointment.objects.filter(pk=given.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        given.delete()


def test_the_database_knows_who_gave_it(newcomer: Staff, administrator: Staff) -> None:
    fields = {"staff": newcomer, "role": Role.DRAFTER, "starts_on": days(0)}
    for giver in (None, newcomer):
        with pytest.raises(IntegrityError, match="given_by_others"), transaction.atomic():
            Appointment.objects.create(**fields, given_by=giver)
    with pytest.raises(IntegrityError, match="given_by_others"), transaction.atomic():
        Appointment.objects.create(**fields, given_by=administrator, installed=True)
    Appointment.objects.create(**fields, given_by=administrator)


def test_the_last_day_counts(newcomer: Staff, administrator: Staff) -> None:
    given = give(newcomer, Term(Role.DRAFTER, days(0), days(60)), by=administrator)
    _end(given, 0, administrator)
    assert newcomer.may_draft
    assert not newcomer.appointments.on(days(0) + timedelta(days=1)).exists()
