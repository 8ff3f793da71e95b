"""Which request, or which task, does a line of the log belong to?"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hachinohe_line.log_lines import FACTS, REQUEST_ID

logger = logging.getLogger(__name__)

# Asked by machines every few seconds; they are led nowhere else, also in maintenance.
PATHS: Final = frozenset({"/healthz", "/readyz", "/metrics"})
HEADER: Final = "X-Request-Id"
# What comes from outside goes into the log: nothing that could break a line or fill a disk.
FIT: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestIdMiddleware:
    """Gives each request an id, for its lines in the log and for its answer.

    It takes the proxy's own only where REQUEST_ID_HEADER names the header that the proxy sets.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = REQUEST_ID.set(_given(request) or secrets.token_hex(8))
        began = time.monotonic()
        try:
            response = self._get_response(request)
            response.headers[HEADER] = REQUEST_ID.get()
            if request.path not in PATHS or response.status_code >= 500:
                _write(request, response, time.monotonic() - began)
            return response
        finally:
            REQUEST_ID.reset(token)


def begin_task(*, task_id: str = "", **_: Any) -> None:
    """Celery is about to run a task in this thread."""
    REQUEST_ID.set(task_id)


def end_task(**_: Any) -> None:
    """The task has ended; the thread goes on to another."""
    REQUEST_ID.set("")


def _given(request: HttpRequest) -> str:
    name = settings.REQUEST_ID_HEADER
    value = request.headers.get(name, "") if name else ""
    return value if FIT.fullmatch(value) else ""


def _write(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    # Without the query, which holds what people search for, and without the address they have.
    facts = {"http_status": response.status_code, "milliseconds": round(seconds * 1000)}
    logger.info(
        "%s %r %s in %s ms",
        request.method,
        request.path,
        *facts.values(),
        extra={FACTS: {"method": request.method, "path": request.path, **facts}},
    )
