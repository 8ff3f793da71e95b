"""What every page of a signed-in person says about their session: its end, and a second place."""

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone

from accounts import spans
from accounts.models import StaffSession
from audit.dates_ja import date_and_time

register = template.Library()


@register.inclusion_tag("components/session_warning.html", takes_context=True)
def session_warning(context: dict[str, Any]) -> dict[str, Any]:
    """The dialog that opens before the session ends; `static/js/session.js` moves it."""
    session = getattr(context["request"], "staff_session", None)
    if not isinstance(session, StaffSession):
        return {}
    return {
        "session": session,
        "left": session.seconds_left,
        "warn_at": settings.SESSION_WARNING_SECONDS,
        "warning": spans.span(settings.SESSION_WARNING_SECONDS),
        "longest": spans.span(settings.SESSION_ABSOLUTE_SECONDS),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/second_place.html", takes_context=True)
def second_place(context: dict[str, Any]) -> dict[str, Any]:
    """The notice that the same number was signed in elsewhere, until it is answered."""
    session = getattr(context["request"], "staff_session", None)
    if not isinstance(session, StaffSession) or session.elsewhere_at is None:
        return {}
    return {
        "when": _clock(session.elsewhere_at),
        "device": session.elsewhere,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def session_limits() -> dict[str, str]:
    """How long a session may last, in words."""
    return {
        "idle": spans.span(settings.SESSION_IDLE_SECONDS),
        "longest": spans.span(settings.SESSION_ABSOLUTE_SECONDS),
    }


def _clock(moment: datetime) -> str:
    """10:32 today, with its date on any other day."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"{local.hour}:{local.minute:02}"
    return date_and_time(moment)
