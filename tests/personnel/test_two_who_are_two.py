"""Whoever lately opened the account of the other is not the other's second person."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Role, Staff
from personnel import credentials, recent_help
from personnel.acts import NotPossible
from personnel.models import HelpKind
from personnel.terms import Term
from tests.office import hire
from tests.personnel.acting import ask, ask_help, confirm, confirm_help, days, deputy_term, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def third(db: None) -> Staff:
    return hire("4003", "根城 南", "行政管理課", Role.ADMINISTRATOR)


def test_the_account_manager_confirms_only_where_no_administrator_can(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(second_administrator, HelpKind.FACTORS, by=administrator)
    third = hire("4003", "根城 南", "行政管理課", Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied, match="システム管理者が確認します"):
        confirm_help(asked, by=manager)
    Staff.objects.filter(pk=third.pk).update(is_active=False)
    assert confirm_help(asked, by=manager)


def test_of_somebody_who_decides_no_account_manager_confirms(
    manager: Staff, deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(deputy, HelpKind.FACTORS, by=administrator)
    with pytest.raises(PermissionDenied, match="システム管理者が確認します"):
        confirm_help(asked, by=manager)


def test_what_nobody_could_confirm_is_not_asked_for(manager: Staff, administrator: Staff) -> None:
    with pytest.raises(NotPossible, match="確認できる人がいません"):
        ask_help(manager, HelpKind.FACTORS, by=administrator)


@pytest.mark.parametrize("kind", [HelpKind.FACTORS, HelpKind.PASSWORD, HelpKind.ADDRESS])
def test_who_was_helped_at_the_asker_s_request_confirms_nothing_of_theirs_for_a_week(
    kind: HelpKind, manager: Staff, deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    more = {"name": "三浦 由美", "email": "m@city.example.jp"} if kind == HelpKind.ADDRESS else {}
    confirm_help(ask_help(second_administrator, kind, by=administrator, **more), by=manager)
    candidate = hire("5002", "是川 縄子", "情報政策課")
    asked = ask(candidate, deputy_term(), by=administrator)
    with pytest.raises(PermissionDenied, match="7日以内"):
        confirm(asked, by=second_administrator)
    with pytest.raises(NotPossible, match="確認できる人がいません"):
        ask_help(deputy, HelpKind.FACTORS, by=administrator)
    # The other way round nobody saw a password of the other.
    confirm_help(ask_help(deputy, HelpKind.PASSWORD, by=second_administrator), by=administrator)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert recent_help.why_not_two(administrator, second_administrator) == ""


def test_who_saw_the_password_of_the_asker_is_not_their_second(
    manager: Staff, administrator: Staff, second_administrator: Staff, third: Staff
) -> None:
    confirm_help(ask_help(third, HelpKind.FACTORS, by=administrator), by=second_administrator)
    asked = ask_help(manager, HelpKind.FACTORS, by=third)
    with pytest.raises(PermissionDenied, match="7日以内"):
        confirm_help(asked, by=second_administrator)
    assert confirm_help(asked, by=administrator)


def test_who_was_let_in_by_one_before_the_role_was_given_is_no_second_yet(
    drafter: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    act = credentials.factor_reset(drafter, "紛失")
    credentials.reset_factors(
        drafter, actor=administrator, reason="紛失", proof=proof(act, administrator)
    )
    assert "本人に電話で" in recent_help.warning_about(drafter, administrator)
    assert recent_help.warning_about(drafter, second_administrator) == ""
    term = Term(Role.ADMINISTRATOR, days(0), days(300))
    confirm(ask(drafter, term, by=administrator), by=second_administrator)
    for number, asker, second in (
        ("5002", administrator, drafter),
        ("5003", drafter, administrator),
    ):
        asked = ask(hire(number, "是川 縄子", "情報政策課"), deputy_term(rank=None), by=asker)
        with pytest.raises(PermissionDenied, match="7日以内"):
            confirm(asked, by=second)
        confirm(asked, by=second_administrator)
