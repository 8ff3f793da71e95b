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
from broadcasts.waiting import what_is_next
from line.client import line_client

logger = logging.getLogger(__name__)

CHANNEL: Final = "sending"
APPLICATION_NAME: Final = "send-loop"
EMERGENCY_NAME: Final = "send-loop-emergencies"
LONGEST_SLEEP_SECONDS: Final = 1.0
PULSE_SECONDS: Final = 5.0
SHORTEST_SLEEP_SECONDS: Final = 0.002
PAUSE_WHILE_HELD_SECONDS: Final = 0.05
PAUSE_AFTER_TROUBLE_SECONDS: Final = 0.5


def drain(
    *,
    only_emergencies: bool = False,
    overlooked: bool = False,
    at_each: Callable[[], None] = lambda: None,
) -> None:
    """Prepare and deliver until nothing is due; `overlooked` looks for it in every row.

    `at_each` is called before each request.
    """
    client = line_client()
    at_each()
    while deliver_next(client, only_emergencies=only_emergencies) or prepare_next(
        only_emergencies=only_emergencies, overlooked=overlooked
    ):
        at_each()


class SendLoop(threading.Thread):
    """Drains, sleeps until the next thing is due or a notification comes, and drains again.

    One `for_emergencies` sees nothing else: no other post, however slow LINE answers, is before it.
    """

    def __init__(self, *, for_emergencies: bool = False) -> None:
        self._only_emergencies = for_emergencies
        # The health check of the worker looks for the first name among PostgreSQL's sessions.
        name = EMERGENCY_NAME if for_emergencies else APPLICATION_NAME
        super().__init__(name=name, daemon=True)
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
            cursor.execute(f"SET application_name = '{self.name}'")
            cursor.execute(f"LISTEN {CHANNEL}")
        restores.look()  # before anything leaves on this connection
        while not self._stopping.is_set():
            drain(only_emergencies=self._only_emergencies, at_each=self._note_pulse)
            _wait_for_notification(_seconds_to_sleep(only_emergencies=self._only_emergencies))

    def _note_pulse(self) -> None:
        # The watch asks whether the loop for everything lives; the other one proves nothing of it.
        if not self._only_emergencies and time.monotonic() - self._noted >= PULSE_SECONDS:
            pulses.note(Pulse.Name.LOOP)
            self._noted = time.monotonic()


class SendStep(bootsteps.StartStopStep):
    """Runs two loops in every Celery worker, whether or not the broker can be reached."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        self.loops: list[SendLoop] = []
        super().__init__(parent, **kwargs)

    def start(self, parent: Any) -> None:
        self.loops = [SendLoop(), SendLoop(for_emergencies=True)]
        for loop in self.loops:
            loop.start()

    def stop(self, parent: Any) -> None:
        for loop in self.loops:
            loop.stop()

    terminate = stop


def _seconds_to_sleep(*, only_emergencies: bool) -> float:
    if stops.stands():
        return LONGEST_SLEEP_SECONDS
    seconds, is_overdue = what_is_next(only_emergencies=only_emergencies)
    # What is due but still there is held by another worker, or waits for something closer: no
    # reason to spin, nor to miss what is next.
    longest = PAUSE_WHILE_HELD_SECONDS if is_overdue else LONGEST_SLEEP_SECONDS
    return longest if seconds is None else min(max(seconds, SHORTEST_SLEEP_SECONDS), longest)


def _wait_for_notification(seconds: float) -> None:
    native = connection.connection
    if native is None or native.closed:
        raise InterfaceError("the connection that listens is gone")
    for _ in native.notifies(timeout=seconds, stop_after=1):
        break
