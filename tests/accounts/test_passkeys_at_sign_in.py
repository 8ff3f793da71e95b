"""A passkey as the second factor of a sign-in, and as the first one that a person registers."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django_otp_webauthn.models import WebAuthnCredential, WebAuthnUserHandle
from webauthn.helpers import base64url_to_bytes

from accounts import devices, passkeys
from accounts.models import Authenticator, RecoveryCode, Staff
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, sato, tanaka, trail_of
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    code_for,
    enrol,
    past_the_codes,
    type_password,
)
from tests.accounts.soft_passkey import SoftPasskey, give

ENROL, CODE = "account_enrol", "account_code"


@pytest.fixture
def passkey() -> SoftPasskey:
    return give(tanaka())


def _options(client: Client, page: str) -> str:
    context = client.get(reverse(page)).context
    options: str = context["creation_options" if page == ENROL else "passkey_options"]
    return options


def _start(client: Client) -> None:
    type_password(client, Staff.objects.get(staff_number="S1001"), PASSWORD)


def _send(client: Client, assertion: str) -> str:
    """Where it leads; empty when the page comes back."""
    response = client.post(reverse(CODE), {"code": "", "assertion": assertion})
    return response.get("Location", "")


def _make(client: Client, passkey: SoftPasskey, name: str = "職場のパソコン") -> object:
    answer = passkey.create(_options(client, ENROL))
    return client.post(reverse(ENROL), {"credential": answer, "name": name})


def test_a_passkey_opens_the_sign_in(client: Client, passkey: SoftPasskey) -> None:
    _start(client)
    assert _send(client, passkey.get(_options(client, CODE))) == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    device = WebAuthnCredential.objects.get()
    assert [entry.detail for entry in trail_of("account.signed_in")] == [
        {"device": device.persistent_id}
    ]


def test_its_owner_must_be_verified_there_too(client: Client, passkey: SoftPasskey) -> None:
    _start(client)
    options = _options(client, CODE)
    assert json.loads(options)["userVerification"] == "required"
    passkey.verifies_its_owner = False
    assert _send(client, passkey.get(options)) == ""
    assert SESSION_KEY not in client.session
    assert [entry.detail for entry in trail_of("account.factor_failed")] == [{"reason": "passkey"}]


def test_failures_do_not_fill_the_trail(client: Client, passkey: SoftPasskey) -> None:
    _start(client)
    for _ in range(5):
        assert _send(client, passkey.sign(bytes(32))) == ""
    assert len(trail_of("account.factor_failed")) == 1


def _replayed(client: Client, passkey: SoftPasskey) -> str:
    _start(client)
    answer = passkey.get(_options(client, CODE))
    _send(client, answer)
    client.post(reverse("account_logout"))
    _start(client)
    return answer


def _for_an_older_page(client: Client, passkey: SoftPasskey) -> str:
    _start(client)
    answer = passkey.get(_options(client, CODE))
    _options(client, CODE)
    return answer


def _of_another_browser(client: Client, passkey: SoftPasskey) -> str:
    other = Client()
    _start(other)
    _start(client)
    return passkey.get(_options(other, CODE))


def _of_somebody_else(client: Client, passkey: SoftPasskey) -> str:
    others = give(sato())
    _start(client)
    return others.sign(base64url_to_bytes(json.loads(_options(client, CODE))["challenge"]))


def _never_asked_for(client: Client, passkey: SoftPasskey) -> str:
    _start(client)
    return passkey.sign(bytes(32))


def _signed_over_nothing(client: Client, passkey: SoftPasskey) -> str:
    _start(client)
    return passkey.sign(b"")


@pytest.mark.parametrize(
    "answer",
    [
        _replayed,
        _for_an_older_page,
        _of_another_browser,
        _of_somebody_else,
        _never_asked_for,
        _signed_over_nothing,
    ],
)
def test_an_answer_to_another_question_opens_nothing(
    client: Client, passkey: SoftPasskey, answer: Callable[[Client, SoftPasskey], str]
) -> None:
    assertion = answer(client, passkey)
    assert _send(client, assertion) == ""
    assert SESSION_KEY not in client.session


def test_the_same_answer_sent_twice_fails_the_second_time(
    client: Client, passkey: SoftPasskey
) -> None:
    challenge = passkeys.new_challenge()
    passkeys.claim(challenge)
    with pytest.raises(passkeys.PasskeyRefused):
        passkeys.claim(challenge)


def test_a_passkey_alone_signs_nobody_in(client: Client, passkey: SoftPasskey) -> None:
    assert _send(client, passkey.sign(bytes(32))) == reverse("account_login")
    for name in ("otp_webauthn:credential-authentication-begin", "otp_webauthn:js-i18n-catalog"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_a_removed_passkey_opens_nothing(client: Client, passkey: SoftPasskey) -> None:
    enrol(Staff.objects.get())
    _start(client)
    answer = passkey.get(_options(client, CODE))
    WebAuthnCredential.objects.all().delete()
    assert _send(client, answer) == ""
    assert SESSION_KEY not in client.session


def test_whoever_has_both_may_choose(client: Client, passkey: SoftPasskey) -> None:
    device = enrol(Staff.objects.get())
    _start(client)
    page = client.get(reverse(CODE)).content.decode()
    assert "確認コード" in page
    assert "パスキーでログインする" in page
    response = client.post(reverse(CODE), {"code": code_for(device), "assertion": ""})
    assert response["Location"] == reverse("home")


def test_a_first_sign_in_with_a_passkey_instead_of_an_app(client: Client) -> None:
    staff = newcomer()
    type_password(client, staff, TEMPORARY)
    choose_password(client, NEW_PASSWORD)
    page = _make(client, SoftPasskey())
    assert [len(code) for code in page.context["codes"]] == [14] * 10  # type: ignore[attr-defined]
    assert past_the_codes(page)["Location"] == reverse("home")  # type: ignore[arg-type]
    assert client.get(reverse("home")).status_code == 200
    (device,) = devices.primary_devices(staff)
    assert (device.name, device.confirmed) == ("職場のパソコン", True)
    assert [entry.detail for entry in trail_of("account.factor_enrolled")] == [
        {"device": device.persistent_id}
    ]
    assert not Authenticator.objects.filter(confirmed=True).exists()


def test_a_passkey_that_cannot_verify_its_owner_is_not_registered(client: Client) -> None:
    tanaka()
    passkey = SoftPasskey()
    _start(client)
    assert json.loads(_options(client, ENROL))["authenticatorSelection"]["userVerification"] == (
        "required"
    )
    passkey.verifies_its_owner = False
    page = _make(client, passkey)
    assert "パスキーを登録できませんでした。" in page.content.decode()  # type: ignore[attr-defined]
    assert not WebAuthnCredential.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert SESSION_KEY not in client.session


def test_a_passkey_of_somebody_else_cannot_be_registered_again(client: Client) -> None:
    tanaka()
    others = give(sato())
    _start(client)
    _make(client, others)
    assert [device.user.staff_number for device in WebAuthnCredential.objects.all()] == ["S1002"]


def test_a_second_device_cannot_be_slipped_in_meanwhile(client: Client) -> None:
    staff = tanaka()
    passkey = SoftPasskey()
    _start(client)
    answer = passkey.create(_options(client, ENROL))
    theirs = enrol(staff)
    client.post(reverse(ENROL), {"credential": answer, "name": "端末"})
    assert devices.primary_devices(staff) == [theirs]
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("credential", ["x", "{}", "[]", '{"id": "AA"}'])
def test_what_is_no_passkey_is_not_registered(client: Client, credential: str) -> None:
    staff = tanaka()
    _start(client)
    client.get(reverse(ENROL))
    page = client.post(reverse(ENROL), {"credential": credential, "name": "端末"})
    assert page.status_code == 200
    assert not devices.has_primary_device(staff)


def test_a_person_is_known_to_passkeys_by_a_random_name(client: Client) -> None:
    tanaka()
    _start(client)
    user = json.loads(_options(client, ENROL))["user"]
    assert WebAuthnUserHandle.objects.count() == 1
    assert len(WebAuthnUserHandle.objects.get().handle) == 64
    assert "S1001" not in user["id"]
