"""How tests let several people act at the same instant."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection, transaction

SECONDS = 10.0

Result = TypeVar("Result")


def at_once(calls: list[Callable[[], Result]]) -> list[Result]:
    """Make all calls at the same instant, each over a connection of its own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        start.wait(timeout=SECONDS)
        return _with_own_connection(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def while_in_progress(act: Callable[[], object], other: Callable[[], Result]) -> Result:
    """Let `other` run into the locks of `act`, whose transaction is committed only then."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            act()
            running = pool.submit(_with_own_connection, other)
            _wait_until_somebody_waits()
        return running.result(timeout=SECONDS)


def _wait_until_somebody_waits() -> None:
    deadline = time.monotonic() + SECONDS
    while not _waiting_for_me():
        assert time.monotonic() < deadline, "nobody waits for a lock"
        time.sleep(0.01)


def _waiting_for_me() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        found: int = cursor.fetchone()[0]
    return found


def _with_own_connection(call: Callable[[], Result]) -> Result:
    try:
        return call()
    finally:
        connection.close()
