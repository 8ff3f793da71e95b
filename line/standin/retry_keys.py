"""Was this request accepted before? The memory behind ``X-Line-Retry-Key``.

Source: LINE guide 'Retrying an API request', reference 'X-Line-Retry-Key'. The words for a key
that is not a UUID, or comes to an endpoint without support, are not established.
"""

import re
from dataclasses import dataclass

from line.standin.store import Store
from line.standin.wire import ACCEPTED_REQUEST_ID, Refusal

LIFETIME_SECONDS = 24 * 60 * 60
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class RetryKeys:
    """The keys of accepted requests, apart for each channel, for 24 hours."""

    store: Store

    def refuse_known(self, channel: str, key: str, *, now: float) -> None:
        """Raise the 409 refusal if a request with ``key`` was accepted within the last 24 hours."""
        found = self.store.rows(
            "SELECT request_id FROM retry_keys WHERE channel = ? AND retry_key = ? AND until > ?",
            channel,
            key.lower(),
            now,
        )
        if found:
            raise Refusal(
                409,
                "The retry key is already accepted",
                headers={ACCEPTED_REQUEST_ID: found[0]["request_id"]},
            )

    def remember(self, channel: str, key: str, request_id: str, *, now: float) -> None:
        """Keep ``key`` from now on; call it only when the request is accepted."""
        self.store.rows(
            "INSERT OR REPLACE INTO retry_keys VALUES (?, ?, ?, ?)",
            channel,
            key.lower(),
            request_id,
            now + LIFETIME_SECONDS,
        )


def check(key: str, *, supported: bool) -> None:
    """Raise the 400 refusal for a key that is no UUID or that the endpoint does not take."""
    if key and not supported:
        raise Refusal(400, "The X-Line-Retry-Key header is not supported by this endpoint")
    if key and not UUID.fullmatch(key):
        raise Refusal(400, "The value for the X-Line-Retry-Key header is invalid")
