"""`manage.py appoint_first_administrators`: two people, once, on an installation without any."""

import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import appointments
from accounts.models import Appointment, Role, Staff
from audit.actions import Action
from audit.models import Entry
from audit.trail import SYSTEM
from tests.accounts.sign_in import walk_in
from tests.office import hire
from tests.personnel.acting import days

pytestmark = pytest.mark.django_db

FIRST = ["4001", "高橋 誠一", "takahashi@city.example.jp"]
SECOND = ["4002", "三浦 由美", "miura@city.example.jp"]
MANAGER = ["2001", "田中 恵子", "tanaka@city.example.jp"]


def run(**options: Any) -> str:
    out = io.StringIO()
    call_command("appoint_first_administrators", stdout=out, **options)
    return out.getvalue()


def start(**more: Any) -> str:
    return run(section="情報政策課", first=FIRST, second=SECOND, **more)


def test_two_people_get_the_office_and_a_password_each() -> None:
    printed = start()
    people = {staff.staff_number: staff for staff in appointments.administrators()}
    assert set(people) == {"4001", "4002"}
    assert all(held.installed for held in Appointment.objects.all())
    for number, staff in people.items():
        found = re.search(rf"^{number}  (\S+)  {staff.name}", printed, re.MULTILINE)
        assert found
        assert staff.check_password(found[1])
        assert found[1] not in str([entry.detail for entry in Entry.objects.all()])
    entry = Entry.objects.get(action=Action.ADMINISTRATORS_INSTALLED)
    assert entry.actor_id == SYSTEM.id


def test_the_password_opens_the_system() -> None:
    found = re.search(r"^4001  (\S+)", start(), re.MULTILINE)
    assert found
    walk_in(Client(), Staff.objects.get(staff_number="4001"), found[1])


def test_the_first_account_manager_may_come_along() -> None:
    start(account_manager=MANAGER)
    manager = appointments.account_manager()
    assert manager is not None
    assert manager.staff_number == "2001"


def test_it_refuses_where_there_is_an_administrator() -> None:
    start()
    before = Staff.objects.count()
    with pytest.raises(CommandError, match="すでに2人います"):
        run(section="情報政策課", first=["5001", "甲", "a@x.jp"], second=["5002", "乙", "b@x.jp"])
    assert Staff.objects.count() == before


def test_one_who_begins_tomorrow_counts_too(drafter: Staff) -> None:
    Appointment.objects.create(
        staff=drafter, role=Role.ADMINISTRATOR, starts_on=days(1), installed=True
    )
    with pytest.raises(CommandError, match="すでに1人います"):
        start()


def test_where_all_are_suspended_it_helps_out_again(administrator: Staff) -> None:
    Staff.objects.filter(pk=administrator.pk).update(is_active=False)
    with pytest.raises(CommandError, match="利用停止"):
        start()
    run(section="情報政策課", first=["4011", "甲 一", "a@x.jp"], second=SECOND)
    assert appointments.administrators().count() == 2


def test_the_only_one_left_gets_a_second(administrator: Staff) -> None:
    with pytest.raises(CommandError):
        start()
    run(section="情報政策課", second=SECOND, complete=True)
    assert appointments.administrators().count() == 2
    with pytest.raises(CommandError, match="1人だけのとき"):
        run(section="情報政策課", second=["4003", "丙", "c@x.jp"], complete=True)


def test_who_has_an_id_keeps_it() -> None:
    known = hire("4001", "高橋 誠一", "行政管理課")
    start()
    assert Staff.objects.get(staff_number="4001") == known
    known.refresh_from_db()
    assert known.is_administrator


@pytest.mark.parametrize(
    "second",
    [["4001", "高橋 誠一", "a@x.jp"], ["2001", "田中 恵子", "t@x.jp"], ["四", "乙", "b@x.jp"]],
)
def test_all_or_nothing(second: list[str], manager: Staff) -> None:
    with pytest.raises(CommandError):
        run(section="情報政策課", first=FIRST, second=second)
    assert not appointments.administrators().exists()
    assert not Staff.objects.filter(staff_number="4001").exists()


def test_it_asks_for_what_was_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["情報政策課", *FIRST, *SECOND, "y", *MANAGER])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    run()
    assert appointments.administrators().count() == 2
    assert appointments.account_manager() is not None
