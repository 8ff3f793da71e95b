"""The send loop: what makes a worker look for due posts at the right instant.

PostgreSQL is asked when the next thing is due and tells at once when something new is
(LISTEN/NOTIFY); Celery only gives the loop a process to live in, so it goes on without Redis.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import psycopg
from celery import bootsteps
from django.db import DatabaseError, InterfaceError, connection, connections

from broadcasts import pulses, restores, stops
from broadcasts.delivery import deliver_next
from broadcasts.models import Pulse
from broadcasts.preparation import prepare_next
from line.client import line_client

logger = logging.getLogger(__name__)

CHANNEL: Final = "sending"
APPLICATION_NAME: Final = "send-loop"
LONGEST_SLEEP_SECONDS: Final = 1.0
PULSE_SECONDS: Final = 5.0
SHORTEST_SLEEP_SECONDS: Final = 0.002
PAUSE_WHILE_HELD_SECONDS: Final = 0.05
PAUSE_AFTER_TROUBLE_SECONDS: Final = 0.5

SECONDS_TO_NEXT: Final = """
SELECT extract(epoch FROM min(due) - clock_timestamp()) FROM (
    SELECT coalesce(d.send_from, r.send_at) AS due FROM posts_post p
        JOIN posts_revision r ON r.id = p.current_revision_id
        LEFT JOIN approvals_decision d ON d.revision_id = r.id
        WHERE p.status = 'approved'
    UNION ALL
    SELECT greatest(next_attempt_at, lease_until) FROM broadcasts_broadcast
        WHERE state IN ('prepared', 'sending')
) AS waiting
"""


def drain(*, at_each: Callable[[], None] = lambda: None) -> None:
    """Prepare and deliver until nothing is due; `at_each` is called before each request."""
    client = line_client()
    while True:
        at_each()
        prepared = prepare_next()
        if not deliver_next(client) and not prepared:
            return


class SendLoop(threading.Thread):
    """Drains, sleeps until the next thing is due or a notification comes, and drains again."""

    def __init__(self) -> None:
        super().__init__(name="send-loop", daemon=True)
        self._stopping = threading.Event()
        self._noted = -PULSE_SECONDS

    def run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen_and_drain()
            except (DatabaseError, InterfaceError, psycopg.Error) as error:
                logger.warning("send loop: the database is out of reach (%s); trying again", error)
            except Exception:
                # One bad row must not silence all others; its lease brings it back later.
                logger.exception("send loop: an attempt broke off; going on")
            connections.close_all()
            self._stopping.wait(PAUSE_AFTER_TROUBLE_SECONDS)

    def stop(self) -> None:
        """Finish the attempt in hand and end."""
        self._stopping.set()
        self.join(timeout=10)

    def _listen_and_drain(self) -> None:
        with connection.cursor() as cursor:
            line_client()  # its import takes over a second: before a post is due, not after
            # The health check of the worker looks for this name among PostgreSQL's sessions.
            cursor.execute(f"SET application_name = '{APPLICATION_NAME}'")
            cursor.execute(f"LISTEN {CHANNEL}")
        restores.look()  # before anything leaves on this connection
        while not self._stopping.is_set():
            drain(at_each=self._note_pulse)
            _wait_for_notification(_seconds_to_sleep())

    def _note_pulse(self) -> None:
        if time.monotonic() - self._noted >= PULSE_SECONDS:
            pulses.note(Pulse.Name.LOOP)
            self._noted = time.monotonic()


class SendStep(bootsteps.StartStopStep):
    """Runs the loop in every Celery worker, whether or not the broker can be reached."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        self.loop: SendLoop | None = None
        super().__init__(parent, **kwargs)

    def start(self, parent: Any) -> None:
        self.loop = SendLoop()
        self.loop.start()

    def stop(self, parent: Any) -> None:
        if self.loop is not None:
            self.loop.stop()

    terminate = stop


def _seconds_to_sleep() -> float:
    if stops.current() is not None:
        return LONGEST_SLEEP_SECONDS
    with connection.cursor() as cursor:
        cursor.execute(SECONDS_TO_NEXT)
        seconds = cursor.fetchone()[0]
    if seconds is None:
        return LONGEST_SLEEP_SECONDS
    # What is due but still there is held by another worker: no reason to spin.
    shortest = SHORTEST_SLEEP_SECONDS if seconds > 0 else PAUSE_WHILE_HELD_SECONDS
    return min(max(float(seconds), shortest), LONGEST_SLEEP_SECONDS)


def _wait_for_notification(seconds: float) -> None:
    native = connection.connection
    if native is None or native.closed:
        raise InterfaceError("the connection that listens is gone")
    for _ in native.notifies(timeout=seconds, stop_after=1):
        break
