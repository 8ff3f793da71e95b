"""What every page knows, and the pages for when something went wrong."""

import logging
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def installation(request: HttpRequest) -> dict[str, str]:
    """Context of every template: which account, and whether this is practice."""
    return {"account_name": settings.ACCOUNT_NAME, "stage": settings.STAGE}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason that the refusing code gave in Japanese."""
    return render(request, "errors/403.html", {"reason": str(exception)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return render(request, "errors/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with a number that is in the log too. Touches neither session nor database."""
    number = secrets.token_hex(4)
    logger.error("error number %s at %s", number, request.path)
    return HttpResponse(render_to_string("errors/500.html", {"number": number}), status=500)
