"""What a person is shown when something went wrong: what happened, what did not, whom to call."""

import logging
import secrets
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from hachinohe_line.page import of_installation
from hachinohe_line.request_ids import PATHS

logger = logging.getLogger(__name__)

# Answers that Django and allauth give without a page of ours.
PAGELESS: Final = frozenset({405, 413, 429})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than is taken."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return error_page(request, status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason that the refusing code gave in Japanese."""
    return error_page(request, 403, reason=str(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return error_page(request, 403, template="csrf")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return error_page(request, 500)


def error_page(
    request: HttpRequest, status: int, *, template: str = "", reason: str = ""
) -> HttpResponse:
    """The page of an error, with a number that stands in the log too.

    It asks neither session nor database, which may be what is broken.
    """
    number = secrets.token_hex(4)
    level = logging.ERROR if status >= 500 else logging.WARNING
    # %r: a line break in the path must not become a line of the log.
    logger.log(level, "error number %s: %s %s %r", number, status, request.method, request.path)
    context = {"number": number, "reason": reason, **of_installation()}
    page = render_to_string(f"errors/{template or status}.html", context)
    response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


class ErrorPageMiddleware:
    """Puts a page of ours where Django answers an error with an empty or an English one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code not in PAGELESS:
            return response
        page = error_page(request, response.status_code)
        for header in ("Allow", "Retry-After"):
            if header in response.headers:
                page.headers[header] = response.headers[header]
        return page


class MaintenanceMiddleware:
    """While MAINTENANCE_NOTICE says until when, every page is a notice, and sending goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE_NOTICE or request.path in PATHS:
            return self._get_response(request)
        return error_page(request, 503, reason=settings.MAINTENANCE_NOTICE)


class PrivatePagesMiddleware:
    """Keeps pages out of shared caches; the browser itself may keep what was typed for `back`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
