"""Removing one of one's own factors: exactly that one, never the last, and its sessions with it."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp_webauthn.models import WebAuthnCredential

from accounts import devices
from accounts.models import Authenticator, Notice, Staff, StepUp
from tests.accounts.factor_buttons import go, key_of, said
from tests.accounts.people import tanaka, trail_of
from tests.accounts.sign_in import code_for, sign_in
from tests.accounts.soft_passkey import give

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def device(client: Client, staff: Staff) -> Authenticator:
    return sign_in(client, staff)


def test_a_proof_for_removing_one_does_not_remove_the_other(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    give(staff)
    passkey = WebAuthnCredential.objects.get()
    opened = go(client, "account_factor_removals", key_of(passkey)).rstrip("/").rpartition("/")[2]
    address = reverse("account_factor_removal", args=[key_of(device), opened])
    page = client.post(address, {"code": code_for(device)}).content.decode()
    assert "この画面からは操作できません。" in page
    assert len(devices.primary_devices(staff)) == 2


def test_removing_one_keeps_the_session_on_what_was_proved(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    mine = give(staff)
    passkey = WebAuthnCredential.objects.get()
    address = go(client, "account_factor_removals", key_of(device))
    answer = mine.get(client.get(address).context["passkey_options"])
    assert client.post(address, {"assertion": answer})["Location"] == reverse("account_factors")
    assert devices.primary_devices(staff) == [passkey]
    assert client.session[DEVICE_ID_SESSION_KEY] == passkey.persistent_id
    assert "認証手段を削除しました。" in said(client)
    assert [entry.detail for entry in trail_of("account.factor_removed")] == [
        {"device": device.persistent_id}
    ]
    assert "削除されました" in Notice.objects.get(recipient=staff).subject


def test_other_sessions_that_rest_on_the_removed_one_end(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    other = Client()
    sign_in(other, staff)
    mine = give(staff)
    address = go(client, "account_factor_removals", key_of(device))
    client.post(address, {"assertion": mine.get(client.get(address).context["passkey_options"])})
    assert other.get(reverse("home")).status_code == 302
    assert SESSION_KEY not in other.session


def test_whoever_proves_with_the_removed_one_signs_in_again(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    give(staff)
    address = go(client, "account_factor_removals", key_of(device))
    client.post(address, {"code": code_for(device)})
    assert client.get(reverse("home")).status_code == 302
    assert SESSION_KEY not in client.session


def test_the_last_one_cannot_be_removed(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    assert "削除する" not in said(client)
    assert go(client, "account_factor_removals", key_of(device)) == reverse("account_factors")
    assert "残り1つの認証手段は削除できません。" in said(client)
    assert not StepUp.objects.exists()


def test_one_that_has_become_the_last_cannot_be_removed(
    client: Client, staff: Staff, device: Authenticator
) -> None:
    give(staff)
    address = go(client, "account_factor_removals", key_of(device))
    WebAuthnCredential.objects.all().delete()
    client.post(address, {"code": code_for(device)})
    assert devices.primary_devices(staff) == [device]
