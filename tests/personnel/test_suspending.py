"""利用停止と再開: at once, by one person, told to those who must know; and undone the same way."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import Notice, Role, Staff, StaffSession
from audit.actions import Action
from audit.models import Entry
from personnel import standing
from personnel.acts import NotPossible
from tests.accounts.sign_in import sign_in
from tests.office import hire
from tests.personnel.acting import WHY, proof

pytestmark = pytest.mark.django_db


def suspend(staff: Staff, by: Staff) -> None:
    standing.suspend(staff, actor=by, reason=WHY, proof=proof(standing.suspension(staff, WHY), by))


def resume(staff: Staff, by: Staff) -> None:
    standing.resume(staff, actor=by, reason=WHY, proof=proof(standing.resumption(staff, WHY), by))


def test_it_ends_every_session_and_lets_nobody_in(drafter: Staff, administrator: Staff) -> None:
    browser = Client()
    sign_in(browser, drafter)
    assert browser.get(reverse("home")).status_code == 200
    suspend(drafter, administrator)
    assert browser.get(reverse("home")).status_code == 302
    assert not StaffSession.objects.open().filter(staff=drafter).exists()
    assert not drafter.may_draft
    entry = Entry.objects.get(action=Action.STAFF_SUSPENDED)
    assert entry.detail == {"reason": WHY, "emergency": False}
    assert [notice.recipient for notice in Notice.objects.all()] == [drafter]


def test_of_somebody_who_decides_it_is_an_emergency_that_is_told(
    deputy: Staff, manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    suspend(deputy, administrator)
    assert Entry.objects.get(action=Action.STAFF_SUSPENDED).detail["emergency"] is True
    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {deputy, manager, second_administrator}
    assert "1人の判断" in Notice.objects.filter(recipient=manager).get().body
    assert deputy.appointments.get().ends_on is None


def test_it_is_undone(drafter: Staff, administrator: Staff) -> None:
    suspend(drafter, administrator)
    with pytest.raises(NotPossible, match="すでに利用停止"):
        suspend(drafter, administrator)
    resume(drafter, administrator)
    drafter.refresh_from_db()
    assert drafter.may_draft
    with pytest.raises(NotPossible, match="利用停止になっていません"):
        resume(drafter, administrator)


@pytest.mark.parametrize("who", ["colleague", "manager", "auditor"])
def test_nobody_else_suspends(who: str, drafter: Staff, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        suspend(drafter, request.getfixturevalue(who))
    drafter.refresh_from_db()
    assert drafter.is_active


def test_a_suspended_administrator_administers_nothing(
    drafter: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    suspend(second_administrator, administrator)
    with pytest.raises(PermissionDenied):
        suspend(drafter, second_administrator)


def test_the_page_says_why_it_is_not_possible(
    as_administrator: Client, administrator: Staff, manager: Staff
) -> None:
    page = as_administrator.get(reverse("personnel_suspension", args=[manager.pk]))
    assert "後任に引き継ぐまで" in page.content.decode()
    own = as_administrator.get(reverse("personnel_suspension", args=[administrator.pk]))
    assert own.status_code == 403
    assert "自分自身" in own.content.decode()


def test_a_role_with_another_day_is_not_lost(drafter: Staff, administrator: Staff) -> None:
    other = hire("5009", "尻内 駅", "観光課", Role.AUDITOR)
    suspend(other, administrator)
    resume(other, administrator)
    other.refresh_from_db()
    assert other.holds(Role.AUDITOR)
