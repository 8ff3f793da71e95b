"""What did the stand-in receive, and what did it accept?"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from line.standin.clock import JST, Clock, written
from line.standin.store import Store
from line.standin.wire import RETRY_KEY, Request

REQUESTS_KEPT = 20_000


@dataclass(frozen=True)
class Journal:
    """The accepted messages and the requests as they came, in order of arrival."""

    store: Store
    clock: Clock

    def received(self, request: Request) -> int:
        """Note ``request`` on arrival, before any rule or fault; return its number."""
        number = self.store.insert(
            "INSERT INTO requests (request_id, method, path, retry_key, body, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            request.request_id,
            request.method,
            request.target,
            request.header(RETRY_KEY) or None,
            request.body.decode("utf-8", errors="replace"),
            self.clock.now(),
        )
        self.store.rows("DELETE FROM requests WHERE id <= ?", number - REQUESTS_KEPT)
        return number

    def answered(self, number: int, status: int | None, fault: str | None) -> None:
        """Note the status that went back (None if none did) and the fault that was met."""
        self.store.rows(
            "UPDATE requests SET status = ?, fault = ? WHERE id = ?", status, fault, number
        )

    def accepted(
        self, request: Request, *, channel: str, endpoint: str, messages: Any, recipients: int
    ) -> None:
        """Note messages that LINE would now deliver to ``recipients`` people."""
        self.store.insert(
            "INSERT INTO deliveries"
            " (request_id, retry_key, channel, endpoint, messages, recipients, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            request.request_id,
            request.header(RETRY_KEY) or None,
            channel,
            endpoint,
            json.dumps(messages),
            recipients,
            self.clock.now(),
        )

    def deliveries(self, *, newest: int | None = None) -> list[dict[str, Any]]:
        """Return the accepted messages, oldest first; only the ``newest`` ones if given."""
        found = self.store.rows(
            "SELECT * FROM deliveries ORDER BY id DESC LIMIT ?", -1 if newest is None else newest
        )
        return [
            {**dict(row), "messages": json.loads(row["messages"]), "at": written(row["at"])}
            for row in reversed(found)
        ]

    def accepted_as(self, request_id: str, *, channel: str) -> dict[str, Any] | None:
        """Return what ``channel`` sent with the request of this id, or None."""
        found = self.store.rows(
            "SELECT * FROM deliveries WHERE request_id = ? AND channel = ?", request_id, channel
        )
        return dict(found[0]) if found else None

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests as they came, oldest first."""
        return [
            {**dict(row), "at": written(row["at"])}
            for row in self.store.rows("SELECT * FROM requests ORDER BY id")
        ]

    def recipients_on(self, day: date, *, channel: str, endpoint: str) -> int:
        """Return how many people got a message of ``channel`` on the Japanese ``day``."""
        start = datetime.combine(day, datetime.min.time(), tzinfo=JST)
        found = self.store.rows(
            "SELECT COALESCE(SUM(recipients), 0) AS people FROM deliveries"
            " WHERE channel = ? AND endpoint = ? AND at >= ? AND at < ?",
            channel,
            endpoint,
            start.timestamp(),
            (start + timedelta(days=1)).timestamp(),
        )
        return int(found[0]["people"])
