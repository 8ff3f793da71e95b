"""Who is アカウント管理者 on which days; and there is one at a time, whoever writes the rows."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from accounts import appointments
from accounts.models import Appointment, Role, Section, Staff

pytestmark = pytest.mark.django_db

JAPAN: Final = ZoneInfo("Asia/Tokyo")
FIRST, LAST = date(2027, 4, 1), date(2028, 3, 31)


def person(number: str) -> Staff:
    section, _ = Section.objects.get_or_create(name="情報政策課")
    return Staff.objects.create(staff_number=number, name=f"職員{number}", section=section)


@pytest.fixture
def tanaka() -> Staff:
    return person("2001")


@pytest.fixture
def ishida() -> Staff:
    return person("2002")


def appoint(
    staff: Staff, starts_on: date, ends_on: date | None, role: Role = Role.ACCOUNT_MANAGER
) -> Appointment:
    return Appointment.objects.create(
        staff=staff, role=role, starts_on=starts_on, ends_on=ends_on, installed=True
    )


@pytest.mark.parametrize(
    ("moment", "was"),
    [
        (datetime(2027, 3, 31, 23, 59, 59, tzinfo=JAPAN), False),
        (datetime(2027, 4, 1, 0, 0, tzinfo=JAPAN), True),
        (datetime(2027, 3, 31, 15, 0, tzinfo=UTC), True),
        (datetime(2028, 3, 31, 23, 59, 59, tzinfo=JAPAN), True),
        (datetime(2028, 4, 1, 0, 0, tzinfo=JAPAN), False),
        (datetime(2028, 3, 31, 15, 0, tzinfo=UTC), False),
    ],
)
def test_both_days_of_an_appointment_count_in_japans_time(
    moment: datetime, was: bool, tanaka: Staff
) -> None:
    appoint(tanaka, FIRST, LAST)
    assert appointments.was_account_manager(tanaka, at=moment) is was
    with time_machine.travel(moment, tick=False):
        assert tanaka.is_account_manager is was
        assert (appointments.account_manager() == tanaka) is was


def test_an_appointment_without_an_end_goes_on(tanaka: Staff) -> None:
    appoint(tanaka, FIRST, None)
    moment = datetime(2050, 1, 1, tzinfo=JAPAN)
    assert appointments.was_account_manager(tanaka, at=moment) is True


def test_another_office_does_not_count(tanaka: Staff) -> None:
    appoint(tanaka, FIRST, LAST, Role.DRAFTER)
    appoint(tanaka, FIRST, LAST, Role.AUDITOR)
    moment = datetime(2027, 6, 1, tzinfo=JAPAN)
    assert appointments.was_account_manager(tanaka, at=moment) is False
    with time_machine.travel(moment, tick=False):
        assert appointments.account_manager() is None


def test_somebody_elses_office_does_not_count(tanaka: Staff, ishida: Staff) -> None:
    appoint(ishida, FIRST, LAST)
    moment = datetime(2027, 6, 1, tzinfo=JAPAN)
    assert appointments.was_account_manager(tanaka, at=moment) is False


def test_a_suspended_manager_is_not_asked(tanaka: Staff) -> None:
    appoint(tanaka, FIRST, LAST)
    Staff.objects.update(is_active=False)
    with time_machine.travel(datetime(2027, 6, 1, tzinfo=JAPAN), tick=False):
        assert appointments.account_manager() is None
        assert Staff.objects.get().is_account_manager is False


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (FIRST, LAST),
        (date(2027, 3, 1), FIRST),
        (LAST, date(2029, 3, 31)),
        (date(2027, 6, 1), date(2027, 6, 1)),
        (date(2020, 4, 1), None),
        (date(2027, 12, 1), None),
        (date(2026, 4, 1), date(2030, 3, 31)),
    ],
)
def test_there_is_one_at_a_time(
    starts_on: date, ends_on: date | None, tanaka: Staff, ishida: Staff
) -> None:
    appoint(tanaka, FIRST, LAST)
    with _refused("one_account_manager_at_a_time"), transaction.atomic():
        appoint(ishida, starts_on, ends_on)
    with _refused("one_account_manager_at_a_time"), transaction.atomic():
        _insert(ishida, starts_on, ends_on)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2028, 4, 1), None), (date(2026, 4, 1), date(2027, 3, 31))],
)
def test_the_next_begins_the_day_after(
    starts_on: date, ends_on: date | None, tanaka: Staff, ishida: Staff
) -> None:
    appoint(tanaka, FIRST, LAST)
    appoint(ishida, starts_on, ends_on)
    assert Appointment.objects.count() == 2


def test_an_open_appointment_leaves_no_room_after_it(tanaka: Staff, ishida: Staff) -> None:
    appoint(tanaka, FIRST, None)
    with _refused("one_account_manager_at_a_time"), transaction.atomic():
        appoint(ishida, date(2099, 4, 1), None)


def test_other_offices_may_be_held_by_several(tanaka: Staff, ishida: Staff) -> None:
    for role in (Role.DRAFTER, Role.AUDITOR):
        appoint(tanaka, FIRST, LAST, role)
        appoint(ishida, FIRST, LAST, role)
    assert Appointment.objects.count() == 4


def test_an_appointment_does_not_end_before_it_starts(tanaka: Staff) -> None:
    with _refused("appointment_ends_after_start"), transaction.atomic():
        appoint(tanaka, LAST, FIRST)
    with _refused("appointment_ends_after_start"), transaction.atomic():
        appoint(tanaka, LAST, FIRST, Role.DRAFTER)


def _refused(constraint: str) -> pytest.RaisesExc[IntegrityError]:
    return pytest.raises(IntegrityError, match=constraint)


def _insert(staff: Staff, starts_on: date, ends_on: date | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_appointment"
            " (staff_id, role, starts_on, ends_on, reason, given_at, installed)"
            " VALUES (%s, 'account_manager', %s, %s, '', now(), true)",
            [staff.pk, starts_on, ends_on],
        )
