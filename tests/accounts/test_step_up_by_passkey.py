"""A proof by passkey: the signature covers the content, and fits one row, once."""

import json

import pytest
from django.db import DatabaseError, transaction
from django_otp_webauthn.models import WebAuthnCredential
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from accounts import evidence, step_up
from accounts.models import Staff, StepUp
from accounts.passkeys import LABEL
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import sato, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol
from tests.accounts.soft_passkey import SoftPasskey, give

pytestmark = pytest.mark.django_db

ACT = {"action": "approve", "target": "posts.post:7", "digest": "a" * 64}


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def passkey(staff: Staff) -> SoftPasskey:
    return give(staff)


def _begin(staff: Staff, **changed: str) -> StepUp:
    return step_up.begin(staff=staff, **{**ACT, **changed})


def _answer(opened: StepUp, passkey: SoftPasskey) -> str:
    return passkey.get(step_up.passkey_options(str(opened.pk), opened.staff))


def _confirm(opened: StepUp, staff: Staff, assertion: str, **changed: str) -> StepUp:
    return step_up.confirm(str(opened.pk), staff=staff, assertion=assertion, **{**ACT, **changed})


def _refusal(opened: StepUp, staff: Staff, assertion: str, **changed: str) -> Refusal:
    with pytest.raises(StepUpRefused) as caught:
        _confirm(opened, staff, assertion, **changed)
    return caught.value.reason


def test_the_answer_of_a_passkey_spends_it_and_is_kept(staff: Staff, passkey: SoftPasskey) -> None:
    opened = _begin(staff)
    _confirm(opened, staff, _answer(opened, passkey))
    stored = StepUp.objects.get(pk=opened.pk)
    assert stored.used_at is not None
    assert stored.device == WebAuthnCredential.objects.get().persistent_id
    assert stored.device.startswith(LABEL)
    assert evidence.holds(stored)
    assert WebAuthnCredential.objects.get().last_used_at is not None


def test_the_challenge_is_made_of_the_content(staff: Staff, passkey: SoftPasskey) -> None:
    one, other = _begin(staff), _begin(staff)
    changed = StepUp.objects.get(pk=one.pk)
    changed.digest = "b" * 64
    challenges = {evidence.challenge_of(row) for row in (one, other, changed)}
    assert len(challenges) == 3
    options = json.loads(step_up.passkey_options(str(one.pk), staff))
    assert base64url_to_bytes(options["challenge"]) == evidence.challenge_of(one)
    assert options["userVerification"] == "required"


def test_looking_at_the_options_changes_nothing(staff: Staff, passkey: SoftPasskey) -> None:
    opened = _begin(staff)
    seen = {step_up.passkey_options(str(opened.pk), staff) for _ in range(3)}
    assert len(seen) == 1
    assert StepUp.objects.get(pk=opened.pk).used_at is None


def test_it_is_answered_once(staff: Staff, passkey: SoftPasskey) -> None:
    opened = _begin(staff)
    answer = _answer(opened, passkey)
    _confirm(opened, staff, answer)
    assert _refusal(opened, staff, answer) is Refusal.SPENT


def test_an_answer_is_worth_nothing_for_another_proof(staff: Staff, passkey: SoftPasskey) -> None:
    answer = _answer(_begin(staff), passkey)
    assert _refusal(_begin(staff), staff, answer) is Refusal.PASSKEY
    assert [entry.detail["reason"] for entry in trail_of("account.step_up_refused")] == ["passkey"]


def test_a_passkey_that_did_not_verify_its_owner_is_refused(
    staff: Staff, passkey: SoftPasskey
) -> None:
    passkey.verifies_its_owner = False
    opened = _begin(staff)
    assert _refusal(opened, staff, _answer(opened, passkey)) is Refusal.PASSKEY
    assert StepUp.objects.get(pk=opened.pk).used_at is None


@pytest.mark.parametrize(
    ("attribute", "value"), [("origin", "https://evil.example.jp"), ("rp_id", "example.jp")]
)
def test_an_answer_for_another_site_is_refused(
    staff: Staff, passkey: SoftPasskey, attribute: str, value: str
) -> None:
    setattr(passkey, attribute, value)
    opened = _begin(staff)
    assert _refusal(opened, staff, _answer(opened, passkey)) is Refusal.PASSKEY


def test_the_passkey_of_somebody_else_proves_nothing(staff: Staff, passkey: SoftPasskey) -> None:
    others = give(sato())
    opened = _begin(staff)
    assert _refusal(opened, staff, others.sign(evidence.challenge_of(opened))) is Refusal.PASSKEY


