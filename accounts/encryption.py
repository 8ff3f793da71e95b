"""How a secret lies in the database: encrypted with a key that is outside of it."""

import base64
import hashlib
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES: Final = 32  # AES-256
NONCE_BYTES: Final = 12  # of GCM, NIST SP 800-38D
KEY_ID: Final = re.compile(r"[0-9a-f]{8}")


class UnreadableSecret(Exception):
    """No key of FACTOR_KEYS opens it, or it was written for another person; the text says which."""


def encrypt(secret: bytes, *, owner: str) -> str:
    """The secret under the newest key, as `<key id>:<base64>`; only `owner` can have it opened.

    The owner is associated data: a row that is copied to another person opens nothing.
    """
    name = newest_key()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_keys()[name]).encrypt(nonce, secret, owner.encode())
    return f"{name}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(sealed: str, *, owner: str) -> bytes:
    """What `encrypt` was given. Raises UnreadableSecret for another key, owner or content."""
    name, _, text = sealed.partition(":")
    if not KEY_ID.fullmatch(name):
        raise UnreadableSecret("damaged: it does not begin with the id of a key")
    key = _keys().get(name)
    if key is None:
        raise UnreadableSecret(f"encrypted with the key {name!r}, which FACTOR_KEYS does not hold")
    try:
        raw = base64.b64decode(text, validate=True)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.encode())
    except (InvalidTag, ValueError) as error:
        raise UnreadableSecret(f"damaged, or not written for {owner}") from error


def key_of(sealed: str) -> str:
    """The id of the key that a secret was encrypted with."""
    return sealed.partition(":")[0]


def newest_key() -> str:
    """The id of the key that new secrets are encrypted with: the first of FACTOR_KEYS."""
    return next(iter(_keys()))


def read_keys(texts: Iterable[str]) -> dict[str, bytes]:
    """Keys by their ids, in order. Raises ValueError unless each is 32 bytes in base64.

    The id is made from the key itself, so that nobody has to number keys. Both alphabets of
    RFC 4648 are read, with and without padding.
    """
    keys = [_read_key(text.strip()) for text in texts]
    if not keys:
        raise ValueError("there is no key")
    return {_id_of(key): key for key in keys}


def _read_key(text: str) -> bytes:
    plain = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        key = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key is not {KEY_BYTES} bytes in base64")
    return key


def _id_of(key: bytes) -> str:
    return hashlib.sha256(b"id of a factor key" + key).hexdigest()[:8]


def _keys() -> dict[str, bytes]:
    return _cached_keys(tuple(settings.FACTOR_KEYS))


@lru_cache(maxsize=8)
def _cached_keys(texts: tuple[str, ...]) -> dict[str, bytes]:
    return read_keys(texts)
