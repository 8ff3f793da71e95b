"""Does the kept answer of a passkey still prove what a step-up says was proved?"""

import hashlib
from typing import Any

from django_otp.models import Device
from webauthn import base64url_to_bytes, verify_authentication_response
from webauthn.helpers.exceptions import WebAuthnException

from accounts import passkeys
from accounts.models import StepUp


def challenge_of(step_up: StepUp) -> bytes:
    """What a passkey signs to prove for this row: SHA-256 of its nonce and the content's digest.

    So the signature covers the content that was shown, and fits no other row.
    """
    return hashlib.sha256(bytes.fromhex(step_up.nonce) + bytes.fromhex(step_up.digest)).digest()


def holds(step_up: StepUp) -> bool:
    """Does what was kept with this row bear it out?

    A code leaves nothing to check. The answer of a passkey is verified again, signature
    included, with the public key kept beside it; as long as the passkey is registered, the key
    must be its key.
    """
    if not step_up.device.startswith(f"{passkeys.LABEL}/"):
        return step_up.evidence is None
    try:
        return _is_of_registered(step_up) and _is_signed(step_up, step_up.evidence or {})
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError):
        return False


def _is_signed(step_up: StepUp, kept: dict[str, Any]) -> bool:
    verified = verify_authentication_response(
        credential={
            "id": kept["credential"],
            "rawId": kept["credential"],
            "type": "public-key",
            "response": {
                "clientDataJSON": kept["client_data"],
                "authenticatorData": kept["authenticator_data"],
                "signature": kept["signature"],
            },
        },
        expected_challenge=challenge_of(step_up),
        expected_rp_id=kept["rp_id"],
        expected_origin=kept["origins"],
        credential_public_key=base64url_to_bytes(kept["public_key"]),
        credential_current_sign_count=0,
        require_user_verification=True,
    )
    return verified.user_verified


def _is_of_registered(step_up: StepUp) -> bool:
    device = Device.from_persistent_id(step_up.device)
    if device is None:
        return True
    kept = (step_up.evidence or {})["public_key"]
    return bool(
        device.user_id == step_up.staff_id and bytes(device.public_key) == base64url_to_bytes(kept)
    )
