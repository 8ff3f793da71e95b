"""棚卸し: what it finds, who is reminded of it, and that a sign-off stays as it was signed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Appointment, Role, Staff
from accounts.step_up import Refusal, StepUpRefused
from audit.actions import Action
from audit.models import Entry
from personnel import reviews
from personnel.models import ReviewSignOff
from tests.accounts.sign_in import enrol
from tests.office import hire, tamper
from tests.personnel.acting import days, fresh_code, proof

pytestmark = pytest.mark.django_db


def sign_off(by: Staff, note: str = "人事課の名簿と照らした。") -> ReviewSignOff:
    enrol(by)  # or the proof itself would take them off the list of those without a factor
    found = reviews.findings()
    opened = proof(reviews.signing_off(found, note), by)
    return reviews.sign_off(actor=by, found=found, note=note, proof=opened)


def signed_in(staff: Staff, days_ago: int) -> None:
    Staff.objects.filter(pk=staff.pk).update(last_login=timezone.now() - timedelta(days=days_ago))


def test_unused_and_never_used_accounts(drafter: Staff, colleague: Staff, outsider: Staff) -> None:
    signed_in(drafter, 91)
    signed_in(colleague, 89)
    found = reviews.findings()
    assert found.unused == [drafter]
    assert found.never_signed_in == [outsider]


def test_people_without_a_factor_or_a_role_and_suspended_ones(
    drafter: Staff, colleague: Staff
) -> None:
    enrol(drafter)
    hire("8001", "役割 無", "観光課")
    suspended = hire("8002", "停止 中", "観光課")
    Staff.objects.filter(pk=suspended.pk).update(is_active=False)
    found = reviews.findings()
    assert {staff.staff_number for staff in found.without_factor} == {"1002", "8001"}
    assert [staff.staff_number for staff in found.without_role] == ["8001"]
    assert found.suspended == [suspended]


def test_terms_that_end_within_thirty_days_unless_they_go_on(
    drafter: Staff, colleague: Staff, outsider: Staff
) -> None:
    for staff, last_day in ((drafter, 30), (colleague, 31), (outsider, 5)):
        tamper(
            "UPDATE accounts_appointment SET ends_on = %s WHERE staff_id = %s",
            [days(last_day), staff.pk],
        )
    Appointment.objects.create(staff=outsider, role=Role.DRAFTER, starts_on=days(6), installed=True)
    assert [held.staff for held in reviews.findings().expiring] == [drafter]


def test_sections_in_which_nobody_checks(drafter: Staff, outsider: Staff) -> None:
    hire("8003", "確認 者", "観光課", Role.SECTION_REVIEWER)
    assert reviews.findings().without_reviewer == [outsider.section]


def test_it_is_signed_off_with_its_numbers(drafter: Staff, administrator: Staff) -> None:
    assert reviews.is_due()
    review = sign_off(administrator)
    assert review.signed_by == administrator
    assert review.counts["never_signed_in"] == 2
    assert not reviews.is_due()
    assert Entry.objects.get(action=Action.REVIEW_SIGNED_OFF).detail == review.counts


@pytest.mark.parametrize(("months", "is_due"), [(12, False), (6, True)])
def test_the_setting_says_when_the_next_is_due(
    months: int, is_due: bool, settings: Settings, administrator: Staff
) -> None:
    settings.REVIEW_EVERY_MONTHS = months
    sign_off(administrator)
    tamper(
        "UPDATE personnel_reviewsignoff SET signed_at = %s",
        [timezone.now() - timedelta(days=200)],
    )
    assert reviews.is_due() is is_due


def test_it_is_signed_once_and_for_all(administrator: Staff) -> None:
    review = sign_off(administrator)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewSignOff.objects.filter(pk=review.pk).update(note="")
    with pytest.raises(DatabaseError), transaction.atomic():
        review.delete()


def test_other_people_in_the_same_number_are_not_what_was_looked_at(
    as_administrator: Client, administrator: Staff, drafter: Staff, colleague: Staff
) -> None:
    signed_in(colleague, 1)
    address = reverse("personnel_review")
    step_up = as_administrator.post(address, {"note": ""}).context["step_up"]
    signed_in(drafter, 1)
    Staff.objects.filter(pk=colleague.pk).update(last_login=None)
    sent = {"note": "", "step_up": step_up, "code": fresh_code(administrator)}
    page = as_administrator.post(address, sent).content.decode()
    assert "内容が変わりました" in page
    assert not ReviewSignOff.objects.exists()


def test_a_role_given_between_look_and_sign_off_is_refused(
    administrator: Staff, drafter: Staff
) -> None:
    enrol(administrator)
    found = reviews.findings()
    opened = proof(reviews.signing_off(found, ""), administrator)
    Appointment.objects.create(
        staff=drafter, role=Role.AUDITOR, starts_on=days(0), ends_on=days(90), installed=True
    )
    with pytest.raises(StepUpRefused) as refused:
        reviews.sign_off(actor=administrator, found=found, note="", proof=opened)
    assert refused.value.reason == Refusal.CHANGED
    assert not ReviewSignOff.objects.exists()


def test_nobody_else_signs(manager: Staff) -> None:
    with pytest.raises(PermissionDenied):
        sign_off(manager)


def test_administrators_are_reminded_at_home_and_others_are_not(
    as_administrator: Client, as_drafter: Client, administrator: Staff
) -> None:
    words = "棚卸しの時期です"
    assert words in as_administrator.get(reverse("home")).content.decode()
    assert words not in as_drafter.get(reverse("home")).content.decode()
    sign_off(administrator)
    assert words not in as_administrator.get(reverse("home")).content.decode()
