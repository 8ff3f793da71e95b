"""緊急当番: who of the roster counts at a moment, and what PostgreSQL refuses of its rows."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts import duties
from accounts.models import Appointment, Duty, Role, Staff
from tests.office import hire, out_of_office, tamper

pytestmark = pytest.mark.django_db


def at(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def on_the_roster(staff: Staff, by: Staff, **more: Any) -> Duty:
    said = {"starts_at": at(-1), "ends_at": at(8), "registered_at": at(-1), **more}
    return Duty.objects.create(staff=staff, registered_by=by, **said)


def refuse(why: str, staff: Staff, by: Staff, **more: Any) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        on_the_roster(staff, by, **more)


def test_who_is_on_duty_now_and_who_was(drafter: Staff, reviewer: Staff, manager: Staff) -> None:
    duty = on_the_roster(drafter, manager)
    later = on_the_roster(reviewer, manager, starts_at=at(8))
    assert list(duties.on_duty()) == [duty]
    assert list(duties.on_duty(at(8.5))) == []
    assert duties.duty_of(drafter) == duty
    assert duties.duty_of(drafter, at(9)) is None
    assert duties.duty_of(reviewer) is None
    assert later not in duties.on_duty(at(-2))


def test_it_counts_only_from_when_it_was_registered(drafter: Staff, manager: Staff) -> None:
    on_the_roster(drafter, manager, starts_at=at(-5))
    assert duties.duty_of(drafter, at(-2)) is None
    assert duties.duty_of(drafter, at(-0.5)) is not None


def test_it_counts_no_more_when_it_was_ended(drafter: Staff, manager: Staff) -> None:
    duty = on_the_roster(drafter, manager)
    Duty.objects.filter(pk=duty.pk).update(ended_at=at(-0.5), ended_by=manager)
    assert duties.duty_of(drafter) is None
    assert duties.duty_of(drafter, at(-0.7)) == duty
    assert not drafter.duties.get().is_going_on


def test_who_is_suspended_is_not_on_duty_but_was(drafter: Staff, manager: Staff) -> None:
    on_the_roster(drafter, manager)
    Staff.objects.filter(pk=drafter.pk).update(is_active=False)
    assert duties.duty_of(drafter) is None
    assert duties.was_on_duty(drafter, at=at(-0.5)).exists()


def test_without_the_role_the_turn_counts_for_nothing(drafter: Staff, manager: Staff) -> None:
    on_the_roster(drafter, manager)
    out_of_office(drafter)
    assert duties.duty_of(drafter) is None
    assert not duties.was_on_duty(drafter, at=timezone.now()).exists()


def test_who_came_to_administer_is_on_duty_no_more(drafter: Staff, manager: Staff) -> None:
    on_the_roster(drafter, manager)
    Appointment.objects.create(
        staff=drafter, role=Role.ADMINISTRATOR, starts_on=timezone.localdate(), installed=True
    )
    assert duties.duty_of(drafter) is None
    assert not duties.was_on_duty(drafter, at=timezone.now()).exists()


def test_postgresql_lets_only_those_register_who_may(
    drafter: Staff, colleague: Staff, deputy: Staff, manager: Staff, administrator: Staff
) -> None:
    for by in (colleague, deputy):
        refuse("gives no turns", drafter, by)
    refuse("is_given_by_another", manager, manager)
    tamper("UPDATE accounts_staff SET is_active = false WHERE id = %s", [administrator.pk])
    refuse("gives no turns", drafter, administrator)
    assert on_the_roster(drafter, manager)


def test_postgresql_puts_only_those_on_duty_who_may_be(
    auditor: Staff, newcomer: Staff, administrator: Staff, drafter: Staff, manager: Staff
) -> None:
    both = hire("4010", "八木 稔", "観光課", Role.DRAFTER, Role.ADMINISTRATOR)
    for staff in (auditor, newcomer, administrator, both):
        refuse("cannot be on duty then", staff, manager)
    tamper("UPDATE accounts_staff SET is_active = false WHERE id = %s", [drafter.pk])
    refuse("cannot be on duty then", drafter, manager)
    assert not Duty.objects.exists()


def test_postgresql_wants_the_role_for_the_whole_turn(newcomer: Staff, manager: Staff) -> None:
    today = timezone.localdate()
    Appointment.objects.create(
        staff=newcomer, role=Role.DRAFTER, starts_on=today, ends_on=today, installed=True
    )
    tomorrow = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    midnight = tomorrow + timedelta(days=1)
    refuse("cannot be on duty then", newcomer, manager, ends_at=midnight + timedelta(seconds=1))
    start = max(at(-1), midnight - timedelta(days=1))
    assert on_the_roster(newcomer, manager, starts_at=start, ends_at=midnight)


def test_postgresql_keeps_turns_short_and_out_of_the_past(drafter: Staff, manager: Staff) -> None:
    refuse("no_longer_than_two_weeks", drafter, manager, ends_at=at(24 * 14))
    past = {"starts_at": at(-9), "ends_at": at(-5), "registered_at": at(-1)}
    refuse("not_of_the_past", drafter, manager, **past)
    refuse("ends_after_start", drafter, manager, ends_at=at(-1.1))


def test_postgresql_keeps_a_turn_as_it_was_given(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    duty = on_the_roster(drafter, manager)
    refuse("one_turn_of_duty_at_a_time", drafter, manager, starts_at=at(7), ends_at=at(9))
    rows = Duty.objects.filter(pk=duty.pk)
    changes: list[dict[str, object]] = [
        {"staff": reviewer}, {"starts_at": at(-9)}, {"ends_at": at(90)}, {"registered_at": at(-9)},
        {"registered_by": reviewer}, {"ended_at": at(0)},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        rows.delete()
    rows.update(ended_at=at(0), ended_by=manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_at=None, ended_by=None)
