"""Can this installation do its work now: database, Redis, send loop, beat, and LINE's token?

LINE itself is never asked here: a task does, and PostgreSQL remembers what it said.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import psycopg
import redis
from django.conf import settings
from django.db import connection

from broadcasts.pulses import SILENT_AFTER
from line.models import TokenCheck

CONNECT_SECONDS: Final = 2
ANSWER_SECONDS: Final = 1
# However often somebody asks, each process looks only this often.
KEPT_SECONDS: Final = 5.0
ROWS: Final = """
SELECT
    (SELECT extract(epoch FROM now() - at) FROM broadcasts_pulse WHERE name = 'send-loop'),
    (SELECT extract(epoch FROM now() - at) FROM broadcasts_pulse WHERE name = 'beat'),
    (SELECT said FROM line_tokencheck)
"""


@dataclass(frozen=True)
class Check:
    """One thing that must be well, and a few words without any secret."""

    name: str
    is_well: bool
    words: str


class Readiness:
    """The checks of this process, done by one thread at a time and kept for some seconds."""

    def __init__(self, look: Callable[[], list[Check]]) -> None:
        self._look = look
        self._busy = threading.Lock()
        self._kept: list[Check] = []
        self._until = 0.0

    def checks(self) -> list[Check]:
        """What was found at most KEPT_SECONDS ago; older, or nothing, while another one looks."""
        if time.monotonic() >= self._until and self._busy.acquire(blocking=False):
            try:
                self._kept = self._look()
                self._until = time.monotonic() + KEPT_SECONDS
            finally:
                self._busy.release()
        return self._kept


def look() -> list[Check]:
    """Every check anew; takes at most about five seconds when everything is out of reach."""
    return [*_of_database(), _of_redis()]


def _of_database() -> list[Check]:
    try:
        loop, beat, token = _rows()
    except psycopg.Error:
        unknown = [Check(name, False, "unknown") for name in ("worker", "beat", "line-token")]
        return [Check("database", False, "out of reach"), *unknown]
    return [
        Check("database", True, "answers"),
        _of_pulse("worker", loop),
        _of_pulse("beat", beat),
        # Trouble on the way to LINE, or no answer yet, says nothing about the token.
        Check("line-token", token != TokenCheck.Said.REFUSED, str(token or "not asked yet")),
    ]


def _rows() -> tuple[Any, ...]:
    # A connection of its own: that of the process may hang for longer than this may take.
    given = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(
        **{name: given[name] for name in names if given.get(name)},
        connect_timeout=CONNECT_SECONDS,
        options=f"-c statement_timeout={ANSWER_SECONDS}s",
        tcp_user_timeout=1000 * (CONNECT_SECONDS + ANSWER_SECONDS),
        autocommit=True,
    ) as own:
        found = own.execute(ROWS).fetchone()
    return found or (None, None, None)


def _of_pulse(name: str, seconds: Any) -> Check:
    if seconds is None:
        return Check(name, False, "never seen")
    is_well = float(seconds) <= SILENT_AFTER.total_seconds()
    return Check(name, is_well, f"seen {max(0, int(seconds))} s ago")


def _of_redis() -> Check:
    try:
        with redis.Redis.from_url(
            redis_address(settings.REDIS_URL),
            socket_connect_timeout=ANSWER_SECONDS,
            socket_timeout=ANSWER_SECONDS,
            retry=None,
        ) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return Check("redis", False, "out of reach")
    return Check("redis", True, "answers")


def redis_address(url: str) -> str:
    """The address as the client itself writes it: Celery's has another form for sockets."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    database = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return re.sub(r"^redis\+socket", "unix", url).partition("?")[0] + f"?db={database}"


READINESS: Final = Readiness(look)
