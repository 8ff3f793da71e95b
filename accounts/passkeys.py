"""How a passkey is asked and answers: options for the browser, and what its answer is worth."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.models import WebAuthnCredential, WebAuthnUserHandle
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from accounts import devices
from accounts.models import Staff
from accounts.webauthn import StaffWebAuthnHelper
from audit import trail
from audit.actions import Action

DEFAULT_NAME: Final = "パスキー"
LONGEST_NAME: Final = 30
LONGEST_ANSWER: Final = 20_000  # characters; a browser's answer has one or two thousand
SECONDS_OF_A_CHALLENGE: Final = 3600  # longer than any sign-in may take
LABEL: Final = WebAuthnCredential._meta.label_lower


class PasskeyRefused(Exception):
    """The answer of the browser proves nothing; the reason is for the log, not for the page."""


@dataclass(frozen=True)
class Answer:
    """A passkey that has answered, and all that is needed to check that again later."""

    device: WebAuthnCredential
    evidence: dict[str, Any]


def new_challenge() -> bytes:
    """Random bytes that a passkey is to sign."""
    return secrets.token_bytes(32)


def request_options(staff: Staff, challenge: bytes) -> str:
    """What `navigator.credentials.get` is asked, as JSON; empty for whoever has no passkey."""
    if not devices.passkeys(staff):
        return ""
    options, _ = StaffWebAuthnHelper(challenge=challenge).authenticate_begin(user=staff)
    return json.dumps(options)


def prepare(staff: Staff) -> None:
    """Give the person the random handle by which their devices will know them."""
    WebAuthnUserHandle.get_handle_for_user(staff)


def creation_options(staff: Staff, challenge: bytes) -> str:
    """What `navigator.credentials.create` is asked, as JSON; call `prepare` beforehand."""
    options, _ = StaffWebAuthnHelper(challenge=challenge).register_begin(user=staff)
    return json.dumps(options)


def register(
    staff: Staff, answer: str, challenge: bytes, *, name: str, is_first: bool
) -> WebAuthnCredential:
    """Keep a new passkey. Raises PasskeyRefused.

    `is_first` is the enrolment at sign-in: whoever has a device by now does not register
    another one there, without a proof.
    """
    data = _read(answer)
    claim(challenge)
    try:
        with transaction.atomic():
            devices.lock(staff)
            if is_first and devices.has_primary_device(staff):
                raise PasskeyRefused("a device was registered meanwhile")
            device: WebAuthnCredential = StaffWebAuthnHelper().register_complete(
                user=staff, state=_state(challenge), data=data
            )
            device.name = name[:LONGEST_NAME] or DEFAULT_NAME
            device.save(update_fields=["name"])  # type: ignore[no-untyped-call]
            trail.record(
                Action.FACTOR_ENROLLED,
                target=staff,
                actor=staff.as_actor(),
                detail={"device": device.persistent_id},
            )
    # A public key without its coordinates makes the library raise KeyError.
    except (WebAuthnException, OTPWebAuthnApiError, IntegrityError, KeyError) as error:
        raise PasskeyRefused(repr(error)) from error
    return device


def check(staff: Staff, answer: str, challenge: bytes) -> Answer:
    """Whose passkey answered. Raises PasskeyRefused; RuntimeError inside another transaction.

    The caller sees to it that a challenge is answered once.
    """
    data = _read(answer)
    try:
        with transaction.atomic(durable=True):
            # The counter of a passkey is read and written by one answer at a time.
            list(WebAuthnCredential.objects.select_for_update().filter(user=staff))
            device = StaffWebAuthnHelper().authenticate_complete(
                user=staff, state=_state(challenge), data=data
            )
            if not device.confirmed:
                raise PasskeyRefused("the passkey is not confirmed")
    # A part that is no base 64 makes the library raise ValueError.
    except (WebAuthnException, OTPWebAuthnApiError, ValueError) as error:
        raise PasskeyRefused(repr(error)) from error
    return Answer(device, _evidence(device, data))


def claim(challenge: bytes) -> None:
    """Use a challenge up, for good. Raises PasskeyRefused when somebody has done so before."""
    name = f"accounts.passkey-challenge.{hashlib.sha256(challenge).hexdigest()}"
    if not cache.add(name, True, timeout=SECONDS_OF_A_CHALLENGE):
        raise PasskeyRefused("the challenge was answered before")


def _read(answer: str) -> dict[str, Any]:
    try:
        data = json.loads(answer[:LONGEST_ANSWER])
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused("no JSON") from error
    if not isinstance(data, dict):
        raise PasskeyRefused("no JSON object")
    return data


def _state(challenge: bytes) -> dict[str, Any]:
    return {"challenge": bytes_to_base64url(challenge), "require_user_verification": True}


def _evidence(device: WebAuthnCredential, data: dict[str, Any]) -> dict[str, Any]:
    response = data["response"]
    helper = StaffWebAuthnHelper()
    return {
        "credential": bytes_to_base64url(bytes(device.credential_id)),
        "public_key": bytes_to_base64url(bytes(device.public_key)),
        "rp_id": helper.get_relying_party_domain(),
        "origins": helper.get_allowed_origins(),
        "client_data": response["clientDataJSON"],
        "authenticator_data": response["authenticatorData"],
        "signature": response["signature"],
    }
