"""異動: now or on a day; which roles go along, what stays behind, and how it is called off."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Notice, Role, Section, Staff
from audit.actions import Action
from audit.models import Entry
from audit.trail import SYSTEM
from personnel import carrying_out, movements
from personnel.acts import NotPossible
from personnel.days import in_words
from personnel.models import Movement, MovementKind
from personnel.terms import Term
from posts.models import Post
from posts.permissions import why_not_edit
from tests.accounts.sign_in import sign_in
from tests.office import hire, write
from tests.personnel.acting import WHY, days, give, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db: None) -> Section:
    return Section.objects.create(name="環境政策課")


def transfer(staff: Staff, to: Section, day: int, by: Staff, *kept: Role) -> Movement:
    act = movements.transferring(staff, to, days(day), kept, WHY)
    return movements.transfer(
        staff,
        actor=by,
        to_section=to,
        on=days(day),
        kept=kept,
        reason=WHY,
        proof=proof(act, by),
    )


def call_off(movement: Movement, by: Staff) -> None:
    act = movements.calling_off(movement, WHY)
    movements.call_off(movement, actor=by, reason=WHY, proof=proof(act, by))


def test_today_means_now(drafter: Staff, administrator: Staff, elsewhere: Section) -> None:
    browser = Client()
    sign_in(browser, drafter)
    movement = transfer(drafter, elsewhere, 0, administrator)
    assert movement.done_at is not None
    assert drafter.section == elsewhere
    assert not drafter.may_draft
    assert drafter.appointments.get().ends_on == days(-1)
    assert browser.get(reverse("home")).status_code == 302
    assert Entry.objects.get(action=Action.STAFF_TRANSFERRED).actor_id == SYSTEM.id


def test_a_role_that_is_kept_goes_along(
    drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    give(drafter, Term(Role.SECTION_REVIEWER, days(0), days(90)), by=administrator)
    give(drafter, Term(Role.AUDITOR, days(0), days(90)), by=administrator)
    transfer(drafter, elsewhere, 0, administrator, Role.DRAFTER)
    assert drafter.may_draft
    assert drafter.holds(Role.AUDITOR)
    # Given today, it cannot have ended yesterday: it was meant for where the person is today.
    assert drafter.holds(Role.SECTION_REVIEWER)


def test_who_was_transferred_is_told_by_mail_on_the_day(
    drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    movement = transfer(drafter, elsewhere, 5, administrator)
    assert not Notice.objects.filter(recipient=drafter).exists()
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        carrying_out.carry_out_due()
    mail = Notice.objects.get(recipient=drafter)
    assert "環境政策課への異動" in mail.subject
    assert in_words(movement.on) in mail.body


def test_drafts_stay_with_their_section(
    drafter: Staff, colleague: Staff, administrator: Staff, elsewhere: Section
) -> None:
    post = write(drafter)
    transfer(drafter, elsewhere, 0, administrator, Role.DRAFTER)
    post = Post.objects.get(pk=post.pk)
    assert post.section == colleague.section
    assert not why_not_edit(colleague, post)
    assert why_not_edit(Staff.objects.get(pk=drafter.pk), post)


def test_on_a_later_day_it_waits_for_that_day(
    drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    movement = transfer(drafter, elsewhere, 5, administrator)
    assert carrying_out.carry_out_due() == 0
    drafter.refresh_from_db()
    assert drafter.section != elsewhere
    assert drafter.may_draft
    with time_machine.travel(timezone.now() + 5 * (days(1) - days(0)), tick=False):
        assert carrying_out.carry_out_due() == 1
        assert carrying_out.carry_out_due() == 0
    drafter.refresh_from_db()
    movement.refresh_from_db()
    assert drafter.section == elsewhere
    assert drafter.appointments.get().ends_on == movement.on - (days(1) - days(0))


def test_it_is_called_off_until_then(
    drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    movement = transfer(drafter, elsewhere, 5, administrator)
    with pytest.raises(NotPossible, match="異動の予定があります"):
        transfer(drafter, elsewhere, 6, administrator)
    call_off(movement, administrator)
    with time_machine.travel(timezone.now() + 9 * (days(1) - days(0)), tick=False):
        assert carrying_out.carry_out_due() == 0
    with pytest.raises(NotPossible, match="すでに実施されたか"):
        call_off(movement, administrator)
    transfer(drafter, elsewhere, 6, administrator)


def test_where_nobody_can_go(drafter: Staff, administrator: Staff, elsewhere: Section) -> None:
    with pytest.raises(NotPossible, match="今と同じ課"):
        transfer(drafter, drafter.section, 0, administrator)
    with pytest.raises(NotPossible, match="今日以降"):
        transfer(drafter, elsewhere, -1, administrator)
    Section.objects.filter(pk=elsewhere.pk).update(closed_at=timezone.now())
    elsewhere.refresh_from_db()
    with pytest.raises(NotPossible, match="廃止された課"):
        transfer(drafter, elsewhere, 0, administrator)


def test_the_account_manager_hands_over_before_going(
    manager: Staff, administrator: Staff, elsewhere: Section
) -> None:
    with pytest.raises(NotPossible, match="先に、後任への引継ぎ"):
        transfer(manager, elsewhere, 5, administrator)
    seat = manager.appointments.get(role=Role.ACCOUNT_MANAGER)
    Appointment.objects.filter(pk=seat.pk).update(
        ends_on=days(4), ended_by=administrator, end_confirmed_by=hire("4010", "沼館 北", "人事課")
    )
    with pytest.raises(NotPossible, match="先に、後任への引継ぎ"):
        transfer(manager, elsewhere, 4, administrator)
    assert transfer(manager, elsewhere, 5, administrator).on == days(5)


@pytest.mark.parametrize("day", [1, 5])
def test_who_will_be_account_manager_moves_in_before_or_on_the_first_day(
    day: int, drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    Appointment.objects.create(
        staff=drafter, role=Role.ACCOUNT_MANAGER, starts_on=days(5), installed=True
    )
    assert transfer(drafter, elsewhere, day, administrator).on == days(day)


def test_the_database_keeps_an_order_as_it_was_given(
    drafter: Staff, administrator: Staff, elsewhere: Section
) -> None:
    movement = transfer(drafter, elsewhere, 5, administrator)
    rows = Movement.objects.filter(pk=movement.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(on=days(1))
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError, match="nobody_moves_themselves"), transaction.atomic():
        Movement.objects.create(
            staff=drafter,
            kind=MovementKind.RETIREMENT,
            on=days(1),
            from_section=drafter.section,
            reason=WHY,
            ordered_by=drafter,
        )


def test_a_person_without_roles_moves_too(administrator: Staff, elsewhere: Section) -> None:
    somebody = hire("5010", "鮫 浦", "観光課")
    transfer(somebody, elsewhere, 0, administrator)
    assert somebody.section == elsewhere
