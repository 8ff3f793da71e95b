"""Which settings of passwords and sessions make no sense, and are refused at the start."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from accounts import breached

LONGEST_TEMPORARY_HOURS: Final = 168


@register()
def account_settings_are_sane(
    app_configs: Sequence[AppConfig] | None = None, **_: Any
) -> list[CheckMessage]:
    """Every fault of them."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    idle, longest = settings.SESSION_IDLE_SECONDS, settings.SESSION_ABSOLUTE_SECONDS
    if not settings.SESSION_WARNING_SECONDS < idle <= longest:
        yield Error(
            "SESSION_IDLE_MINUTES must be more than the 5 minutes of the warning, and not more "
            "than SESSION_ABSOLUTE_MINUTES.",
            id="accounts.E001",
        )
    if not 1 <= settings.TEMPORARY_PASSWORD_HOURS <= LONGEST_TEMPORARY_HOURS:
        yield Error(
            f"TEMPORARY_PASSWORD_HOURS must be 1 to {LONGEST_TEMPORARY_HOURS}.",
            id="accounts.E002",
        )
    if settings.ADMINISTRATOR_PASSWORD_DAYS < 0:
        yield Error("ADMINISTRATOR_PASSWORD_DAYS must not be negative.", id="accounts.E003")
    if settings.BREACHED_PASSWORDS_FILE:
        try:
            breached.is_breached("", Path(settings.BREACHED_PASSWORDS_FILE))
        except ImproperlyConfigured as fault:
            yield Error(str(fault), id="accounts.E004")