def test_an_unknown_passkey_proves_nothing(staff: Staff, passkey: SoftPasskey) -> None:
    opened = _begin(staff)
    stranger = SoftPasskey().sign(evidence.challenge_of(opened))
    assert _refusal(opened, staff, stranger) is Refusal.PASSKEY


def test_a_passkey_whose_counter_goes_back_is_refused(staff: Staff) -> None:
    passkey = give(staff, counts=True)
    first, second = _begin(staff), _begin(staff)
    older = _answer(second, passkey)
    _confirm(first, staff, _answer(first, passkey))
    assert _refusal(second, staff, older) is Refusal.PASSKEY


def test_a_content_changed_meanwhile_is_refused(staff: Staff, passkey: SoftPasskey) -> None:
    opened = _begin(staff)
    answer = _answer(opened, passkey)
    assert _refusal(opened, staff, answer, digest="b" * 64) is Refusal.CHANGED


@pytest.mark.parametrize(
    "garbage",
    [
        "no JSON",
        "[]",
        "null",
        "1",
        "{}",
        '{"id": 1, "rawId": null, "type": [], "response": {}}',
        '{"id": "a", "rawId": "a", "type": "public-key", "response": "x"}',
        '{"id": "\\u3042", "rawId": "\\u3042", "type": "public-key", "response": {}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
        '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": '
        '{"clientDataJSON": 1, "authenticatorData": {}, "signature": []}}',
        "x" * 30_000,
        "[" * 10_000,
    ],
)
def test_what_is_no_answer_is_refused(staff: Staff, passkey: SoftPasskey, garbage: str) -> None:
    assert _refusal(_begin(staff), staff, garbage) is Refusal.PASSKEY


@pytest.mark.parametrize("handle", ["x", "あ"])
def test_a_part_that_is_no_base_64_is_refused(
    staff: Staff, passkey: SoftPasskey, handle: str
) -> None:
    opened = _begin(staff)
    answer = json.loads(_answer(opened, passkey))
    answer["response"]["userHandle"] = handle
    assert _refusal(opened, staff, json.dumps(answer)) is Refusal.PASSKEY


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_a_tampered_answer_is_refused(staff: Staff, passkey: SoftPasskey, part: str) -> None:
    opened = _begin(staff)
    answer = json.loads(_answer(opened, passkey))
    raw = bytearray(base64url_to_bytes(answer["response"][part]))
    for position in range(len(raw)):
        changed = bytes(raw[:position]) + bytes([raw[position] ^ 1]) + bytes(raw[position + 1 :])
        answer["response"][part] = bytes_to_base64url(changed)
        assert _refusal(opened, staff, json.dumps(answer)) is Refusal.PASSKEY


def test_with_both_the_passkey_counts_and_the_code_is_left(
    staff: Staff, passkey: SoftPasskey
) -> None:
    device = enrol(staff)
    opened = _begin(staff)
    code = code_for(device)
    with pytest.raises(StepUpRefused):
        step_up.confirm(str(opened.pk), staff=staff, code=code, assertion="{}", **ACT)
    assert step_up.confirm(str(opened.pk), staff=staff, code=code, **ACT).used_at


def test_whoever_has_only_a_passkey_is_asked_for_no_code(
    staff: Staff, passkey: SoftPasskey
) -> None:
    with pytest.raises(StepUpRefused) as caught:
        step_up.confirm(str(_begin(staff).pk), staff=staff, code="123456", **ACT)
    assert caught.value.reason is Refusal.NO_DEVICE


def test_nobody_is_told_the_options_of_somebody_else(staff: Staff, passkey: SoftPasskey) -> None:
    colleague = sato()
    give(colleague)
    assert step_up.passkey_options(str(_begin(staff).pk), colleague) == ""
    assert step_up.passkey_options("no uuid", staff) == ""


@pytest.mark.parametrize("digest", ["", "a", "z" * 64, "a" * 62])
def test_a_digest_that_is_none_opens_nothing(staff: Staff, digest: str) -> None:
    with pytest.raises(ValueError, match=r"digest|hexadecimal"):
        _begin(staff, digest=digest)


def test_the_nonce_of_an_open_proof_cannot_be_chosen(staff: Staff) -> None:
    opened = _begin(staff)
    with pytest.raises(DatabaseError), transaction.atomic():
        StepUp.objects.filter(pk=opened.pk).update(nonce="0" * 64)
