"""The kept answer of a passkey: it bears out its step-up, or shows that something was changed."""

import json

import pytest
from django_otp_webauthn.models import WebAuthnCredential

from accounts import evidence, step_up
from accounts.models import Staff, StepUp
from tests.accounts.people import tanaka
from tests.accounts.sign_in import code_for, enrol
from tests.accounts.soft_passkey import SoftPasskey, give
from tests.office import tamper

pytestmark = pytest.mark.django_db

ACT = {"action": "approve", "target": "posts.post:7", "digest": "a" * 64}


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def passkey(staff: Staff) -> SoftPasskey:
    return give(staff)


def _spent(staff: Staff, passkey: SoftPasskey) -> StepUp:
    opened = step_up.begin(staff=staff, **ACT)
    answer = passkey.get(step_up.passkey_options(str(opened.pk), staff))
    return step_up.confirm(str(opened.pk), staff=staff, assertion=answer, **ACT)


@pytest.mark.parametrize(
    "change",
    [
        "digest = repeat('b', 64)",
        "nonce = repeat('0', 64)",
        "evidence = NULL",
        "evidence = '{}'",
        "evidence = jsonb_set(evidence, '{signature}', '\"AAAA\"')",
        "evidence = jsonb_set(evidence, '{client_data}', '\"AAAA\"')",
        "evidence = jsonb_set(evidence, '{rp_id}', '\"example.jp\"')",
        "evidence = jsonb_set(evidence, '{public_key}', '\"AAAA\"')",
        "device = 'django_otp_webauthn.webauthncredential/0'",
    ],
)
def test_evidence_that_was_tampered_with_does_not_hold(
    staff: Staff, passkey: SoftPasskey, change: str
) -> None:
    spent = _spent(staff, passkey)
    tamper(f"UPDATE accounts_stepup SET {change}", [])
    changed = StepUp.objects.get(pk=spent.pk)
    # A passkey that was removed is believed by the key kept with its answer.
    assert evidence.holds(changed) is change.startswith("device")


def test_evidence_holds_after_the_passkey_was_removed(staff: Staff, passkey: SoftPasskey) -> None:
    spent = _spent(staff, passkey)
    WebAuthnCredential.objects.all().delete()
    assert evidence.holds(StepUp.objects.get(pk=spent.pk))


def test_a_key_swapped_in_evidence_is_not_that_of_the_passkey(
    staff: Staff, passkey: SoftPasskey
) -> None:
    spent = _spent(staff, passkey)
    forger = give(staff)
    forged = StepUp.objects.get(pk=spent.pk)
    other = _spent(staff, forger)
    assert forged.evidence is not None
    assert other.evidence is not None
    answer = json.loads(forger.sign(evidence.challenge_of(forged)))["response"]
    forged.evidence = {
        **other.evidence,
        "client_data": answer["clientDataJSON"],
        "authenticator_data": answer["authenticatorData"],
        "signature": answer["signature"],
    }
    assert not evidence.holds(forged)


def test_the_evidence_of_a_code_is_none(staff: Staff) -> None:
    device = enrol(staff)
    opened = step_up.begin(staff=staff, **ACT)
    spent = step_up.confirm(str(opened.pk), staff=staff, code=code_for(device), **ACT)
    assert spent.evidence is None
    assert evidence.holds(spent)
