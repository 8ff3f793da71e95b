"""管理 and 決裁 stay apart: who administers is neither account manager nor deputy meanwhile."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Appointment, Role, Staff
from personnel.acts import NotPossible
from personnel.terms import Term
from tests.office import hire
from tests.personnel.acting import ask, confirm, days, deputy_term

pytestmark = pytest.mark.django_db


def _installed(staff: Staff, role: Role, first: int, last: int | None) -> Appointment:
    return Appointment.objects.create(
        staff=staff,
        role=role,
        starts_on=days(first),
        ends_on=None if last is None else days(last),
        installed=True,
    )


@pytest.fixture
def somebody(db: None) -> Staff:
    return hire("5005", "櫛引 幡", "情報政策課")


def test_an_administrator_becomes_no_deputy(
    administrator: Staff, second_administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="管理と決裁は別の人"):
        ask(second_administrator, deputy_term(), by=administrator)


def test_an_administrator_becomes_no_account_manager(
    administrator: Staff, second_administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="管理と決裁は別の人"):
        ask(second_administrator, Term(Role.ACCOUNT_MANAGER, days(1), None), by=administrator)


@pytest.mark.parametrize("who", ["manager", "deputy"])
def test_who_decides_becomes_no_administrator(
    who: str, administrator: Staff, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    with pytest.raises(NotPossible, match="管理と決裁は別の人"):
        ask(staff, Term(Role.ADMINISTRATOR, days(1), days(30)), by=administrator)


@pytest.mark.parametrize("deciding", [Role.ACCOUNT_MANAGER, Role.DEPUTY])
@pytest.mark.parametrize("is_administrator_first", [True, False])
@pytest.mark.parametrize(("first", "last"), [(0, 20), (20, 20), (-5, 10), (5, None)])
def test_the_database_refuses_any_day_in_common(
    deciding: Role, is_administrator_first: bool, first: int, last: int | None, somebody: Staff
) -> None:
    one, other = Role.ADMINISTRATOR, deciding
    if not is_administrator_first:
        one, other = other, one
    _installed(somebody, one, 10, 20)
    with pytest.raises(IntegrityError, match="does_not_decide"), transaction.atomic():
        _installed(somebody, other, first, last)


def test_the_day_after_is_free_and_other_people_are_too(somebody: Staff) -> None:
    _installed(somebody, Role.DEPUTY, 0, 20)
    _installed(somebody, Role.ADMINISTRATOR, 21, None)
    other = hire("5006", "番町 一", "情報政策課")
    _installed(other, Role.ADMINISTRATOR, 0, 20)
    _installed(other, Role.DRAFTER, 0, 20)


def test_a_manager_may_be_a_deputy_s_successor(
    somebody: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(somebody, deputy_term(0, 20), by=administrator), by=second_administrator)
    asked = ask(somebody, Term(Role.ACCOUNT_MANAGER, days(21), None), by=administrator)
    confirm(asked, by=second_administrator)
    assert somebody.appointments.count() == 2


def test_a_request_that_became_impossible_is_not_confirmed(
    somebody: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    first = ask(somebody, deputy_term(), by=administrator)
    second = ask(somebody, Term(Role.ADMINISTRATOR, days(0), days(9)), by=administrator)
    confirm(first, by=second_administrator)
    with pytest.raises(NotPossible, match="管理と決裁は別の人"):
        confirm(second, by=second_administrator)
    assert not somebody.is_administrator
