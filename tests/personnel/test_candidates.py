"""Whom one may propose as 代決者 or 後任: nobody who would be refused, and each with a number."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, Staff
from personnel.models import Movement, MovementKind
from personnel.views.approvers import candidates
from tests.office import hire
from tests.personnel.acting import ask, days, deputy_term

pytestmark = pytest.mark.django_db


def test_deputies_without_an_end_and_administrators_are_not_offered(
    manager: Staff, deputy: Staff, administrator: Staff, drafter: Staff, outsider: Staff
) -> None:
    offered = list(candidates(manager, Role.DEPUTY))
    assert offered == [outsider, drafter]  # 環境政策課, 観光課


def test_who_is_asked_for_already_is_not_offered_again(
    manager: Staff, administrator: Staff, drafter: Staff, colleague: Staff
) -> None:
    ask(drafter, deputy_term(), by=administrator)
    assert list(candidates(manager, Role.DEPUTY)) == [colleague]
    assert drafter in candidates(administrator, Role.ACCOUNT_MANAGER)


def test_who_is_to_leave_takes_no_office_without_an_end(
    administrator: Staff, drafter: Staff, colleague: Staff
) -> None:
    Movement.objects.create(
        staff=drafter,
        kind=MovementKind.RETIREMENT,
        on=days(30),
        from_section=drafter.section,
        reason="退職",
        ordered_by=administrator,
    )
    assert list(candidates(administrator, Role.ACCOUNT_MANAGER)) == [colleague]
    assert drafter in candidates(administrator, Role.DEPUTY)


def test_two_of_the_same_name_are_told_apart(as_manager: Client, drafter: Staff) -> None:
    hire("1777", drafter.name, drafter.section.name, Role.DRAFTER)
    page = as_manager.get(reverse("personnel_deputy")).content.decode()
    assert f"{drafter}　職員番号 1001" in page
    assert f"{drafter}　職員番号 1777" in page


def test_the_order_of_deciding_is_led_to_from_where_people_look(
    as_manager: Client, as_drafter: Client
) -> None:
    page = reverse("personnel_approvers")
    for view in ("approval_inbox", "account"):
        assert page in as_manager.get(reverse(view)).content.decode()
        assert page in as_drafter.get(reverse(view)).content.decode()
    led_to = as_manager.get(page).content.decode()
    for view in ("personnel_deputy", "personnel_absences", "personnel_leaks"):
        assert reverse(view) in led_to
    # What has no effect for this person is not offered.
    for view in ("personnel_deputy", "personnel_absences", "personnel_leaks"):
        assert reverse(view) not in as_drafter.get(page).content.decode()
