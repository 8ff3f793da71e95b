"""The code of the authenticator app at sign-in: once, in time, and not by guessing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.models import Authenticator
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, type_code, type_password

NOON = datetime(2027, 4, 5, 12, 0, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
STEP = timedelta(seconds=30)


@pytest.fixture
def device() -> Authenticator:
    return enrol(tanaka())


def _at_the_code_page(client: Client, device: Authenticator) -> Client:
    type_password(client, device.user, PASSWORD)
    return client


def _wrong(device: Authenticator, at: datetime = NOON) -> str:
    near = {code_for(device, at + STEP * n) for n in range(-3, 4)}
    return next(
        code
        for code in ("000000", "111111", "222222", *map(str, range(333333, 333340)))
        if code not in near
    )


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(
    client: Client, device: Authenticator, steps: int
) -> None:
    with time_machine.travel(NOON, tick=False):
        _at_the_code_page(client, device)
        response = type_code(client, device, code_for(device, NOON + STEP * steps))
    assert response["Location"] == reverse("home")


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_a_minute_off(client: Client, device: Authenticator, steps: int) -> None:
    with time_machine.travel(NOON, tick=False):
        _at_the_code_page(client, device)
        response = type_code(client, device, code_for(device, NOON + STEP * steps))
    assert "確認コードが違います。" in response.content.decode()
    assert SESSION_KEY not in client.session


def test_a_code_is_good_for_one_sign_in(client: Client, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False):
        code = code_for(device, NOON)
        type_code(_at_the_code_page(client, device), device, code)
        other = _at_the_code_page(Client(), device)
        response = type_code(other, device, code)
    assert "この確認コードは使用済みです。" in response.content.decode()
    assert SESSION_KEY not in other.session
    assert [entry.detail for entry in trail_of("account.factor_failed")] == [{"reason": "used"}]


def test_after_a_wrong_code_even_the_right_one_waits(client: Client, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        _at_the_code_page(client, device)
        for waited in (1, 2):
            type_code(client, device, _wrong(device))
            clock.shift(waited)
        type_code(client, device, _wrong(device))
        response = type_code(client, device, code_for(device, NOON))
        assert "4秒待ってから" in response.content.decode()
        clock.shift(4)
        response = type_code(client, device, code_for(device, NOON))
    assert response["Location"] == reverse("home")
    assert len(trail_of("account.factor_failed")) == 3


def test_the_right_code_forgives_the_wrong_ones(client: Client, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        type_code(_at_the_code_page(client, device), device, _wrong(device))
        clock.shift(1)
        type_code(client, device, code_for(device, NOON))
    device.refresh_from_db()
    assert device.throttling_failure_count == 0


def test_the_device_of_somebody_else_opens_nothing(client: Client, device: Authenticator) -> None:
    others = enrol(sato())
    response = type_code(_at_the_code_page(client, device), others, code_for(others))
    assert response.status_code == 200
    assert SESSION_KEY not in client.session
    others.refresh_from_db()
    assert others.last_t == -1


@pytest.mark.parametrize("form", ["{0}", " {0} ", "{1} {2}", "{3}"])
def test_gaps_and_full_width_digits_are_no_mistake(
    client: Client, device: Authenticator, form: str
) -> None:
    code = code_for(device)
    full_width = code.translate({ord(str(n)): chr(ord("０") + n) for n in range(10)})
    typed = form.format(code, code[:3], code[3:], full_width)
    response = type_code(_at_the_code_page(client, device), device, typed)
    assert response["Location"] == reverse("home")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "-12345", "1_2345", "あ23456"])
def test_what_is_no_code_is_never_counted(
    client: Client, device: Authenticator, typed: str
) -> None:
    response = type_code(_at_the_code_page(client, device), device, typed)
    assert response.status_code == 200
    assert "code" in response.context["form"].errors
    device.refresh_from_db()
    assert device.throttling_failure_count == 0


def test_the_code_does_not_come_back_in_the_page(client: Client, device: Authenticator) -> None:
    with time_machine.travel(NOON, tick=False):
        wrong = _wrong(device)
        response = type_code(_at_the_code_page(client, device), device, wrong)
    assert wrong not in response.content.decode()
