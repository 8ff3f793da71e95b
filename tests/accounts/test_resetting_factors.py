"""A lost device: an administrator's reset takes every factor and the password, never less."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import devices, factors, recovery, sessions
from accounts.models import Notice, RecoverySheet, Staff
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    register_app,
    sign_in,
    type_password,
)
from tests.accounts.soft_passkey import give


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def signed_in(staff: Staff) -> Client:
    """Signed in, with an app, a passkey and recovery codes."""
    client = Client()
    sign_in(client, staff)
    give(staff)
    with transaction.atomic():
        recovery.issue(staff)
    return client


def test_it_takes_every_factor_the_sessions_and_the_password(
    signed_in: Client, staff: Staff
) -> None:
    administrator = sato()
    temporary = factors.reset_and_issue(staff, actor=administrator)
    assert devices.primary_devices(staff) == []
    assert not RecoverySheet.objects.exists()
    assert sessions.open_of(staff) == []
    assert signed_in.get(reverse("home")).status_code == 302
    assert SESSION_KEY not in signed_in.session
    staff.refresh_from_db()
    assert staff.must_change_password
    assert staff.check_password(temporary)
    assert not staff.check_password(PASSWORD)
    (entry,) = trail_of("account.factors_reset")
    assert entry.actor_id == f"staff:{administrator.pk}"
    assert len(entry.detail["devices"]) == 3
    assert trail_of("account.temporary_password_issued")
    assert "リセットされました" in Notice.objects.filter(recipient=staff).latest("pk").subject


def test_afterwards_it_is_a_first_sign_in_again(signed_in: Client, staff: Staff) -> None:
    temporary = factors.reset_and_issue(staff, actor=sato())
    client = Client()
    assert type_password(client, staff, temporary)["Location"] == reverse("account_first_password")
    assert choose_password(client, NEW_PASSWORD)["Location"] == reverse("account_enrol")
    assert register_app(client, staff)["Location"] == reverse("home")


def test_who_knew_the_old_password_cannot_register_a_device(
    signed_in: Client, staff: Staff
) -> None:
    factors.reset_and_issue(staff, actor=sato())
    assert type_password(Client(), staff, PASSWORD).status_code == 200


def test_nobody_resets_their_own(signed_in: Client, staff: Staff) -> None:
    with pytest.raises(PermissionDenied):
        factors.reset_and_issue(staff, actor=staff)
    with pytest.raises(PermissionDenied):
        factors.reset(staff, actor=staff)
    assert len(devices.primary_devices(staff)) == 2


def test_both_happen_or_neither(
    signed_in: Client, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A password that cannot be issued: the period it is good for is no number.
    monkeypatch.setattr("django.conf.settings.TEMPORARY_PASSWORD_HOURS", "x")
    with pytest.raises(TypeError):
        factors.reset_and_issue(staff, actor=sato())
    assert len(devices.primary_devices(staff)) == 2
    assert trail_of("account.factors_reset") == []
    assert signed_in.get(reverse("home")).status_code == 200
