"""What happens to a sign-in under way when the person changes: it ends before it is a session."""

from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts.models import Authenticator, Staff
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    code_for,
    enrol,
    register_app,
    type_code,
    type_password,
)


def _suspend(staff: Staff) -> None:
    Staff.objects.filter(pk=staff.pk).update(is_active=False)


def _change_password(staff: Staff) -> None:
    staff.refresh_from_db()
    staff.set_password("Minato-no-asaichi-55")
    staff.save()


changes = pytest.mark.parametrize("change", [_suspend, _change_password])


@changes
def test_at_the_code_page(client: Client, change: Callable[[Staff], None]) -> None:
    staff = tanaka()
    device = enrol(staff)
    type_password(client, staff, PASSWORD)
    change(staff)
    assert type_code(client, device, code_for(device))["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
    device.refresh_from_db()
    assert device.last_t == -1


@changes
def test_at_the_password_page(client: Client, change: Callable[[Staff], None]) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY)
    change(staff)
    assert choose_password(client, NEW_PASSWORD)["Location"] == reverse("account_login")
    staff.refresh_from_db()
    assert not staff.check_password(NEW_PASSWORD)
    assert staff.must_change_password


@changes
def test_at_the_page_of_the_authenticator(client: Client, change: Callable[[Staff], None]) -> None:
    staff = tanaka()
    type_password(client, staff, PASSWORD)
    device = Authenticator.objects.get(user=staff)
    change(staff)
    response = client.post(reverse("account_enrol"), {"otp_token": code_for(device)})
    assert response["Location"] == reverse("account_login")
    device.refresh_from_db()
    assert not device.confirmed
    assert SESSION_KEY not in client.session


def test_the_person_is_told_to_start_again(client: Client) -> None:
    staff = tanaka()
    enrol(staff)
    type_password(client, staff, PASSWORD)
    _change_password(staff)
    client.get(reverse("account_code"))
    page = client.get(reverse("account_login")).content.decode()
    assert "最初からやり直してください。" in page


def test_whoever_is_suspended_and_knows_the_password_is_told_whom_to_ask(client: Client) -> None:
    staff = tanaka(is_active=False)
    response = type_password(client, staff, PASSWORD)
    assert response["Location"] == reverse("account_inactive")
    assert "情報政策課" in client.get(response["Location"]).content.decode()
    assert SESSION_KEY not in client.session


def test_a_new_temporary_password_ends_a_sign_in_under_way(client: Client) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY)
    choose_password(client, NEW_PASSWORD)
    staff.refresh_from_db()
    staff.set_password("Kari-no-Aikotoba-0001")
    staff.must_change_password = True
    staff.save()
    device = Authenticator.objects.get(user=staff)
    response = client.post(reverse("account_enrol"), {"otp_token": code_for(device)})
    assert response["Location"] == reverse("account_login")
    assert type_password(client, staff, "Kari-no-Aikotoba-0001")["Location"] == reverse(
        "account_first_password"
    )
    choose_password(client, "Michinoku-zutsumi-88-hasami")
    assert register_app(client, staff)["Location"] == reverse("home")
