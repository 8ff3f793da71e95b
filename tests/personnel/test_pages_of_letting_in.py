"""Letting somebody in by two, in the browser: who finds the request where, and who sees what."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from personnel.models import HelpKind, HelpOutcome, HelpRequest
from tests.accounts.sign_in import sign_in
from tests.personnel.acting import WHY, act_in_browser, ask_help

pytestmark = pytest.mark.django_db


def signed_in(staff: Staff) -> Client:
    client = Client()
    sign_in(client, staff)
    return client


def test_the_asker_is_shown_no_password_and_the_second_is_once(
    manager: Staff, administrator: Staff, second_administrator: Staff, as_administrator: Client
) -> None:
    first = reverse("personnel_factors", args=[manager.pk])
    page = as_administrator.get(first).content.decode()
    assert "もう1人が確認するまで、何も変わりません" in page
    answer = act_in_browser(as_administrator, administrator, first, {"reason": WHY})
    assert answer["Location"] == reverse("personnel_person", args=[manager.pk])
    assert "申請中：認証手段のリセット" in as_administrator.get(answer["Location"]).content.decode()

    address = reverse("personnel_help_request", args=[HelpRequest.objects.get().pk])
    own = as_administrator.get(address).content.decode()
    assert "自分では確認できません" in own
    assert "申請を取り下げる" in own
    assert "step_up" not in as_administrator.post(address, {}).context

    second = signed_in(second_administrator)
    for place in ("home", "personnel_requests"):
        assert address in second.get(reverse(place)).content.decode()
    page = second.get(address).content.decode()
    assert all(said in page for said in (str(administrator), str(manager), WHY, "本人に電話で"))
    done = act_in_browser(second, second_administrator, address, {})
    ((person, password),) = done.context["passwords"]
    assert (person, password in done.content.decode()) == (manager, True)
    assert "no-store" in done["Cache-Control"]
    again = second.post(address, {})
    assert "すでに処理された" in again.content.decode()
    assert "確認済み" in second.get(reverse("personnel_requests")).content.decode()


def test_the_account_manager_finds_it_at_home_and_is_led_back_there(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(second_administrator, HelpKind.PASSWORD, by=administrator)
    browser, address = signed_in(manager), reverse("personnel_help_request", args=[asked.pk])
    assert address in browser.get(reverse("home")).content.decode()
    done = act_in_browser(browser, manager, address, {})
    assert done.context["passwords"]
    assert f'href="{reverse("personnel")}"' not in done.content.decode()


def test_the_person_concerned_does_not_open_it(
    manager: Staff, administrator: Staff, second_administrator: Staff
) -> None:
    asked = ask_help(second_administrator, HelpKind.PASSWORD, by=administrator)
    address = reverse("personnel_help_request", args=[asked.pk])
    browser = signed_in(second_administrator)
    assert browser.get(address).status_code == 403
    assert browser.post(address, {}).status_code == 403
    assert address not in browser.get(reverse("personnel_requests")).content.decode()
    own = reverse("personnel_person", args=[second_administrator.pk])
    assert address not in browser.get(own).content.decode()


def test_another_address_is_asked_for_and_another_name_is_not(
    manager: Staff, second_administrator: Staff, administrator: Staff, as_administrator: Client
) -> None:
    address = reverse("personnel_correction", args=[manager.pk])
    name = {"name": "田中 恵", "email": manager.email, "reason": WHY}
    act_in_browser(as_administrator, administrator, address, name)
    assert not HelpRequest.objects.exists()
    other = {**name, "email": "tanaka@city.example.jp"}
    act_in_browser(as_administrator, administrator, address, other)
    asked = HelpRequest.objects.get()
    second = signed_in(second_administrator)
    there = reverse("personnel_help_request", args=[asked.pk])
    page = second.get(there).content.decode()
    assert f"{manager.email}から" in page
    assert "tanaka@city.example.jp" in page
    assert act_in_browser(second, second_administrator, there, {}).status_code == 302
    manager.refresh_from_db()
    assert (manager.name, manager.email) == ("田中 恵", "tanaka@city.example.jp")


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("administrator", HelpOutcome.WITHDRAWN),
        ("second_administrator", HelpOutcome.REFUSED),
    ],
)
def test_it_is_put_aside_with_a_reason(
    who: str,
    outcome: HelpOutcome,
    manager: Staff,
    administrator: Staff,
    second_administrator: Staff,
    request: pytest.FixtureRequest,
) -> None:
    asked = ask_help(manager, HelpKind.FACTORS, by=administrator)
    browser = signed_in(request.getfixturevalue(who))
    address = reverse("personnel_help_refusal", args=[asked.pk])
    browser.post(address, {"refusal-reason": ""})
    asked.refresh_from_db()
    assert asked.is_waiting
    browser.post(address, {"refusal-reason": WHY})
    asked.refresh_from_db()
    assert (asked.outcome, asked.answer) == (outcome, WHY)
