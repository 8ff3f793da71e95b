"""認証手段のリセット and the like for somebody who decides: asked for by one, done by another."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts import devices
from accounts.models import Notice, Staff
from accounts.step_up import StepUpRefused
from audit.actions import Action
from audit.models import Entry
from personnel import credentials, help_confirmations, help_requests, issuing, standing, tasks
from personnel.acts import NotPossible, Proof
from personnel.models import HelpKind, HelpOutcome, HelpRequest
from tests.accounts.sign_in import enrol
from tests.office import tamper
from tests.personnel.acting import WHY, ask, ask_help, confirm_help, deputy_term, proof

pytestmark = pytest.mark.django_db


def test_nothing_happens_until_the_second_confirms_who_alone_sees_the_password(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    enrol(manager)
    asked = ask_help(manager, HelpKind.FACTORS, by=administrator)
    assert devices.has_primary_device(manager)
    password = confirm_help(asked, by=second_administrator)
    manager.refresh_from_db()
    assert manager.check_password(password)
    assert not devices.has_primary_device(manager)
    asked.refresh_from_db()
    assert (asked.outcome, asked.decided_by) == (HelpOutcome.CONFIRMED, second_administrator)
    entry = Entry.objects.get(action=Action.HELP_CONFIRMED)
    assert entry.actor_id == second_administrator.as_actor().id
    assert entry.detail["asked_by"] == administrator.pk
    assert password not in "".join(Notice.objects.values_list("body", flat=True))


def test_a_suspended_administrator_comes_back_by_two(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    Staff.objects.filter(pk=second_administrator.pk).update(is_active=False)
    asked = ask_help(second_administrator, HelpKind.RESUMPTION, by=administrator)
    assert confirm_help(asked, by=manager) == ""
    second_administrator.refresh_from_db()
    assert second_administrator.is_active


def test_neither_who_asked_nor_the_person_concerned_nor_a_drafter_confirms(
    drafter: Staff, manager: Staff, deputy: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    for who in (administrator, manager, drafter, deputy):
        with pytest.raises(PermissionDenied):
            confirm_help(asked, by=who)
    own = ask_help(second_administrator, HelpKind.PASSWORD, by=administrator)
    with pytest.raises(PermissionDenied, match="自分についての"):
        confirm_help(own, by=second_administrator)
    assert not Entry.objects.filter(action=Action.TEMPORARY_PASSWORD_ISSUED).exists()


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor"])
def test_only_administrators_ask(
    who: str, deputy: Staff, request: pytest.FixtureRequest, administrator: Staff
) -> None:
    with pytest.raises(PermissionDenied):
        ask_help(deputy, HelpKind.FACTORS, by=request.getfixturevalue(who))
    with pytest.raises(PermissionDenied, match="自分自身"):
        ask_help(administrator, HelpKind.FACTORS, by=administrator)


def test_the_verbs_of_one_person_refuse(manager: Staff, administrator: Staff) -> None:
    act = credentials.factor_reset(manager, WHY)
    with pytest.raises(NotPossible, match="もう1人の確認"):
        credentials.reset_factors(
            manager, actor=administrator, reason=WHY, proof=proof(act, administrator)
        )
    act = credentials.password_issuance(manager, WHY)
    with pytest.raises(NotPossible, match="もう1人の確認"):
        credentials.issue_password(
            manager, actor=administrator, reason=WHY, proof=proof(act, administrator)
        )
    new = {"name": manager.name, "email": "x@city.example.jp", "reason": WHY}
    with pytest.raises(NotPossible, match="もう1人の確認"):
        issuing.correct(
            manager,
            actor=administrator,
            proof=proof(issuing.correction(manager, **new), administrator),
            **new,
        )
    Staff.objects.filter(pk=manager.pk).update(is_active=False)
    act = standing.resumption(manager, WHY)
    with pytest.raises(NotPossible, match="もう1人の確認"):
        standing.resume(manager, actor=administrator, reason=WHY, proof=proof(act, administrator))


def test_whose_role_is_asked_for_is_not_let_in_by_one_either(
    drafter: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    ask(drafter, deputy_term(), by=administrator)
    act = credentials.factor_reset(drafter, WHY)
    with pytest.raises(NotPossible, match="もう1人の確認"):
        credentials.reset_factors(
            drafter, actor=administrator, reason=WHY, proof=proof(act, administrator)
        )


def test_a_wrong_code_and_a_changed_request_let_nobody_in(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.FACTORS, by=administrator)
    right = proof(help_confirmations.confirmation(asked), second_administrator)
    wrong = Proof(right.step_up_id, code="000000" if right.code != "000000" else "000001")
    with pytest.raises(StepUpRefused):
        help_confirmations.confirm(asked, actor=second_administrator, proof=wrong)
    opened = proof(help_confirmations.confirmation(asked), second_administrator)
    tamper("UPDATE personnel_helprequest SET kind = 'password'", [])
    asked.refresh_from_db()
    with pytest.raises(StepUpRefused, match="内容が変わりました"):
        help_confirmations.confirm(asked, actor=second_administrator, proof=opened)
    assert not Entry.objects.filter(action=Action.TEMPORARY_PASSWORD_ISSUED).exists()


def test_it_is_asked_once_and_confirmed_once(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    with pytest.raises(NotPossible, match="すでに確認を待っています"):
        ask_help(manager, HelpKind.PASSWORD, by=second_administrator)
    confirm_help(asked, by=second_administrator)
    with pytest.raises(NotPossible, match="すでに処理された"):
        confirm_help(asked, by=second_administrator)


def test_it_is_refused_by_the_second_and_taken_back_by_the_first(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    with pytest.raises(PermissionDenied):
        help_confirmations.refuse(asked, actor=administrator, answer=WHY)
    help_confirmations.refuse(asked, actor=second_administrator, answer="本人は頼んでいません。")
    again = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    with pytest.raises(PermissionDenied):
        help_requests.withdraw(again, actor=second_administrator, answer=WHY)
    help_requests.withdraw(again, actor=administrator, answer=WHY)
    outcomes = HelpRequest.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == [HelpOutcome.REFUSED, HelpOutcome.WITHDRAWN]
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {Action.HELP_ASKED, Action.HELP_REFUSED, Action.HELP_WITHDRAWN} <= actions


def test_after_a_week_it_is_over(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        with pytest.raises(NotPossible, match="期限"):
            confirm_help(asked, by=second_administrator)
        assert tasks.expire_help_requests.apply().get() == 1
        assert tasks.expire_help_requests.apply().get() == 0
        asked.refresh_from_db()
        assert asked.outcome == HelpOutcome.EXPIRED
        assert Entry.objects.filter(action=Action.HELP_EXPIRED).exists()
        ask_help(manager, HelpKind.PASSWORD, by=administrator)


def test_the_database_wants_three_different_people_and_one_outcome(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    with pytest.raises(IntegrityError, match="nobody_asks_for_help_alone"), transaction.atomic():
        HelpRequest.objects.create(
            kind=HelpKind.FACTORS, staff=manager, reason=WHY, asked_by=manager
        )
    rows = HelpRequest.objects.filter(pk=ask_help(manager, HelpKind.FACTORS, by=administrator).pk)
    now = timezone.now()
    for who in (administrator, manager):
        with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
            rows.update(outcome=HelpOutcome.CONFIRMED, decided_by=who, decided_at=now)
    with pytest.raises(IntegrityError, match="is_signed"), transaction.atomic():
        rows.update(outcome=HelpOutcome.CONFIRMED, decided_at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(kind=HelpKind.PASSWORD)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        rows.delete()
    rows.update(outcome=HelpOutcome.REFUSED, decided_by=second_administrator, decided_at=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(outcome=HelpOutcome.CONFIRMED)
