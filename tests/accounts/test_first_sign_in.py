"""The first sign-in: a temporary password, a password of one's own, an authenticator app."""

import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts import devices
from accounts.models import Authenticator
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka, trail_of
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    code_for,
    enrol,
    register_app,
    type_code,
    type_password,
    walk_in,
)


def test_a_temporary_password_is_changed_before_anything_else(client: Client) -> None:
    staff = newcomer()
    assert type_password(client, staff, TEMPORARY)["Location"] == reverse("account_first_password")
    assert not Authenticator.objects.filter(user=staff).exists()
    assert choose_password(client, NEW_PASSWORD)["Location"] == reverse("account_enrol")
    assert register_app(client, staff)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    staff.refresh_from_db()
    assert not staff.must_change_password
    assert staff.check_password(NEW_PASSWORD)


def test_with_a_device_its_code_comes_before_the_new_password(client: Client) -> None:
    staff = newcomer()
    device = enrol(staff)
    assert type_password(client, staff, TEMPORARY)["Location"] == reverse("account_code")
    assert type_code(client, device, code_for(device))["Location"] == reverse(
        "account_first_password"
    )
    assert choose_password(client, NEW_PASSWORD)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_whoever_has_no_device_registers_one_with_their_own_password(client: Client) -> None:
    staff = tanaka()
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_enrol")
    assert register_app(client, staff)["Location"] == reverse("home")
    assert devices.has_primary_device(staff)


def test_nobody_is_signed_in_before_the_last_page(client: Client) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY)
    assert SESSION_KEY not in client.session
    choose_password(client, NEW_PASSWORD)
    assert SESSION_KEY not in client.session
    assert client.get(reverse("home")).status_code == 302
    staff.refresh_from_db()
    assert staff.last_login is None
    assert trail_of("account.signed_in") == []
    register_app(client, staff)
    assert SESSION_KEY in client.session
    staff.refresh_from_db()
    assert staff.last_login is not None


def test_the_temporary_password_is_dead_afterwards(client: Client) -> None:
    staff = newcomer()
    walk_in(client, staff, TEMPORARY)
    response = type_password(Client(), staff, TEMPORARY)
    assert "職員番号またはパスワードが違います。" in response.content.decode()


def test_the_second_of_two_who_know_it_is_sent_back_to_the_start(client: Client) -> None:
    staff, other = newcomer(), Client()
    type_password(client, staff, TEMPORARY)
    type_password(other, staff, TEMPORARY)
    choose_password(other, NEW_PASSWORD)
    assert choose_password(client, "Minato-no-asaichi-55")["Location"] == reverse("account_login")
    staff.refresh_from_db()
    assert staff.check_password(NEW_PASSWORD)


def test_a_sign_in_left_lying_for_ten_minutes_starts_again(client: Client) -> None:
    with time_machine.travel("2027-04-05T09:00:00+09:00", tick=False) as clock:
        type_password(client, newcomer(), TEMPORARY)
        clock.shift(601)
        assert client.get(reverse("account_first_password"))["Location"] == reverse("account_login")
        page = client.get(reverse("account_login"))
    assert "最初からやり直してください。" in page.content.decode()
    assert "パスワード" in page.content.decode()


def test_cancelling_leaves_nothing_pending(client: Client) -> None:
    type_password(client, newcomer(), TEMPORARY)
    assert client.post(reverse("account_logout"))["Location"] == reverse("account_login")
    assert client.get(reverse("account_first_password"))["Location"] == reverse("account_login")
    assert client.get(reverse("account_login")).status_code == 200
