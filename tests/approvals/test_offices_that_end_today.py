"""A transfer or a retirement of today undoes nothing that was decided in office this morning."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Duty, Section, Staff
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from posts.models import Revision
from posts.routing.turns import endorse
from tests.approvals.acting import reviewed
from tests.office import approve, tamper
from tests.personnel.test_retiring import retire
from tests.personnel.test_transferring import transfer
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def elsewhere(db: None) -> Section:
    return Section.objects.create(name="会計課")


def test_the_step_of_somebody_transferred_afterwards_stays_taken(
    drafter: Staff, manager: Staff, reviewer: Staff, administrator: Staff, elsewhere: Section
) -> None:
    revision = reviewed(drafter, manager)
    endorse(revision, actor=reviewer)
    approve(revision, manager)
    transfer(reviewer, elsewhere, 0, administrator)
    assert not reviewer.appointments.current().exists()
    approval_of(Revision.objects.get())


def test_it_is_approved_also_after_the_transfer(
    drafter: Staff, manager: Staff, reviewer: Staff, administrator: Staff, elsewhere: Section
) -> None:
    revision = reviewed(drafter, manager)
    endorse(revision, actor=reviewer)
    transfer(reviewer, elsewhere, 0, administrator)
    approve(revision, manager)
    approval_of(Revision.objects.get())


def test_the_step_of_somebody_who_retired_today_stays_taken(
    drafter: Staff, manager: Staff, reviewer: Staff, administrator: Staff
) -> None:
    revision = reviewed(drafter, manager)
    endorse(revision, actor=reviewer)
    approve(revision, manager)
    retire(reviewer, -1, administrator)
    approval_of(Revision.objects.get())


def test_the_decision_of_somebody_on_duty_and_transferred_since_counts(
    drafter: Staff, manager: Staff, colleague: Staff, administrator: Staff, elsewhere: Section
) -> None:
    now = timezone.now()
    Duty.objects.create(
        staff=colleague,
        starts_at=now - HOUR,
        ends_at=now + HOUR,
        registered_by=administrator,
        registered_at=now - HOUR,
    )
    revision = ask_emergency(drafter, manager)
    approve(revision, colleague)
    transfer(colleague, elsewhere, 0, administrator)
    assert Decision.objects.get().capacity == "on_duty"
    approval_of(Revision.objects.get(pk=revision.pk))


def test_what_was_done_after_the_end_of_the_office_counts_for_nothing(
    drafter: Staff, manager: Staff, reviewer: Staff, administrator: Staff, elsewhere: Section
) -> None:
    revision = reviewed(drafter, manager)
    endorse(revision, actor=reviewer)
    approve(revision, manager)
    transfer(reviewer, elsewhere, 0, administrator)
    tamper(
        "UPDATE accounts_appointment SET ended_at = ended_at - interval '1 hour'"
        " WHERE staff_id = %s",
        [reviewer.pk],
    )
    with pytest.raises(NotApproved):
        approval_of(Revision.objects.get())
