"""引継ぎ: on a day, one account manager follows another, and there is one on every day."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts import appointments
from accounts.models import Appointment, Notice, Role, Staff
from audit.actions import Action
from audit.models import Entry
from personnel.acts import NotPossible
from personnel.confirmations import consequence_of
from personnel.days import in_words
from personnel.terms import Term
from tests.accounts.sign_in import sign_in
from tests.office import hire, tamper
from tests.personnel.acting import ask, ask_end, confirm, days, deputy_term
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def successor(db: None) -> Staff:
    return hire("2002", "石堂 正", "情報政策課")


@pytest.fixture
def as_second(second_administrator: Staff) -> Client:
    browser = Client()
    sign_in(browser, second_administrator)
    return browser


def _term(day: int, last: int | None = None) -> Term:
    return Term(Role.ACCOUNT_MANAGER, days(day), None if last is None else days(last))


def test_the_old_one_ends_the_day_before(
    manager: Staff, successor: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(successor, _term(10), by=administrator)
    assert appointments.account_manager(days(10)) == manager
    confirm(asked, by=second_administrator)
    assert appointments.account_manager(days(9)) == manager
    assert appointments.account_manager(days(10)) == successor
    before = manager.appointments.get(role=Role.ACCOUNT_MANAGER)
    assert (before.ends_on, before.ended_by) == (days(9), administrator)
    assert before.end_confirmed_by == second_administrator
    assert Notice.objects.filter(recipient=manager, subject__contains="引継ぎ").exists()
    assert Entry.objects.get(action=Action.MANAGER_HANDED_OVER).detail["to"] == successor.pk


def test_the_second_person_reads_whose_term_ends(
    manager: Staff, successor: Staff, administrator: Staff, as_second: Client
) -> None:
    asked = ask(successor, _term(10), by=administrator)
    address = reverse("personnel_request", args=[asked.pk])
    told = f"{manager}さんのアカウント管理者の任期は、{in_words(days(9))}までになります。"
    assert told in Page.of(as_second.get(address)).words
    assert told in Page.of(as_second.post(address)).words


def test_a_deputy_ends_nobodys_term(manager: Staff, successor: Staff, administrator: Staff) -> None:
    asked = ask(successor, deputy_term(), by=administrator)
    assert consequence_of(asked) == ""


@pytest.mark.parametrize("day", [0, -1])
def test_not_from_today_on_while_somebody_is_in_office(
    day: int, manager: Staff, successor: Staff, administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="以降"):
        ask(successor, _term(day), by=administrator)


def test_a_vacant_seat_is_taken_today(
    successor: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(successor, _term(0), by=administrator), by=second_administrator)
    assert appointments.account_manager() == successor


def test_the_term_has_no_end_of_its_own(
    manager: Staff, successor: Staff, administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="終了日は付けません"):
        ask(successor, _term(5, 90), by=administrator)


def test_it_does_not_end_without_a_successor(manager: Staff, administrator: Staff) -> None:
    with pytest.raises(NotPossible, match="引継ぎを申請"):
        ask_end(manager.appointments.get(role=Role.ACCOUNT_MANAGER), days(5), by=administrator)


def test_a_planned_handover_is_replaced_on_the_same_day(
    manager: Staff, successor: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(successor, _term(10), by=administrator), by=second_administrator)
    other = hire("2003", "高館 空", "情報政策課")
    with pytest.raises(NotPossible, match="その日より後"):
        ask(other, _term(5), by=administrator)
    confirm(ask(other, _term(10), by=administrator), by=second_administrator)
    assert appointments.account_manager(days(9)) == manager
    assert appointments.account_manager(days(10)) == other
    assert successor.appointments.get().cancelled_at is not None


def test_a_planned_handover_is_followed_by_another(
    manager: Staff, successor: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    confirm(ask(successor, _term(10), by=administrator), by=second_administrator)
    confirm(ask(manager, _term(20), by=administrator), by=second_administrator)
    seats = Appointment.objects.filter(role=Role.ACCOUNT_MANAGER).order_by("starts_on")
    assert [(seat.staff, seat.ends_on) for seat in seats] == [
        (manager, days(9)),
        (successor, days(19)),
        (manager, None),
    ]


def test_the_account_manager_does_not_hand_over_alone(manager: Staff, successor: Staff) -> None:
    with pytest.raises(PermissionDenied):
        ask(successor, _term(5), by=manager)


def test_a_request_whose_day_has_come_is_asked_for_anew(
    manager: Staff, successor: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(successor, _term(5), by=administrator)
    tamper("UPDATE personnel_rolerequest SET starts_on = %s", [days(0)])
    asked.refresh_from_db()
    with pytest.raises(NotPossible, match="申請し直して"):
        confirm(asked, by=second_administrator)
    assert appointments.account_manager() == manager
