"""A morning in April: a whole city hall signs in from one address, and a guesser among them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Section, Staff
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, type_code, type_password

pytestmark = pytest.mark.django_db

ADDRESS: Final = "203.0.113.10"
HOW_MANY: Final = 1000
MONDAY: Final = "2027-04-05T08:30:00+09:00"
# A person in ten mistypes first.
MISTYPED: Final = 10
LIMITED: Final = "受付けを止めています。"


@pytest.fixture
def city_hall(db: None) -> list[Staff]:
    """A thousand people with one hash: only how they sign in matters here."""
    section = Section.objects.create(name="広報統計課")
    hashed = make_password(PASSWORD)
    return Staff.objects.bulk_create(
        Staff(
            staff_number=f"A{number:04}",
            name="職員",
            section=section,
            password=hashed,
            must_change_password=False,
            confidentiality_acknowledged_on=timezone.localdate(),
        )
        for number in range(HOW_MANY)
    )


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def _browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS)


def test_a_thousand_people_sign_in_from_one_address_within_an_hour(
    city_hall: list[Staff], clock: time_machine.Traveller
) -> None:
    refused = []
    for number, staff in enumerate(city_hall):
        clock.shift(timedelta(seconds=3600 / HOW_MANY))
        browser, device = _browser(), enrol(staff)
        if number % MISTYPED == 0:
            type_password(browser, staff, "mistyped")
        type_password(browser, staff, PASSWORD)
        if type_code(browser, device, code_for(device))["Location"] != reverse("home"):
            refused.append(staff.staff_number)
    assert refused == []
    assert len(trail_of("account.signed_in")) == HOW_MANY
    assert trail_of("account.sign_in_limited") == []


def test_more_right_passwords_in_a_minute_than_wrong_ones_would_be_borne(
    city_hall: list[Staff], clock: time_machine.Traveller
) -> None:
    answers = []
    for staff in city_hall[:120]:
        clock.shift(timedelta(seconds=0.5))
        answers.append(type_password(_browser(), staff, PASSWORD).get("Location"))
    assert answers == [reverse("account_enrol")] * 120


def test_the_sixth_guess_at_one_account_is_not_even_looked_at(
    clock: time_machine.Traveller,
) -> None:
    staff = tanaka()
    for _ in range(5):
        clock.shift(10)
        assert LIMITED not in type_password(_browser(), staff, "guess").content.decode()
    assert LIMITED in type_password(_browser(), staff, PASSWORD).content.decode()
    assert len(trail_of("account.sign_in_failed")) == 5


def test_neither_from_many_addresses(clock: time_machine.Traveller) -> None:
    staff = tanaka()
    for number in range(5):
        type_password(Client(REMOTE_ADDR=f"198.51.100.{number}"), staff, "guess")
    elsewhere = Client(REMOTE_ADDR="192.0.2.1")
    assert LIMITED in type_password(elsewhere, staff, PASSWORD).content.decode()


def test_guessing_at_everybody_from_one_address_is_stopped_after_sixty_in_a_minute(
    city_hall: list[Staff], clock: time_machine.Traveller, settings: Settings
) -> None:
    for staff in city_hall[:60]:
        assert LIMITED not in type_password(_browser(), staff, "guess").content.decode()
    assert LIMITED in type_password(_browser(), city_hall[61], "guess").content.decode()
    assert (
        LIMITED
        not in type_password(
            Client(REMOTE_ADDR="192.0.2.1"), city_hall[62], "guess"
        ).content.decode()
    )
