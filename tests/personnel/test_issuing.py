"""職員ID: issued to one person, corrected, and helped in again; each password is shown once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts import devices
from accounts.models import LeakReport, Notice, Section, Staff, StaffSession
from audit.actions import Action
from audit.models import Entry
from personnel import credentials, issuing
from personnel.acts import NotPossible
from tests.accounts.sign_in import sign_in, walk_in
from tests.office import hire
from tests.personnel.acting import WHY, fresh_code, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(db: None) -> Section:
    return Section.objects.create(name="観光課")


def issue(number: str, section: Section, by: Staff) -> tuple[Staff, str]:
    said: dict[str, Any] = {
        "staff_number": number,
        "name": "下北 花子",
        "section": section,
        "email": "shimokita@city.example.jp",
        "reason": WHY,
    }
    opened = proof(issuing.issuance(**said), by)
    return issuing.issue(actor=by, proof=opened, **said)


def test_the_new_person_signs_in_with_the_temporary_password(
    section: Section, administrator: Staff
) -> None:
    staff, password = issue("1234", section, administrator)
    assert staff.must_change_password
    assert not staff.appointments.exists()
    walk_in(Client(), staff, password)
    staff.refresh_from_db()
    assert not staff.must_change_password
    everything = [str(entry.detail) for entry in Entry.objects.all()]
    everything += [notice.body for notice in Notice.objects.all()]
    assert everything
    assert all(password not in text for text in everything)


@pytest.mark.parametrize("number", ["", "日本", "12 34", "a" * 21, "-1", "=1+1"])
def test_a_number_has_a_shape(number: str, section: Section, administrator: Staff) -> None:
    with pytest.raises(NotPossible, match="半角の英数字"):
        issue(number, section, administrator)


def test_one_number_one_person(section: Section, administrator: Staff) -> None:
    issue("s100", section, administrator)
    with pytest.raises(NotPossible, match="すでにあります"):
        issue("S100", section, administrator)


@pytest.mark.parametrize("who", ["drafter", "manager", "auditor"])
def test_nobody_else_issues(who: str, section: Section, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        issue("1234", section, request.getfixturevalue(who))
    assert not Staff.objects.filter(staff_number="1234").exists()


def test_name_and_address_are_corrected_and_the_trail_keeps_no_address(
    drafter: Staff, administrator: Staff
) -> None:
    said = {"name": "工藤 美咲子", "email": "new@city.example.jp", "reason": WHY}
    opened = proof(issuing.correction(drafter, **said), administrator)
    issuing.correct(drafter, actor=administrator, proof=opened, **said)
    assert (drafter.name, drafter.email) == ("工藤 美咲子", "new@city.example.jp")
    entry = Entry.objects.get(action=Action.STAFF_CORRECTED)
    assert entry.detail["fields"] == ["name", "email"]
    assert "new@city" not in str(entry.detail)


def test_a_temporary_password_ends_every_session(drafter: Staff, administrator: Staff) -> None:
    sign_in(Client(), drafter)
    opened = proof(credentials.password_issuance(drafter, WHY), administrator)
    password = credentials.issue_password(drafter, actor=administrator, reason=WHY, proof=opened)
    drafter.refresh_from_db()
    assert drafter.check_password(password)
    assert drafter.must_change_password
    assert not StaffSession.objects.open().filter(staff=drafter).exists()


def test_lost_factors_go_never_without_a_new_password(drafter: Staff, administrator: Staff) -> None:
    sign_in(Client(), drafter)
    before = drafter.password
    opened = proof(credentials.factor_reset(drafter, WHY), administrator)
    password = credentials.reset_factors(drafter, actor=administrator, reason=WHY, proof=opened)
    drafter.refresh_from_db()
    assert not devices.has_primary_device(drafter)
    assert drafter.password != before
    assert drafter.check_password(password)
    assert Entry.objects.filter(action=Action.FACTORS_RESET).count() == 1


ALONE: list[Callable[[Staff, Staff], object]] = [
    lambda staff, by: credentials.issue_password(
        staff, actor=by, reason=WHY, proof=proof(credentials.password_issuance(staff, WHY), by)
    ),
    lambda staff, by: credentials.reset_factors(
        staff, actor=by, reason=WHY, proof=proof(credentials.factor_reset(staff, WHY), by)
    ),
]


def test_the_reasons_are_kept(drafter: Staff, administrator: Staff) -> None:
    for act in ALONE:
        act(drafter, administrator)
    kept = Entry.objects.filter(action__in=[Action.TEMPORARY_PASSWORD_ISSUED, Action.FACTORS_RESET])
    assert [entry.detail["reason"] for entry in kept] == [WHY] * 3


def test_a_leak_is_reported_for_somebody(drafter: Staff, administrator: Staff) -> None:
    sign_in(Client(), drafter)
    opened = proof(credentials.leak_report(drafter, "紙に書いてあった。"), administrator)
    credentials.report_leak(drafter, actor=administrator, note="紙に書いてあった。", proof=opened)
    assert LeakReport.objects.get().staff == drafter
    drafter.refresh_from_db()
    assert drafter.must_change_password


ACTS: list[Callable[[Staff, Staff], object]] = [
    lambda staff, by: credentials.issue_password(
        staff, actor=by, reason=WHY, proof=proof(credentials.password_issuance(staff, WHY), by)
    ),
    lambda staff, by: credentials.reset_factors(
        staff, actor=by, reason=WHY, proof=proof(credentials.factor_reset(staff, WHY), by)
    ),
    lambda staff, by: credentials.report_leak(
        staff, actor=by, note=WHY, proof=proof(credentials.leak_report(staff, WHY), by)
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_does_it_to_themselves_or_without_the_office(
    act: Callable[[Staff, Staff], object], drafter: Staff, manager: Staff, administrator: Staff
) -> None:
    with pytest.raises(PermissionDenied, match="自分自身"):
        act(administrator, administrator)
    with pytest.raises(PermissionDenied, match="システム管理者だけ"):
        act(drafter, manager)


@pytest.mark.parametrize("act", ACTS[:2])
def test_a_suspended_person_gets_no_password(
    act: Callable[[Staff, Staff], object], drafter: Staff, administrator: Staff
) -> None:
    Staff.objects.filter(pk=drafter.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="発行できません"):
        act(drafter, administrator)


def test_the_page_of_the_password_cannot_be_had_twice(
    as_administrator: Client, administrator: Staff
) -> None:
    somebody = hire("5011", "湊 高台", "観光課")
    address = reverse("personnel_password", args=[somebody.pk])
    step_up = as_administrator.post(address, {"reason": WHY}).context["step_up"]
    sent = {"reason": WHY, "step_up": step_up, "code": fresh_code(administrator)}
    first = as_administrator.post(address, sent)
    (shown,) = first.context["passwords"]
    again = as_administrator.post(address, {**sent, "code": fresh_code(administrator)})
    assert shown[1] not in again.content.decode()
    assert "済んでいます" in again.content.decode()
