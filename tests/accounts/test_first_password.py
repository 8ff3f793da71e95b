"""Which passwords are accepted instead of a temporary one, and what the page says of the others."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from tests.accounts.people import TEMPORARY, newcomer
from tests.accounts.sign_in import NEW_PASSWORD, choose_password, type_password

AT_THE_PAGE = reverse


@pytest.fixture
def at_the_page(client: Client) -> Staff:
    staff = newcomer(email="kudo.hikari@example.jp")
    type_password(client, staff, TEMPORARY)
    return staff


@pytest.mark.parametrize(
    ("password", "message"),
    [
        (TEMPORARY, "前のパスワードとは別のパスワードにしてください。"),
        ("umineko-27", "12文字以上にしてください。"),
        ("384756019283", "数字"),
        ("kudo.hikari-1", "似ています"),
    ],
)
def test_a_weak_password_is_refused_at_its_field(
    client: Client, at_the_page: Staff, password: str, message: str
) -> None:
    response = choose_password(client, password)
    assert response.status_code == 200
    assert message in "".join(response.context["form"].errors["password1"])
    assert message in response.content.decode()
    at_the_page.refresh_from_db()
    assert at_the_page.must_change_password
    assert at_the_page.check_password(TEMPORARY)


def test_two_different_passwords_are_refused(client: Client, at_the_page: Staff) -> None:
    response = client.post(
        reverse("account_first_password"),
        {"password1": NEW_PASSWORD, "password2": "another-one-55", "is_used_here_only": "on"},
    )
    assert "新しいパスワードと一致していません。" in response.content.decode()
    assert list(response.context["form"].errors) == ["password2"]


def test_it_must_be_said_that_the_password_is_used_nowhere_else(
    client: Client, at_the_page: Staff
) -> None:
    response = client.post(
        reverse("account_first_password"), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    assert list(response.context["form"].errors) == ["is_used_here_only"]


def test_what_was_typed_comes_back_except_the_passwords(client: Client, at_the_page: Staff) -> None:
    response = choose_password(client, "umineko-27")
    html = response.content.decode()
    assert "umineko-27" not in html
    assert 'name="is_used_here_only"' in html
    assert "checked" in html
