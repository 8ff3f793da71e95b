"""A passkey made of software, for tests without a browser: what a real one would answer."""

import hashlib
import json
import secrets
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from accounts import passkeys
from accounts.models import Staff
from accounts.webauthn import StaffWebAuthnHelper

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftPasskey:
    """One key pair; `counts` is how a security key does it, most phones leave the counter at 0."""

    def __init__(self, *, counts: bool = False) -> None:
        self.id = secrets.token_bytes(32)
        self.verifies_its_owner = True
        self.origin: str = settings.OTP_WEBAUTHN_ALLOWED_ORIGINS[0]
        self.rp_id: str = settings.OTP_WEBAUTHN_RP_ID
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._counts = counts
        self._counter = 0

    def create(self, options: str) -> str:
        """The answer to `navigator.credentials.create`."""
        asked = json.loads(options)
        credential = struct.pack(">16sH", b"", len(self.id)) + self.id + self._public_key()
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED) + credential}
        return self._answer(
            self._client_data("webauthn.create", asked["challenge"]),
            attestationObject=cbor2.dumps(made),
        )

    def get(self, options: str) -> str:
        """The answer to `navigator.credentials.get`; KeyError when it is not asked for."""
        asked = json.loads(options)
        if bytes_to_base64url(self.id) not in {one["id"] for one in asked["allowCredentials"]}:
            raise KeyError("this passkey is not asked for")
        return self.sign(base64url_to_bytes(asked["challenge"]))

    def sign(self, challenge: bytes) -> str:
        """An answer to any challenge, asked or not."""
        client_data = self._client_data("webauthn.get", bytes_to_base64url(challenge))
        data = self._data()
        signed = data + hashlib.sha256(client_data).digest()
        return self._answer(
            client_data,
            authenticatorData=data,
            signature=self._key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _data(self, flags: int = 0) -> bytes:
        self._counter += self._counts
        flags |= PRESENT | (VERIFIED if self.verifies_its_owner else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + struct.pack(
            ">BI", flags, self._counter
        )

    def _public_key(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})  # RFC 9053, ES256

    def _answer(self, client_data: bytes, **parts: bytes) -> str:
        response: dict[str, Any] = {
            name: bytes_to_base64url(part)
            for name, part in {"clientDataJSON": client_data, **parts}.items()
        }
        name = bytes_to_base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})


def give(staff: Staff, *, counts: bool = False, name: str = "職場のパソコン") -> SoftPasskey:
    """A passkey that is registered for a person already."""
    passkey = SoftPasskey(counts=counts)
    passkeys.prepare(staff)
    options, state = StaffWebAuthnHelper().register_begin(user=staff)
    device = StaffWebAuthnHelper().register_complete(
        user=staff, state=state, data=json.loads(passkey.create(json.dumps(options)))
    )
    device.name = name
    device.save()
    return passkey
