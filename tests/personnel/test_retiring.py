"""退職: after the last day the ID is closed for good, and the person stays in the record."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Appointment, Notice, Role, Staff
from audit.actions import Action
from audit.models import Entry
from personnel import carrying_out, movements, standing
from personnel.acts import NotPossible
from personnel.models import Movement
from personnel.terms import Term
from tests.office import hire, write
from tests.personnel.acting import WHY, days, give, proof
from tests.personnel.test_transferring import call_off

pytestmark = pytest.mark.django_db

ONE_DAY = days(1) - days(0)


def retire(staff: Staff, last_day: int, by: Staff) -> Movement:
    act = movements.retiring(staff, days(last_day), WHY)
    return movements.retire(
        staff, actor=by, last_day=days(last_day), reason=WHY, proof=proof(act, by)
    )


def test_the_last_day_is_worked_to_its_end(drafter: Staff, administrator: Staff) -> None:
    retire(drafter, 0, administrator)
    assert carrying_out.carry_out_due() == 0
    drafter.refresh_from_db()
    assert drafter.may_draft
    with time_machine.travel(timezone.now() + ONE_DAY, tick=False):
        assert carrying_out.carry_out_due() == 1
    drafter.refresh_from_db()
    assert not drafter.is_active
    assert standing.is_retired(drafter)
    assert drafter.appointments.get().ends_on == days(0)


def test_a_day_that_has_passed_means_now(drafter: Staff, administrator: Staff) -> None:
    give(drafter, Term(Role.AUDITOR, days(3), days(90)), by=administrator)
    post = write(drafter)
    movement = retire(drafter, -3, administrator)
    assert movement.done_at is not None
    assert not drafter.is_active
    assert not drafter.appointments.from_day(days(0)).exists()
    assert drafter.appointments.get(role=Role.AUDITOR).cancelled_at is not None
    post.refresh_from_db()
    assert post.drafter == drafter
    assert Entry.objects.filter(action=Action.STAFF_RETIRED).count() == 1


def test_it_is_for_good(drafter: Staff, administrator: Staff) -> None:
    retire(drafter, -1, administrator)
    with pytest.raises(NotPossible, match="退職した職員の利用は再開できません"):
        standing.resume(
            drafter,
            actor=administrator,
            reason=WHY,
            proof=proof(standing.resumption(drafter, WHY), administrator),
        )
    with pytest.raises(NotPossible, match="退職した職員"):
        give(drafter, Term(Role.DRAFTER, days(0), days(9)), by=administrator)
    with pytest.raises(NotPossible, match="すでに退職"):
        retire(drafter, 0, administrator)


def test_no_role_is_given_beyond_the_last_day(drafter: Staff, administrator: Staff) -> None:
    movement = retire(drafter, 10, administrator)
    with pytest.raises(NotPossible, match="退職の予定です"):
        give(drafter, Term(Role.AUDITOR, days(0), days(11)), by=administrator)
    give(drafter, Term(Role.AUDITOR, days(0), days(10)), by=administrator)
    with pytest.raises(NotPossible, match="すでに退職の予定"):
        retire(drafter, 20, administrator)
    call_off(movement, administrator)
    retire(drafter, 20, administrator)


def test_what_became_impossible_is_written_down_and_told(
    drafter: Staff, administrator: Staff
) -> None:
    movement = retire(drafter, 0, administrator)
    Appointment.objects.create(staff=drafter, role=Role.DEPUTY, starts_on=days(0), installed=True)
    with time_machine.travel(timezone.now() + ONE_DAY, tick=False):
        assert carrying_out.carry_out_due() == 0
        movement.refresh_from_db()
        assert "役割が残っています" in movement.problem
        assert carrying_out.carry_out_due() == 0
    drafter.refresh_from_db()
    assert drafter.is_active
    assert Notice.objects.filter(
        recipient=administrator, subject__contains="実施できませんでした"
    ).exists()
    assert Entry.objects.get(action=Action.MOVEMENT_FAILED).detail["movement"] == movement.pk


def test_the_number_stays_taken(drafter: Staff, administrator: Staff) -> None:
    retire(drafter, -1, administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        hire(drafter.staff_number, "別の 人", "観光課")
