"""What lies in the database of a second factor, what it takes to read it, and how keys change."""

import base64
import io
import logging
import secrets
from typing import Final

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from accounts import devices, encryption, recovery, step_up
from accounts.devices import Verdict
from accounts.encryption import UnreadableSecret
from accounts.models import Authenticator, RecoveryCode, Staff
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import PASSWORD, sato, tanaka
from tests.accounts.sign_in import code_for, enrol, type_code, type_password

OWNER: Final = "accounts.staff:1"


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def device(db: None) -> Authenticator:
    return enrol(tanaka())


def _row(device: Authenticator) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_authenticator t WHERE id = %s", [device.pk])
        return str(cursor.fetchone()[0])


def test_the_secret_is_in_no_form_in_its_row(device: Authenticator) -> None:
    row, secret = _row(device), device.bin_key
    forms = (
        secret.hex(),
        base64.b32encode(secret).decode(),
        base64.b64encode(secret).decode(),
        base64.urlsafe_b64encode(secret).decode(),
    )
    assert len(secret) == 20
    assert [form for form in forms if form.lower() in row.lower()] == []


def test_the_same_secret_never_looks_the_same() -> None:
    assert len({encryption.encrypt(b"secret", owner=OWNER) for _ in range(100)}) == 100


def test_it_is_read_with_the_key_and_for_its_owner_only() -> None:
    sealed = encryption.encrypt(b"secret", owner=OWNER)
    assert encryption.decrypt(sealed, owner=OWNER) == b"secret"
    with pytest.raises(UnreadableSecret, match=r"not written for accounts\.staff:2"):
        encryption.decrypt(sealed, owner="accounts.staff:2")


@pytest.mark.parametrize("damaged", ["", "x", "{0}", "{0}:", "{0}:AAAA", "{0}:あ", "{1}A"])
def test_what_is_damaged_is_not_read(damaged: str) -> None:
    sealed = encryption.encrypt(b"secret", owner=OWNER)
    text = damaged.format(encryption.newest_key(), sealed[:-4])
    with pytest.raises(UnreadableSecret):
        encryption.decrypt(text, owner=OWNER)


def test_without_its_key_it_is_not_read_and_the_key_is_named(settings: Settings) -> None:
    sealed = encryption.encrypt(b"secret", owner=OWNER)
    name = encryption.newest_key()
    settings.FACTOR_KEYS = [_new_key()]
    with pytest.raises(UnreadableSecret, match=f"'{name}', which FACTOR_KEYS does not hold"):
        encryption.decrypt(sealed, owner=OWNER)


@pytest.mark.parametrize("keys", [[], [""], ["k" * 42], ["k" * 44], ["k" * 43, ""], ["鍵" * 43]])
def test_what_is_no_key_is_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key"):
        encryption.read_keys(keys)


def test_both_alphabets_of_base64_are_read() -> None:
    raw = bytes([0xFB, 0xFF] * 16)
    forms = [base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("=")]
    assert {key for form in forms for key in encryption.read_keys([f" {form}\n"]).values()} == {raw}


def test_a_secret_moved_to_somebody_else_opens_nothing(device: Authenticator) -> None:
    others = enrol(sato())
    Authenticator.objects.filter(pk=others.pk).update(sealed_key=device.sealed_key)
    assert devices.prove(others.user, code_for(device)).verdict is Verdict.UNREADABLE


def test_with_the_wrong_key_nobody_gets_in_and_the_log_says_why(
    client: Client, device: Authenticator, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    staff, code, name = device.user, code_for(device), encryption.newest_key()
    settings.FACTOR_KEYS = [_new_key()]
    type_password(client, staff, PASSWORD)
    page = type_code(client, Authenticator.objects.get(), code)
    assert "システムの設定のため、確認コードを確かめられません。" in page.content.decode()
    assert f"{device.persistent_id} cannot be read: encrypted with the key '{name}'" in caplog.text
    device.refresh_from_db()
    assert (device.throttling_failure_count, device.last_t) == (0, -1)
    act = {"action": "approve", "target": "x", "digest": "a" * 64}
    opened = step_up.begin(staff=staff, **act)
    with pytest.raises(StepUpRefused) as caught:
        step_up.confirm(str(opened.pk), staff=staff, code=code, **act)
    assert caught.value.reason is Refusal.UNREADABLE


def test_a_device_that_cannot_be_read_does_not_stand_in_the_way_of_one_that_can(
    device: Authenticator, settings: Settings
) -> None:
    old = settings.FACTOR_KEYS
    settings.FACTOR_KEYS = [_new_key(), *old]
    other = Authenticator.objects.create_for(device.user)
    settings.FACTOR_KEYS = settings.FACTOR_KEYS[:1]
    assert devices.prove(device.user, code_for(other)).device == other


def test_keys_are_changed_without_anybody_noticing(
    device: Authenticator, settings: Settings
) -> None:
    staff, old = device.user, settings.FACTOR_KEYS
    with transaction.atomic():
        codes = recovery.issue(staff)
    secret, new = device.bin_key, _new_key()

    settings.FACTOR_KEYS = [new, *old]
    assert devices.prove(staff, code_for(device)).verdict is Verdict.ACCEPTED
    assert _reencrypt() == f"11 secrets were moved to the key {encryption.newest_key()}.\n"
    assert _reencrypt() == f"0 secrets were moved to the key {encryption.newest_key()}.\n"

    settings.FACTOR_KEYS = [new]
    device.refresh_from_db()
    assert device.bin_key == secret
    assert device.last_t > 0
    assert recovery.use(staff, recovery.normalised(codes[0])).verdict is Verdict.ACCEPTED
    kept = [device.sealed_key, *RecoveryCode.objects.values_list("sealed_digest", flat=True)]
    assert {encryption.key_of(text) for text in kept} == {encryption.newest_key()}


def test_what_cannot_be_read_is_named_and_left(device: Authenticator, settings: Settings) -> None:
    before = device.sealed_key
    settings.FACTOR_KEYS = [_new_key()]
    with pytest.raises(CommandError, match=f"accounts.authenticator/{device.pk}: encrypted with"):
        _reencrypt()
    device.refresh_from_db()
    assert device.sealed_key == before


def test_neither_key_nor_secret_is_ever_logged(
    device: Authenticator, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    staff: Staff = device.user
    devices.prove(staff, code_for(device))
    key = settings.FACTOR_KEYS[0]
    settings.FACTOR_KEYS = [_new_key()]
    devices.prove(staff, "000000")
    for secret in (key, settings.FACTOR_KEYS[0], device.sealed_key):
        assert secret not in caplog.text


def _reencrypt() -> str:
    said = io.StringIO()
    call_command("reencrypt_factors", stdout=said)
    return said.getvalue()
