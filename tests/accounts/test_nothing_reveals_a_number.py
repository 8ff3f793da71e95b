"""No answer tells whether a staff number exists: not by its words, nor by its work."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Staff
from tests.accounts.people import newcomer, sato, tanaka


def _answer(number: str) -> tuple[int, str]:
    response = Client().post(reverse("account_login"), {"login": number, "password": "wrong"})
    html = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", response.content.decode())
    return response.status_code, html.replace(number, "NUMBER")


@pytest.fixture
def unknown() -> tuple[int, str]:
    return _answer("S9999")


def test_a_wrong_password_and_an_unknown_number_look_alike(unknown: tuple[int, str]) -> None:
    assert "職員番号またはパスワードが違います。" in unknown[1]
    assert _answer(tanaka().staff_number) == unknown


def test_so_do_a_suspended_person_and_a_newcomer(unknown: tuple[int, str]) -> None:
    assert _answer(sato(is_active=False).staff_number) == unknown
    assert _answer(newcomer().staff_number) == unknown


def test_so_does_a_person_who_has_no_password(unknown: tuple[int, str]) -> None:
    staff = tanaka()
    staff.set_unusable_password()
    staff.save()
    assert _answer(staff.staff_number) == unknown


def test_the_limit_comes_after_as_many_tries() -> None:
    staff = tanaka()
    known = [_answer(staff.staff_number) for _ in range(7)]
    assert known == [_answer("S9999") for _ in range(7)]
    assert known[4] != known[5]


def test_the_page_of_the_suspended_names_nobody(client: Client) -> None:
    first = client.get(reverse("account_inactive")).content
    sato(is_active=False)
    assert client.get(reverse("account_inactive")).content == first


class CountedHasher(MD5PasswordHasher):
    """Hashing is what takes the time of an answer, so its runs are counted instead of seconds."""

    algorithm = "counted"
    runs = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.runs += 1
        return super().encode(password, salt)


@pytest.mark.parametrize("make", [tanaka, lambda: sato(is_active=False)])
def test_an_unknown_number_is_as_much_work_as_a_known_one(
    make: Callable[[], Staff], settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    staff = make()
    assert _hashing_for("S9999") == _hashing_for(staff.staff_number) == 1


def _hashing_for(number: str) -> int:
    before = CountedHasher.runs
    _answer(number)
    return CountedHasher.runs - before
