"""Which six digits does an authenticator app show right now?"""

import base64
import hashlib
import hmac
import json
import re
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from line.standin.store import Store

STEP_SECONDS = 30
DIGITS = 6
SHORTEST_KEY_BYTES = 10

Account = dict[str, str]


def code(secret_base32: str, second: float) -> str:
    """Return the code of the key at ``second`` since 1970 (RFC 6238 with SHA-1, 30 s, 6 digits).

    Raises ``ValueError`` when the key is not base32 or too short to be one.
    """
    counter = struct.pack(">Q", int(second) // STEP_SECONDS)
    digest = hmac.new(key_bytes(secret_base32), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def key_bytes(secret_base32: str) -> bytes:
    """Return the key written in base32, with or without spaces and padding."""
    written = re.sub(r"[\s=-]", "", secret_base32).upper()
    try:
        key = base64.b32decode(written + "=" * (-len(written) % 8))
    except ValueError:
        key = b""
    if len(key) < SHORTEST_KEY_BYTES:
        raise ValueError("鍵を読み取れません。登録画面の英数字をそのまま貼り付けてください。")
    return key


@dataclass
class Authenticator:
    """The accounts of a JSON file, read again when it changes, and those a person added."""

    store: Store
    path: Path | None
    _seen: tuple[int, int] = (0, 0)
    _accounts: list[Account] = field(default_factory=list)

    def codes(self) -> list[dict[str, Any]]:
        """Return all accounts with their present code; added ones carry their ``id``."""
        now = time.time()
        added = self.store.rows("SELECT * FROM authenticator_keys ORDER BY id")
        return [
            *(
                {
                    "id": None,
                    "name": account.get("name", ""),
                    "role": account.get("role", ""),
                    "staff_number": account.get("staff_number", ""),
                    "code": code(account["secret_base32"], now),
                }
                for account in self._from_file()
            ),
            *(
                {
                    "id": row["id"],
                    "name": row["name"],
                    "role": "この画面で追加",
                    "staff_number": "",
                    "code": code(row["secret_base32"], now),
                }
                for row in added
            ),
        ]

    def seconds_left(self) -> int:
        """Return how long the present codes stay, 1 to 30 seconds."""
        return STEP_SECONDS - int(time.time()) % STEP_SECONDS

    def add(self, name: str, key: str) -> None:
        """Keep a key that a person pasted, bare or as an otpauth address.

        Raises ``ValueError`` with a Japanese sentence for that person.
        """
        secret = _secret_of_address(key) if key.startswith("otpauth:") else key
        key_bytes(secret)
        self.store.insert(
            "INSERT INTO authenticator_keys (name, secret_base32) VALUES (?, ?)",
            name.strip() or "名前のない鍵",
            secret,
        )

    def remove(self, number: int) -> None:
        """Forget a key that a person added."""
        self.store.rows("DELETE FROM authenticator_keys WHERE id = ?", number)

    def _from_file(self) -> list[Account]:
        if self.path is None or not self.path.is_file():
            return []
        stat = self.path.stat()
        if (stat.st_mtime_ns, stat.st_size) != self._seen:
            try:
                self._accounts = [
                    account
                    for account in json.loads(self.path.read_text(encoding="utf-8"))
                    if key_bytes(account["secret_base32"])
                ]
            except (ValueError, KeyError, TypeError):
                return self._accounts  # half written; the next look will find it complete
            self._seen = (stat.st_mtime_ns, stat.st_size)
        return self._accounts


def _secret_of_address(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("secret", [""])[0]
