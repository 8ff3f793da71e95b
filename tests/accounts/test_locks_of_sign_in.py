"""Each lock of sign-in holds without the other: the alarm for every new version of allauth."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from pytest_django import Settings

from accounts.models import Staff
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, sato, tanaka, trail_of
from tests.accounts.sign_in import (
    choose_password,
    code_for,
    enrol,
    sign_in,
    type_code,
    type_password,
    walk_in,
)

GUARD = "accounts.middleware.VerifiedRequiredMiddleware"


def _is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def _remove(settings: Settings, stage: str) -> None:
    settings.ACCOUNT_ADAPTER = f"tests.accounts.weakened.Without{stage}"


def test_with_all_locks_in_place_the_right_person_gets_in(client: Client) -> None:
    staff = tanaka()
    enrol(staff)
    walk_in(client, staff, PASSWORD)
    assert _is_in(client)


def test_without_the_code_stage_the_guard_refuses(client: Client, settings: Settings) -> None:
    staff = tanaka()
    enrol(staff)
    _remove(settings, "VerifyStage")
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert not _is_in(client)


def test_without_the_password_stage_the_guard_refuses_a_temporary_password(
    client: Client, settings: Settings
) -> None:
    staff = newcomer()
    device = enrol(staff)
    _remove(settings, "ChangePasswordStage")
    type_password(client, staff, TEMPORARY)
    assert type_code(client, device, code_for(device))["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert not _is_in(client)


def test_without_the_enrolment_stage_the_guard_refuses_who_has_no_device(
    client: Client, settings: Settings
) -> None:
    staff = tanaka()
    _remove(settings, "EnrolStage")
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session
    assert not _is_in(client)


def test_without_the_guard_the_middleware_ends_the_session(
    client: Client, settings: Settings
) -> None:
    staff = tanaka()
    device = enrol(staff)
    _remove(settings, "BindStage")
    type_password(client, staff, PASSWORD)
    type_code(client, device, code_for(device))
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_without_any_stage_the_middleware_ends_the_session(
    client: Client, settings: Settings
) -> None:
    staff = tanaka()
    _remove(settings, "Stages")
    type_password(client, staff, PASSWORD)
    assert SESSION_KEY in client.session
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_without_the_middleware_a_password_alone_makes_no_session(
    client: Client, settings: Settings
) -> None:
    staff = tanaka()
    enrol(staff)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != GUARD]
    type_password(client, staff, PASSWORD)
    assert SESSION_KEY not in client.session
    staff.refresh_from_db()
    assert staff.last_login is None
    assert trail_of("account.signed_in") == []


def test_a_session_without_a_second_factor_is_ended(client: Client) -> None:
    client.force_login(tanaka())
    response = client.get(reverse("home"))
    assert response["Location"] == f"{reverse('account_login')}?next={reverse('home')}"
    assert SESSION_KEY not in client.session
    assert [entry.detail for entry in trail_of("account.signed_out")] == [{"why": "unverified"}]


def test_it_is_ended_on_an_open_address_too(client: Client) -> None:
    client.force_login(tanaka())
    assert client.get(reverse("healthz")).status_code != 302
    assert SESSION_KEY not in client.session


def test_it_is_ended_where_there_is_no_page(client: Client) -> None:
    client.force_login(tanaka())
    assert client.get("/no-such-page/").status_code == 404
    assert SESSION_KEY not in client.session


def test_the_device_of_somebody_else_verifies_nobody(client: Client) -> None:
    client.force_login(tanaka())
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = enrol(sato()).persistent_id
    session.save()
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_a_session_ends_when_its_device_is_removed(client: Client) -> None:
    device = sign_in(client, tanaka())
    assert _is_in(client)
    device.delete()
    assert not _is_in(client)
    assert SESSION_KEY not in client.session


def test_a_session_ends_when_a_new_password_is_due(client: Client) -> None:
    staff = tanaka()
    sign_in(client, staff)
    Staff.objects.filter(pk=staff.pk).update(must_change_password=True)
    assert not _is_in(client)
    assert SESSION_KEY not in client.session
    assert [entry.detail["why"] for entry in trail_of("account.signed_out")] == ["password_due"]


def test_a_session_ends_when_its_owner_is_suspended(client: Client) -> None:
    staff = tanaka()
    sign_in(client, staff)
    Staff.objects.filter(pk=staff.pk).update(is_active=False)
    assert not _is_in(client)


def test_a_session_ends_when_the_password_is_changed_elsewhere(client: Client) -> None:
    staff = newcomer()
    enrol(staff)
    walk_in(client, staff, TEMPORARY)
    assert _is_in(client)
    staff.refresh_from_db()
    staff.set_password("Minato-no-asaichi-55")
    staff.save()
    assert not _is_in(client)


@pytest.mark.parametrize("address", ["account_code", "account_first_password", "account_enrol"])
def test_no_stage_can_be_entered_without_a_password(client: Client, address: str) -> None:
    assert client.get(reverse(address))["Location"] == reverse("account_login")
    assert client.post(reverse(address), {"otp_token": "123456"})["Location"] == reverse(
        "account_login"
    )


def test_no_stage_can_be_entered_out_of_its_turn(client: Client) -> None:
    staff = newcomer()
    device = enrol(staff)
    type_password(client, staff, TEMPORARY)
    assert choose_password(client, "Minato-no-asaichi-55")["Location"] == reverse("account_login")
    staff.refresh_from_db()
    assert staff.check_password(TEMPORARY)
    assert client.get(reverse("account_enrol"))["Location"] == reverse("account_login")
    assert client.get(reverse("account_login"))["Location"] == reverse("account_code")
    assert type_code(client, device, code_for(device))["Location"] == reverse(
        "account_first_password"
    )
