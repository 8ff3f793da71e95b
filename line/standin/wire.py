"""Which shapes do a request and an answer have inside the stand-in?"""

from dataclasses import dataclass, field
from email.message import Message
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, urlsplit

REQUEST_ID = "X-Line-Request-Id"
ACCEPTED_REQUEST_ID = "X-Line-Accepted-Request-Id"
RETRY_KEY = "X-Line-Retry-Key"


class Fate(Enum):
    """What becomes of an answer on its way back."""

    ARRIVES = "arrives"
    HANGS = "hangs"
    """The connection stays open, silent."""
    DROPS = "drops"
    """The connection is cut before a byte of the answer."""


@dataclass(frozen=True)
class Request:
    """One HTTP request; ``request_id`` is the id that the stand-in has given it."""

    method: str
    target: str
    headers: Message
    body: bytes
    request_id: str

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    def parameter(self, name: str) -> str:
        """Return the first query parameter called ``name``, or an empty string."""
        return parse_qs(urlsplit(self.target).query).get(name, [""])[0]

    def header(self, name: str) -> str:
        """Return the header called ``name`` in any case, or an empty string."""
        return str(self.headers.get(name, ""))


@dataclass(frozen=True)
class Response:
    """One answer: a JSON object, or ``content`` as it is."""

    status: int = 200
    json: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    fate: Fate = Fate.ARRIVES
    seconds: float = 0.0
    fault: str | None = None


class Refusal(Exception):
    """A rule of the platform says no, with LINE's error object.

    Source: LINE OpenAPI, ``ErrorResponse``.
    """

    def __init__(
        self,
        status: int,
        message: str,
        details: list[dict[str, str]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        body: dict[str, Any] = {"message": message}
        if details:
            body["details"] = details
        self.response = Response(status, body, headers or {})
