"""Which addresses sign-in has, what is closed, and where one comes out."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.adapter import StaffAccountAdapter
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    code_for,
    enrol,
    register_app,
    sign_in,
    type_code,
    type_password,
)


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_set_password",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_reauthenticate",
    ],
)
def test_what_allauth_also_offers_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ["/signup/", "/accounts/signup/", "/accounts/login/"])
def test_nobody_can_register_themselves(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert not StaffAccountAdapter().is_open_for_signup(client.get("/login/").wsgi_request)


def test_an_address_wanted_before_sign_in_is_reached_after_it(client: Client) -> None:
    staff = tanaka()
    device = enrol(staff)
    wanted = f"{reverse('home')}?page=2"
    start = client.get(wanted)["Location"]
    assert start.startswith(reverse("account_login"))
    assert f'name="next" value="{wanted}"' in client.get(start).content.decode()
    type_password(client, staff, PASSWORD, query=start.removeprefix(reverse("account_login")))
    assert type_code(client, device, code_for(device))["Location"] == wanted


def test_it_is_kept_over_all_pages_of_a_first_sign_in(client: Client) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY, query="?next=/%3Fpage%3D2")
    choose_password(client, NEW_PASSWORD)
    assert register_app(client, staff)["Location"] == "/?page=2"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "javascript:alert(1)", "/\\example.com", "%0d%0a"],
)
def test_no_link_leads_out_of_the_system(client: Client, elsewhere: str) -> None:
    staff = tanaka()
    device = enrol(staff)
    client.post(
        f"{reverse('account_login')}",
        {"login": staff.staff_number, "password": PASSWORD, "next": elsewhere},
    )
    location = type_code(client, device, code_for(device))["Location"]
    assert location.startswith("/")
    assert "example.com" not in location
    assert client.get(location, follow=False).status_code in (200, 404)


def test_a_form_sent_without_a_session_does_not_come_back_as_a_link(client: Client) -> None:
    assert client.post(reverse("home"))["Location"] == reverse("account_login")


def test_whoever_is_signed_in_is_led_past_the_pages_of_sign_in(client: Client) -> None:
    sign_in(client, tanaka())
    for address in ("account_login", "account_code", "account_first_password", "account_enrol"):
        assert client.get(reverse(address))["Location"] == reverse("home")


def test_signing_out_takes_a_button(client: Client) -> None:
    sign_in(client, tanaka())
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("home")).status_code == 200
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert client.get(reverse("home")).status_code == 302


def test_a_form_from_another_site_signs_nobody_in() -> None:
    staff = tanaka()
    enrol(staff)
    strict = Client(enforce_csrf_checks=True)
    assert type_password(strict, staff, PASSWORD).status_code == 403


def test_the_pages_of_sign_in_are_kept_by_no_cache(client: Client) -> None:
    assert "no-store" in client.get(reverse("account_login"))["Cache-Control"]
    type_password(client, tanaka(), PASSWORD)
    assert "no-store" in client.get(reverse("account_enrol"))["Cache-Control"]


def test_there_are_no_answers_in_json(client: Client) -> None:
    response = client.post(
        reverse("account_login"),
        {"login": "S1001", "password": "a-password-that-is-typed"},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    assert response["Content-Type"].startswith("text/html")
    assert "a-password-that-is-typed" not in response.content.decode()
