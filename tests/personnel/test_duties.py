"""緊急当番の登録: by whom, of whom, for when; told to the person, recorded, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts import duties as duty_roster
from accounts.models import Absence, AbsenceCategory, Appointment, Duty, Notice, Role, Staff
from accounts.step_up import StepUpRefused
from audit import trail
from audit.actions import Action
from audit.models import Entry
from personnel import duties
from personnel.acts import NotPossible
from personnel.duties import Turn, candidates
from tests.accounts.sign_in import enrol
from tests.office import hire, out_of_office
from tests.personnel.acting import days, proof
from tests.personnel.rosters import at, put_on_duty, register, turn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["manager", "administrator"])
def test_the_account_manager_and_administrators_register(
    who: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    actor: Staff = request.getfixturevalue(who)
    duty = put_on_duty(drafter, by=actor)
    assert (duty.staff, duty.registered_by) == (drafter, actor)
    assert duty_roster.duty_of(drafter) == duty


@pytest.mark.parametrize("who", ["drafter", "deputy", "reviewer", "auditor", "newcomer"])
def test_nobody_else_registers(who: str, colleague: Staff, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied, match="アカウント管理者とシステム管理者だけ"):
        register(turn(colleague), by=request.getfixturevalue(who))
    assert not Duty.objects.exists()


def test_nobody_puts_themselves_on_duty(manager: Staff, drafter: Staff) -> None:
    with pytest.raises(PermissionDenied, match="自分の当番"):
        register(turn(drafter), turn(manager), by=manager)
    assert not Duty.objects.exists()
    assert Entry.objects.filter(action=Action.PERSONNEL_REFUSED).exists()


@pytest.mark.parametrize("who", ["drafter", "reviewer", "deputy", "manager"])
def test_those_who_write_check_or_decide_can_be_on_duty(
    who: str, administrator: Staff, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    enrol(staff)
    assert staff in candidates(administrator)
    assert register(turn(staff), by=administrator)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("auditor", "どの役割もありません"),
        ("newcomer", "どの役割もありません"),
        ("second_administrator", "システム管理者です"),
    ],
)
def test_others_cannot_be_on_duty(
    who: str, why: str, administrator: Staff, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    with pytest.raises(NotPossible, match=why):
        register(turn(staff), by=administrator)
    assert staff not in candidates(administrator)


def test_who_administers_as_well_is_not_on_duty(administrator: Staff) -> None:
    both = hire("4010", "八木 稔", "観光課", Role.DRAFTER, Role.ADMINISTRATOR)
    with pytest.raises(NotPossible, match="システム管理者です"):
        register(turn(both), by=administrator)


def test_without_a_second_factor_nobody_is_on_duty(drafter: Staff, manager: Staff) -> None:
    with pytest.raises(NotPossible, match="認証アプリもパスキーも"):
        register(Turn(drafter, at(1), at(2)), by=manager)
    assert drafter not in candidates(manager)
    enrol(drafter)
    assert list(candidates(manager)) == [drafter]


def test_who_is_suspended_is_not_on_duty(drafter: Staff, manager: Staff) -> None:
    planned = turn(drafter)
    Staff.objects.filter(pk=drafter.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="利用停止"):
        register(planned, by=manager)


def test_the_role_lasts_as_long_as_the_turn(newcomer: Staff, manager: Staff) -> None:
    Appointment.objects.create(
        staff=newcomer, role=Role.DRAFTER, starts_on=days(-9), ends_on=days(3), installed=True
    )
    with pytest.raises(NotPossible, match="期間を通した"):
        register(turn(newcomer, 24, 24 * 5), by=manager)
    assert register(turn(newcomer, 24, 24 * 2), by=manager)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (5, 4.99, "開始日時より後"),
        (5, 4, "開始日時より後"),
        (-5, -1, "過ぎた当番"),
        (-48, 5, "今日以降"),
        (1, 24 * 14 + 1.1, "14日まで"),
    ],
)
def test_times_that_make_no_sense(
    first: float, last: float, why: str, drafter: Staff, manager: Staff
) -> None:
    with pytest.raises(NotPossible, match=why):
        register(turn(drafter, first, last), by=manager)
    assert not Duty.objects.exists()


def test_two_whole_weeks_are_one_turn(drafter: Staff, manager: Staff) -> None:
    start = at(1)
    enrol(drafter)
    whole = Turn(drafter, start, start + timedelta(days=14))
    assert register(whole, by=manager)


def test_one_is_on_duty_once_at_a_time_and_not_while_away(drafter: Staff, manager: Staff) -> None:
    register(turn(drafter, 1, 10), by=manager)
    with pytest.raises(NotPossible, match="重なる当番"):
        register(turn(drafter, 9, 12), by=manager)
    Absence.objects.create(
        staff=drafter, starts_at=at(30), ends_at=at(40), category=AbsenceCategory.LEAVE,
        registered_by=drafter,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="不在が登録"):
        register(turn(drafter, 39, 44), by=manager)
    with pytest.raises(NotPossible, match="重なる当番"):
        register(turn(drafter, 50, 60), turn(drafter, 55, 65), by=manager)
    assert Duty.objects.count() == 1, "all of them or none"


def test_words_changed_after_the_proof_put_nobody_on_duty(drafter: Staff, manager: Staff) -> None:
    opened = proof(duties.registration([turn(drafter, 1, 2)], actor=manager), manager)
    with pytest.raises(StepUpRefused):
        duties.register([turn(drafter, 1, 9)], actor=manager, proof=opened)
    assert not Duty.objects.exists()


def test_the_person_is_told_once_and_it_is_recorded(drafter: Staff, manager: Staff) -> None:
    register(turn(drafter, 1, 2), turn(drafter, 30, 40), by=manager)
    mail = Notice.objects.get()
    assert mail.recipient == drafter
    assert "緊急当番に登録されました" in mail.subject
    assert mail.body.count("まで\n") == 2
    assert reverse("personnel_duties") in mail.body
    kept = Entry.objects.filter(action=Action.DUTY_REGISTERED)
    assert [entry.target for entry in kept] == [trail.target_of(drafter)] * 2
    assert {entry.detail["duty"] for entry in kept} == {duty.pk for duty in Duty.objects.all()}


def test_a_turn_is_ended_early(drafter: Staff, manager: Staff, administrator: Staff) -> None:
    duty = put_on_duty(drafter, by=manager)
    duties.end(duty, actor=administrator)
    assert duty.ended_by == administrator
    assert duty_roster.duty_of(drafter) is None
    assert Notice.objects.filter(recipient=drafter, subject__contains="なくなりました").exists()
    assert Entry.objects.filter(action=Action.DUTY_ENDED).count() == 1
    with pytest.raises(NotPossible, match="すでに終わって"):
        duties.end(duty, actor=manager)


def test_one_that_has_not_begun_never_was_and_makes_room(drafter: Staff, manager: Staff) -> None:
    (duty,) = register(turn(drafter, 5, 9), by=manager)
    duties.end(duty, actor=manager)
    assert duty.last_moment == duty.starts_at
    assert register(turn(drafter, 5, 9), by=manager)


def test_others_do_not_end_it(drafter: Staff, deputy: Staff, manager: Staff) -> None:
    duty = put_on_duty(drafter, by=manager)
    for actor in (drafter, deputy):
        with pytest.raises(PermissionDenied):
            duties.end(duty, actor=actor)
    out_of_office(manager)
    with pytest.raises(PermissionDenied):
        duties.end(duty, actor=manager)
    assert duty_roster.duty_of(drafter) == duty
