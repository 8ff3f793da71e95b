"""Who decides at a moment: the account manager, or while away the first deputy who is there."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts import absences
from accounts.absences import Capacity
from accounts.models import Absence, AbsenceCategory, Appointment, Role, Staff
from tests.office import hire, tamper

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return timezone.now() + hours * HOUR


def away(staff: Staff, first: float, last: float, registered: float | None = None) -> Absence:
    return Absence.objects.create(
        staff=staff,
        starts_at=at(first),
        ends_at=at(last),
        category=AbsenceCategory.TRIP,
        registered_by=staff,
        registered_at=at(first - 1 if registered is None else registered),
    )


def ranked(number: str, name: str, rank: int | None) -> Staff:
    staff = hire(number, name, "情報政策課")
    Appointment.objects.create(
        staff=staff,
        role=Role.DEPUTY,
        starts_on=timezone.localdate() - timedelta(days=3),
        rank=rank,
        installed=True,
    )
    return staff


def decides() -> tuple[Staff, Capacity] | None:
    acting = absences.acting_approver()
    return (acting.staff, acting.capacity) if acting else None


def test_the_account_manager_who_is_there(manager: Staff, deputy: Staff) -> None:
    assert decides() == (manager, Capacity.ACCOUNT_MANAGER)
    assert absences.capacity_of(manager) == Capacity.ACCOUNT_MANAGER
    assert absences.capacity_of(deputy) is None
    assert "不在が登録されていない" in absences.why_not_deputise(deputy)


def test_the_first_deputy_while_the_manager_is_away(manager: Staff) -> None:
    unranked = ranked("2103", "三番 目", None)
    second, first = ranked("2102", "二番 手", 2), ranked("2101", "一番 手", 1)
    absence = away(manager, -1, 1)
    assert decides() == (first, Capacity.DEPUTY)
    acting = absences.acting_approver()
    assert acting is not None
    assert (acting.absence, acting.appointment) == (absence, first.appointments.get())
    assert absences.capacity_of(second) is None
    assert "先の順位" in absences.why_not_deputise(second)
    assert absences.why_not_deputise(first) == ""
    away(first, -1, 1)
    assert decides() == (second, Capacity.DEPUTY)
    assert "ご自身の不在" in absences.why_not_deputise(first)
    away(second, -1, 1)
    assert decides() == (unranked, Capacity.DEPUTY)
    away(unranked, -1, 1)
    assert decides() is None


def test_a_manager_who_is_away_keeps_the_office(manager: Staff, deputy: Staff) -> None:
    away(manager, -1, 1)
    assert absences.capacity_of(manager) == Capacity.ACCOUNT_MANAGER
    assert absences.capacity_of(deputy) == Capacity.DEPUTY


@pytest.mark.parametrize(("first", "last"), [(-3, -1), (1, 3)])
def test_an_absence_counts_while_it_lasts(
    first: float, last: float, manager: Staff, deputy: Staff
) -> None:
    away(manager, first, last)
    assert decides() == (manager, Capacity.ACCOUNT_MANAGER)


def test_an_absence_that_ended_early_counts_no_more(manager: Staff, deputy: Staff) -> None:
    absence = away(manager, -2, 2)
    Absence.objects.filter(pk=absence.pk).update(ended_at=at(-1), ended_by=manager)
    assert decides() == (manager, Capacity.ACCOUNT_MANAGER)
    assert absences.capacity_of(deputy, at=at(-1.5)) == Capacity.DEPUTY


def test_no_decision_becomes_right_in_hindsight(manager: Staff, deputy: Staff) -> None:
    away(manager, -5, 5, registered=-1)
    assert absences.capacity_of(deputy, at=at(-2)) is None
    assert absences.capacity_of(deputy, at=at(-0.5)) == Capacity.DEPUTY


def test_a_suspended_deputy_is_passed_over(manager: Staff) -> None:
    first, second = ranked("2101", "一番 手", 1), ranked("2102", "二番 手", 2)
    away(manager, -1, 1)
    Staff.objects.filter(pk=first.pk).update(is_active=False)
    assert decides() == (second, Capacity.DEPUTY)
    assert absences.capacity_of(first) is None


def test_a_deputy_counts_on_the_days_of_the_term(manager: Staff, deputy: Staff) -> None:
    away(manager, -1, 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    tamper("UPDATE accounts_appointment SET ends_on = %s WHERE role = 'deputy'", [yesterday])
    assert decides() is None
    assert "任命された職員だけ" in absences.why_not_deputise(deputy)


def test_without_an_account_manager_nobody_deputises(deputy: Staff) -> None:
    assert decides() is None
    assert "任命されていない" in absences.why_not_deputise(deputy)


def test_somebody_else_may_not(drafter: Staff, manager: Staff) -> None:
    away(manager, -1, 1)
    assert absences.capacity_of(drafter) is None
    assert "任命された職員だけ" in absences.why_not_deputise(drafter)


def test_a_decision_of_a_deputy_is_looked_at_again(manager: Staff) -> None:
    first, second = ranked("2101", "一番 手", 1), ranked("2102", "二番 手", 2)
    away(manager, -3, -1)
    Staff.objects.filter(pk=first.pk).update(is_active=False)
    assert absences.was_deputising(second, at=at(-2))
    # Who comes back, or is suspended afterwards, makes no decision wrong.
    Staff.objects.filter(pk=first.pk).update(is_active=True)
    Staff.objects.filter(pk=second.pk).update(is_active=False)
    assert absences.was_deputising(second, at=at(-2))
    assert not absences.was_deputising(second, at=at(-0.5))
    assert not absences.was_deputising(manager, at=at(-2))
    away(second, -3, -1)
    assert not absences.was_deputising(second, at=at(-2))
