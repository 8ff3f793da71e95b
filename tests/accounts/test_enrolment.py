"""Registering an authenticator app: one secret at a time, and only its owner's."""

import re

from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from accounts import devices, qr
from accounts.models import Authenticator, Staff
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, past_the_codes, type_password


def _open_page(client: Client, staff: Staff) -> Authenticator:
    type_password(client, staff, PASSWORD)
    assert client.get(reverse("account_enrol")).status_code == 200
    device: Authenticator = Authenticator.objects.get(user=staff, confirmed=False)
    return device


def _answer(client: Client, code: str) -> str:
    response = past_the_codes(client.post(reverse("account_enrol"), {"otp_token": code}))
    return response.get("Location", "")


def test_the_page_shows_the_secret_as_a_picture_and_in_groups_of_four(client: Client) -> None:
    device = _open_page(client, tanaka())
    html = client.get(reverse("account_enrol")).content.decode()
    groups = qr.groups(device)
    assert [len(group) for group in groups] == [4] * 8
    assert " ".join(groups) in html
    svg = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert svg is not None
    assert "style=" not in svg.group()
    assert "data:" not in svg.group()


def test_opening_the_page_again_shows_the_same_secret(client: Client) -> None:
    device = _open_page(client, tanaka())
    assert " ".join(qr.groups(device)) in client.get(reverse("account_enrol")).content.decode()
    assert Authenticator.objects.count() == 1


def test_a_newer_sign_in_makes_an_older_secret_worthless(client: Client) -> None:
    staff, owner = tanaka(), Client()
    old = _open_page(client, staff)
    old_code = code_for(old)
    new = _open_page(owner, staff)
    assert _answer(client, old_code) == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert _answer(owner, code_for(new)) == reverse("home")
    assert devices.primary_devices(staff) == [new]


def test_an_older_page_does_not_confirm_the_newer_secret(client: Client) -> None:
    staff = tanaka()
    _open_page(client, staff)
    new = _open_page(Client(), staff)
    assert _answer(client, code_for(new)) == reverse("account_login")
    assert not devices.has_primary_device(staff)


def test_a_second_device_cannot_be_slipped_in_meanwhile(client: Client) -> None:
    staff = tanaka()
    mine = _open_page(client, staff)
    theirs = enrol(staff)
    assert _answer(client, code_for(mine)) == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert devices.primary_devices(staff) == [theirs]


def test_a_wrong_code_registers_nothing(client: Client) -> None:
    staff = tanaka()
    device = _open_page(client, staff)
    wrong = f"{(int(code_for(device)) + 1) % 10**6:06d}"
    response = client.post(reverse("account_enrol"), {"otp_token": wrong})
    assert "確認コードが違います。" in response.content.decode()
    assert not devices.has_primary_device(staff)
    assert [entry.detail for entry in trail_of("account.factor_failed")] == [{"reason": "wrong"}]


def test_the_first_code_opens_nothing_else_afterwards(client: Client) -> None:
    device = _open_page(client, tanaka())
    code = code_for(device)
    _answer(client, code)
    device.refresh_from_db()
    assert devices.check_code([device], code).verdict is devices.Verdict.USED


def test_the_secret_is_in_no_record(client: Client) -> None:
    device = _open_page(client, tanaka())
    _answer(client, code_for(device))
    (entry,) = trail_of("account.factor_enrolled")
    assert entry.detail == {"device": device.persistent_id}
