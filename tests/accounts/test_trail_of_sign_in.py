"""What the audit trail says of sign-in: who came and went, who failed, and never what was typed."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts import sessions
from accounts.sessions import Ending
from audit import trail
from audit.models import Entry
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka, trail_of
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    code_for,
    enrol,
    sign_in,
    type_code,
    type_password,
    walk_in,
)


def _everything() -> str:
    return json.dumps(
        list(Entry.objects.values("actor_id", "actor_label", "target", "detail")),
        ensure_ascii=False,
    )


def _acts() -> list[str]:
    return list(Entry.objects.values_list("action", flat=True))


def test_a_first_sign_in_from_beginning_to_end(client: Client) -> None:
    staff = newcomer()
    walk_in(client, staff, TEMPORARY)
    client.post(reverse("account_logout"))
    assert _acts() == [
        "account.password_changed",
        "account.factor_enrolled",
        "account.signed_in",
        "account.recovery_codes_issued",
        "account.signed_out",
    ]
    assert set(Entry.objects.values_list("actor_id", flat=True)) == {f"staff:{staff.pk}"}
    assert set(Entry.objects.values_list("target", flat=True)) == {f"accounts.staff:{staff.pk}"}
    assert list(trail.verify()) == []


def test_a_sign_in_names_the_device(client: Client) -> None:
    staff = tanaka()
    device = enrol(staff)
    walk_in(client, staff, PASSWORD)
    (entry,) = trail_of("account.signed_in")
    assert entry.detail == {"device": device.persistent_id}


def test_whoever_fails_is_not_said_to_be_the_person(client: Client) -> None:
    staff = tanaka()
    type_password(client, staff, "wrong")
    (entry,) = trail_of("account.sign_in_failed")
    assert (entry.actor_id, entry.actor_label) == ("unknown", "不明")
    assert entry.target == f"accounts.staff:{staff.pk}"
    assert entry.detail == {"why": "wrong_password"}


def test_an_unknown_number_is_recorded_without_what_was_typed(client: Client) -> None:
    # People do type their password where the number belongs.
    for typed in (PASSWORD, PASSWORD, "S9999"):
        client.post(reverse("account_login"), {"login": typed[:20], "password": "wrong"})
    first, second, other = trail_of("account.sign_in_failed")
    assert first.actor_id == "unknown"
    assert first.target == ""
    assert first.detail["why"] == "unknown_number"
    assert first.detail["typed"] == second.detail["typed"] != other.detail["typed"]
    assert PASSWORD[:20] not in _everything()


def test_a_suspended_person_with_the_right_password_is_recorded(client: Client) -> None:
    type_password(client, tanaka(is_active=False), PASSWORD)
    assert [entry.detail for entry in trail_of("account.sign_in_failed")] == [{"why": "suspended"}]


def test_a_sign_in_that_ends_at_the_guard_is_recorded(client: Client, settings: Settings) -> None:
    staff = tanaka()
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutEnrolStage"
    type_password(client, staff, PASSWORD)
    (entry,) = trail_of("account.sign_in_failed")
    assert entry.detail == {"why": "changed_meanwhile"}


def test_no_password_code_or_secret_is_ever_recorded(client: Client) -> None:
    staff = newcomer()
    walk_in(client, staff, TEMPORARY)
    device = enrol(staff)
    code = code_for(device)
    type_password(Client(), staff, "guessed-password")
    type_code(client, device, code)
    kept = _everything()
    for secret in (TEMPORARY, NEW_PASSWORD, "guessed-password", device.bin_key.hex(), code):
        assert secret not in kept


@pytest.mark.parametrize("why", list(Ending))
def test_the_end_of_a_session_says_why(client: Client, why: Ending) -> None:
    staff = tanaka()
    sign_in(client, staff)
    request = client.get(reverse("account_logout")).wsgi_request
    sessions.end(request, why=why)
    (entry,) = trail_of("account.signed_out")
    assert entry.detail == {"why": why.value, "session": str(staff.sessions.get().pk)}
    assert client.get(reverse("account_login")).status_code == 200


def test_nobody_is_signed_out_who_was_not_in(client: Client) -> None:
    client.post(reverse("account_logout"))
    assert _acts() == []
