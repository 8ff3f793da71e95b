"""What was true when somebody began is asked again when it counts, and said beforehand."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Appointment, Notice, Role, Staff
from personnel import confirmations, help_confirmations, standing
from personnel.acts import NotPossible, hold_offices
from personnel.models import HelpKind
from personnel.staff_files import applying
from tests.office import hire
from tests.personnel.acting import WHY, ask, ask_help, days, deputy_term, proof
from tests.personnel.files import as_csv, row
from tests.posts.racing import at_once, while_in_progress

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_who_administers_no_more_refuses_no_request(
    administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask(hire("5002", "是川 縄子", "情報政策課"), deputy_term(), by=administrator)

    def suspend() -> None:
        hold_offices()
        Staff.objects.filter(pk=second_administrator.pk).update(is_active=False)

    def refuse() -> bool:
        with suppress(PermissionDenied):
            confirmations.refuse(asked, actor=second_administrator, answer=WHY)
            return True
        return False

    assert while_in_progress(suspend, refuse) is False
    asked.refresh_from_db()
    assert asked.is_waiting


@pytest.mark.django_db(transaction=True)
def test_who_administers_no_more_lets_nobody_in(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    opened = proof(help_confirmations.confirmation(asked), second_administrator)

    def suspend() -> None:
        hold_offices()
        Staff.objects.filter(pk=second_administrator.pk).update(is_active=False)

    def confirm() -> bool:
        with suppress(PermissionDenied):
            help_confirmations.confirm(asked, actor=second_administrator, proof=opened)
            return True
        return False

    assert while_in_progress(suspend, confirm) is False
    asked.refresh_from_db()
    assert asked.is_waiting


@pytest.mark.django_db(transaction=True)
def test_of_two_who_let_somebody_in_at_once_one_gets_a_password(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    third = hire("4004", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    asked = ask_help(manager, HelpKind.PASSWORD, by=administrator)
    act = help_confirmations.confirmation(asked)
    opened = {by: proof(act, by) for by in (second_administrator, third)}

    def attempt(by: Staff) -> Callable[[], str]:
        def call() -> str:
            with suppress(NotPossible):
                return help_confirmations.confirm(asked, actor=by, proof=opened[by])
            return ""

        return call

    passwords = at_once([attempt(by) for by in opened])
    assert sorted(map(bool, passwords)) == [False, True]


@pytest.mark.parametrize(("last_day", "is_possible"), [(-2, False), (-1, True), (0, True)])
def test_postgresql_takes_no_past_day_of_a_role_that_decides_back(
    last_day: int,
    is_possible: bool,
    deputy: Staff,
    administrator: Staff,
    second_administrator: Staff,
) -> None:
    rows = Appointment.objects.filter(staff=deputy)
    end = {
        "ends_on": days(last_day),
        "ended_by": administrator,
        "end_confirmed_by": second_administrator,
    }
    if is_possible:
        assert rows.update(**end) == 1
        return
    with pytest.raises(DatabaseError, match="no past day"), transaction.atomic():
        rows.update(**end)


def test_a_suspension_that_leaves_nobody_later_says_from_when(
    administrator: Staff, manager: Staff, as_administrator: Client
) -> None:
    for_ever = hire("4008", "白銀 台", "行政管理課", Role.ADMINISTRATOR)
    assert standing.warning_of_suspension(for_ever) == ""
    Appointment.objects.filter(staff=administrator).update(
        ends_on=days(9), ended_by=for_ever, end_confirmed_by=manager
    )
    from_day = days(9) + timedelta(days=1)
    said = f"{from_day.month}月{from_day.day}日"
    page = as_administrator.get(reverse("personnel_suspension", args=[for_ever.pk]))
    assert said in page.content.decode()
    act = standing.suspension(for_ever, WHY)
    standing.suspend(for_ever, actor=administrator, reason=WHY, proof=proof(act, administrator))
    body = Notice.objects.get(recipient=manager).body
    assert said in body
    assert "システム管理者がいなくなります" in body


@pytest.mark.parametrize(("who", "is_faulty"), [("deputy", True), ("drafter", False)])
def test_a_file_changes_no_address_of_who_decides(
    who: str, is_faulty: bool, administrator: Staff, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    wanted = {
        "課": staff.section.name,
        "メールアドレス": "mine@city.example.jp",
        "開始日": days(0).isoformat(),
    }
    content = as_csv(row(staff.staff_number, staff.name, "異動", **wanted))
    file = applying.upload(content, name="idou.csv", actor=administrator)
    faults = applying.plan_of(file, actor=administrator).faults
    assert [fault.column for fault in faults] == (["メールアドレス"] if is_faulty else [])
