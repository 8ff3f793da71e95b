"""What notices that beat or the send loop has stopped? A thread in every worker that needs neither.

Beat cannot be missed by a task, as beat gives out the tasks; nor could a mail about it leave, for
the same reason. So this thread looks, and sends the waiting mails itself while beat is silent.
When no worker lives nobody in here notices: that is for /readyz and whoever asks it from outside.
"""

import logging
import threading
import time
from typing import Any, Final

from celery import bootsteps
from django.db import DatabaseError, InterfaceError, connection, connections

from accounts import notices
from broadcasts import incidents, pulses
from broadcasts.models import Incident, Pulse
from line.models import TokenCheck

logger = logging.getLogger(__name__)

APPLICATION_NAME: Final = "watch"
LOOK_EVERY_SECONDS: Final = 10.0


class Watch(threading.Thread):
    """Looks every ten seconds; judges nobody before a whole silence could have been heard."""

    def __init__(self) -> None:
        super().__init__(name="watch", daemon=True)
        self._stopping = threading.Event()
        self._began = time.monotonic()

    def run(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_SECONDS):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(f"SET application_name = '{APPLICATION_NAME}'")
                self.look_again()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("watch: the database is out of reach (%s)", error)
            except Exception:
                logger.exception("watch: a look broke off; going on")
            connections.close_all()

    def stop(self) -> None:
        """End after the look in hand."""
        self._stopping.set()
        self.join(timeout=10)

    def look_again(self) -> None:
        """Look, unless what was silent before this process began may only be starting too."""
        if time.monotonic() - self._began > pulses.SILENT_AFTER.total_seconds():
            look()


class WatchStep(bootsteps.StartStopStep):
    """Runs the watch in every Celery worker, whether or not the broker can be reached."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **kwargs: Any) -> None:
        self.watch: Watch | None = None
        super().__init__(parent, **kwargs)

    def start(self, parent: Any) -> None:
        self.watch = Watch()
        self.watch.start()

    def stop(self, parent: Any) -> None:
        if self.watch is not None:
            self.watch.stop()

    terminate = stop


def look() -> None:
    """Begin and end incidents, and see that the mails about them leave."""
    is_beat_silent = pulses.silence_of(Pulse.Name.BEAT).is_too_long
    incidents.settle(Incident.Kind.BEAT, stands=is_beat_silent)
    incidents.settle(Incident.Kind.LOOP, stands=pulses.silence_of(Pulse.Name.LOOP).is_too_long)
    incidents.settle(Incident.Kind.TOKEN, stands=_is_token_refused())
    if is_beat_silent:
        notices.send_waiting()


def _is_token_refused() -> bool:
    return TokenCheck.objects.filter(said=TokenCheck.Said.REFUSED).exists()
