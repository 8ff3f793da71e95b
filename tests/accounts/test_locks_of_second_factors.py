"""Each lock of sign-in holds without the other for passkeys and recovery codes too."""

from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp_webauthn.models import WebAuthnCredential
from pytest_django import Settings

from accounts import recovery
from accounts.models import RecoverySheet, Staff
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, sato, tanaka, trail_of
from tests.accounts.sign_in import enrol, sign_in, type_password
from tests.accounts.soft_passkey import give
from tests.accounts.test_locks_of_sign_in import GUARD

Prove = Callable[[Client], str]


def _is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def _by_passkey(staff: Staff) -> Prove:
    passkey = give(staff)

    def prove(client: Client) -> str:
        context = client.get(reverse("account_code")).context
        if context is None:
            return ""
        sent = {"assertion": passkey.get(context["passkey_options"])}
        return client.post(reverse("account_code"), sent).get("Location", "")

    return prove


def _by_recovery_code(staff: Staff) -> Prove:
    enrol(staff)
    with transaction.atomic():
        code = recovery.issue(staff)[0]

    def prove(client: Client) -> str:
        sent = {"recovery_code": code}
        return client.post(reverse("account_recovery"), sent).get("Location", "")

    return prove


each_factor = pytest.mark.parametrize("factor", [_by_passkey, _by_recovery_code])


@each_factor
def test_with_all_locks_in_place_the_right_person_gets_in(
    client: Client, factor: Callable[[Staff], Prove]
) -> None:
    staff = tanaka()
    prove = factor(staff)
    type_password(client, staff, PASSWORD)
    assert not _is_in(client)
    assert prove(client) == reverse("home")
    assert _is_in(client)


@each_factor
def test_without_the_code_stage_the_guard_refuses(
    client: Client, settings: Settings, factor: Callable[[Staff], Prove]
) -> None:
    staff = tanaka()
    prove = factor(staff)
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutVerifyStage"
    type_password(client, staff, PASSWORD)
    prove(client)
    assert SESSION_KEY not in client.session
    assert not _is_in(client)


@each_factor
def test_without_the_password_stage_the_guard_refuses_a_temporary_password(
    client: Client, settings: Settings, factor: Callable[[Staff], Prove]
) -> None:
    staff = newcomer()
    prove = factor(staff)
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutChangePasswordStage"
    type_password(client, staff, TEMPORARY)
    assert prove(client) == reverse("account_login")
    assert SESSION_KEY not in client.session


@each_factor
def test_without_the_guard_the_middleware_ends_the_session(
    client: Client, settings: Settings, factor: Callable[[Staff], Prove]
) -> None:
    staff = tanaka()
    prove = factor(staff)
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutBindStage"
    type_password(client, staff, PASSWORD)
    prove(client)
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


@each_factor
def test_without_the_middleware_a_password_alone_makes_no_session(
    client: Client, settings: Settings, factor: Callable[[Staff], Prove]
) -> None:
    staff = tanaka()
    factor(staff)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != GUARD]
    type_password(client, staff, PASSWORD)
    assert SESSION_KEY not in client.session
    assert trail_of("account.signed_in") == []


@each_factor
@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"must_change_password": True}, {"password": "md5$$x"}]
)
def test_a_person_changed_between_the_pages_does_not_get_in(
    client: Client, factor: Callable[[Staff], Prove], change: dict[str, object]
) -> None:
    staff = tanaka()
    prove = factor(staff)
    type_password(client, staff, PASSWORD)
    if "password" in change:
        staff.set_password("Minato-no-asaichi-55")
        staff.save()
    else:
        Staff.objects.filter(pk=staff.pk).update(**change)
    prove(client)
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_an_unfinished_passkey_enrolment_is_no_session(client: Client) -> None:
    staff = tanaka()
    type_password(client, staff, PASSWORD)
    client.get(reverse("account_enrol"))
    assert SESSION_KEY not in client.session
    assert not WebAuthnCredential.objects.exists()


def test_without_the_enrolment_stage_no_passkey_is_registered(
    client: Client, settings: Settings
) -> None:
    staff = tanaka()
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutEnrolStage"
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_login")
    client.post(reverse("account_enrol"), {"credential": "{}", "name": "端末"})
    assert not WebAuthnCredential.objects.exists()


@pytest.mark.parametrize("whose", ["passkey", "sheet"])
def test_the_factor_of_somebody_else_verifies_nobody(client: Client, whose: str) -> None:
    staff, colleague = tanaka(), sato()
    sign_in(client, staff)
    give(colleague)
    with transaction.atomic():
        recovery.issue(colleague)
    model = WebAuthnCredential if whose == "passkey" else RecoverySheet
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = model.objects.get().persistent_id
    session.save()
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_a_session_ends_when_its_passkey_is_removed(client: Client) -> None:
    staff = tanaka()
    prove = _by_passkey(staff)
    type_password(client, staff, PASSWORD)
    prove(client)
    assert _is_in(client)
    WebAuthnCredential.objects.all().delete()
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_a_session_that_knows_only_a_password_cannot_add_a_passkey(client: Client) -> None:
    staff = tanaka()
    client.force_login(staff)
    assert client.post(reverse("account_passkeys"))["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
