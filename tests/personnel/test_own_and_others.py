"""Whose object it is counts: acts on oneself are refused, and what others uploaded is not there."""

from typing import Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Absence, Role, Staff
from audit.actions import Action
from audit.models import Entry
from personnel.models import RoleRequest
from personnel.staff_files import applying
from tests.accounts.sign_in import sign_in
from tests.office import hire
from tests.personnel.acting import WHY, act_in_browser, ask, days, deputy_term
from tests.personnel.addresses import ABOUT, ADDRESSES
from tests.personnel.files import as_csv, row

pytestmark = pytest.mark.django_db

ABOUT_A_PERSON: Final = [
    name
    for name, (*_, about) in ADDRESSES.items()
    if about == "person" and name != "personnel_person"
]


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_no_act_on_oneself(name: str, as_administrator: Client, administrator: Staff) -> None:
    address = reverse(name, args=[administrator.pk])
    assert as_administrator.get(address).status_code == 403
    page = as_administrator.post(address, {"reason": WHY})
    assert page.status_code == 403
    assert "ほかのシステム管理者に依頼してください" in page.content.decode()


def test_one_sees_oneself_without_the_acts(as_administrator: Client, administrator: Staff) -> None:
    page = as_administrator.get(reverse("personnel_person", args=[administrator.pk]))
    assert page.status_code == 200
    assert reverse("personnel_suspension", args=[administrator.pk]) not in page.content.decode()


def test_one_s_own_term_is_not_ended(as_administrator: Client, administrator: Staff) -> None:
    held = administrator.appointments.get()
    address = reverse("personnel_role_end", args=[held.pk])
    assert as_administrator.get(address).status_code == 403
    assert as_administrator.post(address, {"on": days(0), "reason": WHY}).status_code == 403


def test_who_asked_reads_the_request_and_takes_it_back(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    asked = ask(drafter, deputy_term(), by=administrator)
    address = reverse("personnel_request", args=[asked.pk])
    page = as_administrator.get(address).content.decode()
    assert "自分では確認できません" in page
    assert "申請を取り下げる" in page
    sent = as_administrator.post(address, {})
    assert "step_up" not in sent.context
    as_administrator.post(reverse("personnel_refusal", args=[asked.pk]), {"refusal-reason": WHY})
    asked.refresh_from_db()
    assert asked.outcome == "withdrawn"


def test_the_second_administrator_confirms_in_the_browser(
    administrator: Staff, second_administrator: Staff, drafter: Staff
) -> None:
    asked = ask(drafter, deputy_term(), by=administrator)
    browser = Client()
    sign_in(browser, second_administrator)
    address = reverse("personnel_request", args=[asked.pk])
    assert "確認" in browser.get(reverse("home")).content.decode()
    done = act_in_browser(browser, second_administrator, address, {})
    assert done.status_code == 302
    assert drafter.holds(Role.DEPUTY)


def test_the_account_manager_designates_in_the_browser(manager: Staff, drafter: Staff) -> None:
    browser = Client()
    sign_in(browser, manager)
    fields = {
        "staff": drafter.pk,
        "rank": "1",
        "starts_on": days(0).isoformat(),
        "ends_on": days(90).isoformat(),
        "reason": WHY,
    }
    done = act_in_browser(browser, manager, reverse("personnel_deputy"), fields)
    assert done.status_code == 302
    asked = RoleRequest.objects.get()
    assert (asked.asked_by, asked.role, asked.rank) == (manager, Role.DEPUTY, 1)
    assert browser.get(reverse("personnel_request", args=[asked.pk])).status_code == 200
    hindered = browser.post(reverse("personnel_request", args=[asked.pk]), {})
    assert "step_up" not in hindered.context


def test_the_account_manager_ends_no_other_role(manager: Staff, drafter: Staff) -> None:
    browser = Client()
    sign_in(browser, manager)
    held = drafter.appointments.get()
    assert browser.get(reverse("personnel_role_end", args=[held.pk])).status_code == 403


def test_one_s_own_file_is_shown_and_applied_in_the_browser(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    content = as_csv(
        row("7001", "新井田 川", "新規", 課="観光課", メールアドレス="n@city.example.jp",
            開始日=days(0).isoformat())
    )  # fmt: skip
    file = applying.upload(content, name="idou.csv", actor=administrator)
    address = reverse("personnel_file", args=[file.pk])
    assert "新井田 川" in as_administrator.get(address).content.decode()
    other = Client()
    sign_in(other, hire("4055", "別の 管理者", "行政管理課", Role.ADMINISTRATOR))
    assert other.get(address).status_code == 404
    done = act_in_browser(as_administrator, administrator, address, {})
    ((made, password),) = done.context["passwords"]
    assert made.staff_number == "7001"
    assert password in done.content.decode()
    assert "すでに反映されています" in as_administrator.get(address).content.decode()


def test_a_broken_file_is_explained_on_the_page(as_administrator: Client) -> None:
    file = SimpleUploadedFile("idou.csv", as_csv(row("1", "=1+1", "新規")))
    page = as_administrator.post(reverse("personnel_upload"), {"file": file})
    assert "2行目" in page.content.decode()
    assert "数式" in page.content.decode()


def test_one_s_absence_is_registered_and_ended_in_the_browser(
    as_drafter: Client, drafter: Staff
) -> None:
    fields = {
        "category": "illness",
        "from_day": days(0).isoformat(),
        "from_time": "00:00",
        "to_day": days(2).isoformat(),
        "to_time": "08:15",
    }
    assert as_drafter.post(reverse("personnel_absences"), fields).status_code == 302
    absence = Absence.objects.get()
    again = as_drafter.post(reverse("personnel_absences"), fields)
    assert "重なる不在" in again.content.decode()
    as_drafter.post(reverse("personnel_absence_end", args=[absence.pk]))
    absence.refresh_from_db()
    assert absence.ended_by == drafter
    assert Entry.objects.filter(action=Action.ABSENCE_ENDED).exists()


def test_every_row_of_the_matrix_has_an_object() -> None:
    assert {about for *_, about in ADDRESSES.values()} - {""} == set(ABOUT)


SENT_BY_A_DRAFTER: Final = [
    ("personnel_role", "person"),
    ("personnel_request", "role request"),
    ("personnel_refusal", "role request"),
    ("personnel_absence_end", "absence"),
    ("personnel_upload", ""),
]


@pytest.mark.parametrize(("name", "about"), SENT_BY_A_DRAFTER)
def test_what_is_sent_without_the_office_is_recorded_once_a_minute(
    name: str, about: str, as_drafter: Client, drafter: Staff, colleague: Staff
) -> None:
    address = reverse(name, args=ABOUT[about](colleague) if about else [])
    for _ in range(3):
        assert as_drafter.post(address, {"role": "administrator"}).status_code == 403
    entry = Entry.objects.get(action=Action.PERSONNEL_REFUSED)
    assert entry.actor_id == drafter.as_actor().id
    assert entry.detail["address"] == address
