"""How one sees from outside that a process of the demo does its work."""

import http.client
from contextlib import closing
from typing import Final

from hachinohe_line.demo.ports import LOOPBACK
from hachinohe_line.demo.processes import Child

HEALTH_PATH: Final = "/healthz"
# Celery writes it after the first connection to Redis, when it takes up tasks. Asking by
# `celery inspect ping` would cost a second Python with all of Celery, more than a second each time.
WORKER_IS_READY: Final = b" ready."


def answers(port: int) -> bool:
    """Whether the web server at this port says that it is well."""
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=1)) as connection:
        try:
            connection.request("GET", HEALTH_PATH, headers={"Host": f"localhost:{port}"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False


def takes_tasks(worker: Child) -> bool:
    """Whether this Celery worker has begun to take tasks, by its own log."""
    return WORKER_IS_READY in worker.log.read_bytes()
