"""How often a password may be guessed: five times in five minutes for each account."""

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import enrol, type_password, walk_in

LIMITED = "受付けを止めています。"
MONDAY = "2027-04-05T08:30:00+09:00"


def _fail(client: Client, staff: Staff, times: int = 5, **headers: str) -> None:
    for _ in range(times):
        client.post(
            reverse("account_login"),
            {"login": staff.staff_number, "password": "wrong"},
            headers=headers,
        )


def _try(staff: Staff) -> str:
    return type_password(Client(), staff, PASSWORD).content.decode()


def test_after_five_failures_the_right_password_is_refused_too(client: Client) -> None:
    staff = tanaka()
    _fail(client, staff)
    assert LIMITED in _try(staff)


def test_after_four_failures_it_is_accepted(client: Client) -> None:
    staff = tanaka()
    enrol(staff)
    _fail(client, staff, times=4)
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_code")


def test_the_account_opens_again_after_five_minutes(client: Client) -> None:
    staff = tanaka()
    enrol(staff)
    with time_machine.travel(MONDAY, tick=False) as clock:
        _fail(client, staff)
        clock.shift(299)
        assert LIMITED in _try(staff)
        clock.shift(2)
        assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_code")


def test_a_colleague_at_the_same_address_still_gets_in(client: Client) -> None:
    _fail(client, tanaka())
    colleague = sato()
    walk_in(client, colleague, PASSWORD)
    assert SESSION_KEY in client.session


def test_a_session_that_is_open_goes_on(client: Client) -> None:
    staff = tanaka()
    walk_in(client, staff, PASSWORD)
    _fail(Client(), staff)
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize("written", ["s1001", " S1001 ", "Ｓ１００１"])
def test_writing_the_number_otherwise_gives_no_more_guesses(client: Client, written: str) -> None:
    staff = tanaka()
    _fail(client, staff)
    response = client.post(reverse("account_login"), {"login": written, "password": PASSWORD})
    assert LIMITED in response.content.decode()


def test_letters_that_postgresql_takes_for_others_give_no_more_guesses(client: Client) -> None:
    staff = tanaka()
    Staff.objects.filter(pk=staff.pk).update(staff_number="IT-1001")
    _fail(client, Staff.objects.get(pk=staff.pk))
    written = {"login": "ıt-1001", "password": PASSWORD}
    assert LIMITED in client.post(reverse("account_login"), written).content.decode()


def test_another_port_in_the_host_header_gives_no_more_guesses(client: Client) -> None:
    staff = tanaka()
    for port in range(8001, 8006):
        _fail(client, staff, times=1, host=f"testserver:{port}")
    assert LIMITED in _try(staff)


def test_a_limit_is_recorded_once_and_not_at_every_knock(client: Client) -> None:
    staff = tanaka()
    _fail(client, staff, times=8)
    assert len(trail_of("account.sign_in_failed")) == 5
    (entry,) = trail_of("account.sign_in_limited")
    assert entry.target == f"accounts.staff:{staff.pk}"


def test_unknown_numbers_are_limited_too(client: Client) -> None:
    nobody = Staff(staff_number="S9999")
    _fail(client, nobody)
    assert LIMITED in _try(nobody)
    (entry,) = trail_of("account.sign_in_limited")
    assert entry.target == ""


def test_the_counter_survives_a_thousand_others(client: Client) -> None:
    staff = tanaka()
    _fail(client, staff)
    for number in range(1000):
        cache.set(f"counter-of-somebody-else-{number}", [MONDAY], timeout=300)
    assert LIMITED in _try(staff)
