"""Somebody always stays: one administrator who can act, and one account manager."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied

from accounts import appointments, devices
from accounts.models import Role, Staff
from personnel import confirmations, movements, standing
from personnel.acts import NotPossible, Proof
from personnel.models import HelpKind
from personnel.terms import Term
from tests.office import PASSWORD, hire, tamper
from tests.personnel.acting import (
    WHY,
    ask,
    ask_end,
    ask_help,
    confirm,
    confirm_help,
    days,
    deputy_term,
    proof,
)
from tests.posts.racing import at_once

pytestmark = pytest.mark.django_db


def _suspend(staff: Staff, by: Staff, opened: Proof | None = None) -> None:
    opened = opened or proof(standing.suspension(staff, WHY), by)
    standing.suspend(staff, actor=by, reason=WHY, proof=opened)


def _retire(staff: Staff, last_day: int, by: Staff) -> None:
    act = movements.retiring(staff, days(last_day), WHY)
    movements.retire(staff, actor=by, last_day=days(last_day), reason=WHY, proof=proof(act, by))


def test_one_of_two_administrators_can_be_suspended_and_the_other_not(
    administrator: Staff, second_administrator: Staff
) -> None:
    _suspend(second_administrator, administrator)
    assert list(appointments.administrators()) == [administrator]
    with pytest.raises(PermissionDenied):
        _suspend(administrator, second_administrator)
    with pytest.raises(PermissionDenied, match="自分自身"):
        _suspend(administrator, administrator)


def test_the_question_itself_sees_that_nobody_would_be_left(administrator: Staff) -> None:
    assert "最後のシステム管理者" in standing.why_not_suspend(administrator)
    other = hire("4009", "売市 長根", "行政管理課", Role.ADMINISTRATOR)
    assert standing.why_not_suspend(administrator) == ""
    Staff.objects.filter(pk=other.pk).update(is_active=False)
    assert "最後のシステム管理者" in standing.why_not_suspend(administrator)


def test_the_only_one_whose_term_goes_on_is_not_ended(
    administrator: Staff, second_administrator: Staff
) -> None:
    third = hire("4004", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    tamper(
        "UPDATE accounts_appointment SET ends_on = %s WHERE staff_id IN (%s, %s)",
        [days(20), administrator.pk, second_administrator.pk],
    )
    held = third.appointments.get()
    for last_day in (30, 20, 10, 0):
        # Ended before the others or after them: from the day on which they end, nobody is left.
        with pytest.raises(NotPossible, match="最後のシステム管理者"):
            ask_end(held, days(last_day), by=administrator)
    hire("4005", "八太郎 丘", "行政管理課", Role.ADMINISTRATOR)
    asked = ask_end(held, days(10), by=administrator)
    confirm(asked, by=second_administrator)


def test_a_deputy_who_takes_over_the_seat_is_deputy_no_longer(
    administrator: Staff, second_administrator: Staff, manager: Staff, deputy: Staff
) -> None:
    held = deputy.appointments.get()
    confirm(
        ask(deputy, Term(Role.ACCOUNT_MANAGER, days(3), None), by=administrator),
        by=second_administrator,
    )
    confirm(ask_end(held, days(2), by=administrator), by=second_administrator)
    held.refresh_from_db()
    assert held.ends_on == days(2)


def test_whoever_takes_over_the_seat_is_not_suspended_before(
    administrator: Staff, second_administrator: Staff, manager: Staff, drafter: Staff
) -> None:
    asked = ask(drafter, Term(Role.ACCOUNT_MANAGER, days(3), None), by=administrator)
    confirm(asked, by=second_administrator)
    with pytest.raises(NotPossible, match="後任に引き継ぐまで"):
        _suspend(drafter, administrator)
    assert appointments.account_manager(days(3)) == drafter


def test_an_end_that_was_possible_when_asked_for_is_looked_at_again(
    administrator: Staff, second_administrator: Staff
) -> None:
    third = hire("4004", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    asked = ask_end(third.appointments.get(), days(30), by=administrator)
    tamper(
        "UPDATE accounts_appointment SET ends_on = %s WHERE staff_id IN (%s, %s)",
        [days(20), administrator.pk, second_administrator.pk],
    )
    with pytest.raises(NotPossible, match="最後のシステム管理者"):
        confirm(asked, by=second_administrator)


@pytest.mark.parametrize("last_day", [-1, 0, 30])
def test_an_administrator_does_not_retire_with_a_term_left(
    last_day: int, administrator: Staff, second_administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="任期が残っています"):
        _retire(second_administrator, last_day, administrator)
    assert not second_administrator.movements.exists()


def test_the_account_manager_is_neither_suspended_nor_retired_without_a_successor(
    manager: Staff, administrator: Staff
) -> None:
    with pytest.raises(NotPossible, match="後任に引き継ぐまで"):
        _suspend(manager, administrator)
    with pytest.raises(NotPossible, match="後任への引継ぎ"):
        _retire(manager, 10, administrator)
    assert manager.is_account_manager


def test_with_a_successor_the_account_manager_retires(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    successor = hire("2002", "石堂 正", "情報政策課")
    asked = ask(successor, Term(Role.ACCOUNT_MANAGER, days(11), None), by=administrator)
    confirm(asked, by=second_administrator)
    with pytest.raises(NotPossible):
        _retire(manager, 9, administrator)
    _retire(manager, 10, administrator)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_suspend_each_other_at_once_do_not_both_succeed(
    administrator: Staff, second_administrator: Staff
) -> None:
    pairs = [(administrator, second_administrator), (second_administrator, administrator)]
    opened = {by.pk: proof(standing.suspension(staff, WHY), by) for staff, by in pairs}

    def attempt(staff: Staff, by: Staff) -> Callable[[], bool]:
        def call() -> bool:
            with suppress(PermissionDenied, NotPossible):
                _suspend(Staff.objects.get(pk=staff.pk), by, opened[by.pk])
                return True
            return False

        return call

    results = at_once([attempt(staff, by) for staff, by in pairs])
    assert sorted(results) == [False, True]
    assert appointments.administrators().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_the_same_request_at_once_appoint_once(
    administrator: Staff, second_administrator: Staff
) -> None:
    third = hire("4004", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    candidate = hire("5002", "是川 縄子", "情報政策課")
    asked = ask(candidate, deputy_term(), by=administrator)
    act = confirmations.confirmation(asked)
    opened = {by.pk: proof(act, by) for by in (second_administrator, third)}

    def attempt(by: Staff) -> Callable[[], bool]:
        def call() -> bool:
            with suppress(NotPossible):
                confirmations.confirm(asked, actor=by, proof=opened[by.pk])
                return True
            return False

        return call

    assert sorted(at_once([attempt(by) for by in (second_administrator, third)])) == [False, True]
    assert candidate.appointments.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_handovers_confirmed_at_once_one_takes_the_seat(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    first, second = hire("2002", "石堂 正", "情報政策課"), hire("2003", "高館 空", "情報政策課")
    requests = [
        ask(staff, Term(Role.ACCOUNT_MANAGER, days(day), None), by=administrator)
        for staff, day in ((first, 5), (second, 8))
    ]
    third = hire("4004", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    pairs = list(zip(requests, (second_administrator, third), strict=True))
    opened = [proof(confirmations.confirmation(asked), by) for asked, by in pairs]

    def attempt(number: int) -> Callable[[], bool]:
        def call() -> bool:
            asked, by = pairs[number]
            with suppress(NotPossible):
                confirmations.confirm(asked, actor=by, proof=opened[number])
                return True
            return False

        return call

    results = at_once([attempt(0), attempt(1)])
    # The one of day 5 may be followed by that of day 8, but not the other way round.
    assert results in ([True, True], [False, True])
    for day in range(12):
        assert appointments.account_manager(days(day)) is not None


def test_what_shuts_the_account_of_who_must_stay_is_named_and_possible(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    why_not = standing.why_not_suspend(manager)
    assert "認証手段をリセットする" in why_not
    assert "漏えい" not in why_not
    asked = ask_help(manager, HelpKind.FACTORS, by=administrator)
    confirm_help(asked, by=second_administrator)
    assert devices.primary_devices(manager) == []
    assert not Staff.objects.get(pk=manager.pk).check_password(PASSWORD)
