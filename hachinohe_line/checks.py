"""Which installations may start at all: unsafe combinations of settings are refused."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from accounts.checks import account_settings_are_sane
from accounts.encryption import read_keys

LINE_HOST = "api.line.me"
SHORTEST_KEY = 50
LONGEST_WINDOW_MINUTES = 23 * 60
# The least and the most of each, and why.
BOUNDS_OF_DECIDING: Final = {
    "PAUSE_SECONDS": (30, 3_600, "whoever sees a mistake needs the time to stop it"),
    "EMERGENCY_PAUSE_SECONDS": (10, 300, "time to press stop, and no more than that"),
    "AT_ONCE_DECIDE_MINUTES": (5, 1_440, "what was to go out at once is stale after a day"),
    "REMIND_AFTER_WORKING_DAYS": (1, 10, "a request that nobody is reminded of is forgotten"),
    "REMIND_URGENT_AFTER_MINUTES": (5, 720, "a mail every minute is read no more than none"),
}


@register()
def settings_are_safe(
    app_configs: Sequence[AppConfig] | None = None, **_: Any
) -> list[CheckMessage]:
    """Every fault of the settings; the real LINE belongs to production, and nothing else does."""
    return [
        *_faults_anywhere(),
        *(_production_faults() if settings.IS_PRODUCTION else _practice_faults()),
    ]


def refuse_unsafe_start() -> None:
    """Called by the web process and the workers. Raises ImproperlyConfigured with every fault."""
    faults = [*settings_are_safe(), *account_settings_are_sane()]
    if faults:
        raise ImproperlyConfigured(" ".join(str(fault.msg) for fault in faults))


def _faults_anywhere() -> Iterator[CheckMessage]:
    try:
        read_keys(settings.FACTOR_KEYS)
    except ValueError as error:
        yield Error(f"FACTOR_KEYS: {error}.", id="hachinohe_line.E022")
    if not 1 <= settings.SEND_WINDOW_MINUTES <= LONGEST_WINDOW_MINUTES:
        yield Error(
            f"SEND_WINDOW_MINUTES must be 1 to {LONGEST_WINDOW_MINUTES}: LINE forgets a retry key "
            "after a day.",
            id="hachinohe_line.E020",
        )
    yield from _faults_of_deciding()
    token = settings.LINE_CHANNEL_ACCESS_TOKEN
    if not (token.isascii() and token.isprintable()) or " " in token:
        yield Error(
            "LINE_CHANNEL_ACCESS_TOKEN holds characters that no token has.",
            id="hachinohe_line.E021",
        )


def _faults_of_deciding() -> Iterator[CheckMessage]:
    for name, (least, most, why) in BOUNDS_OF_DECIDING.items():
        if not least <= getattr(settings, name) <= most:
            yield Error(f"{name} must be {least} to {most}: {why}.", id="hachinohe_line.E023")
    if settings.EMERGENCY_PAUSE_SECONDS > settings.PAUSE_SECONDS:
        yield Error(
            "EMERGENCY_PAUSE_SECONDS must not be more than PAUSE_SECONDS: what saves lives waits "
            "no longer than anything else.",
            id="hachinohe_line.E024",
        )
    if settings.REMIND_URGENT_AFTER_MINUTES >= settings.AT_ONCE_DECIDE_MINUTES:
        yield Error(
            "REMIND_URGENT_AFTER_MINUTES must be less than AT_ONCE_DECIDE_MINUTES: a reminder "
            "must come while there is something to decide.",
            id="hachinohe_line.E025",
        )


def _production_faults() -> Iterator[CheckMessage]:
    if f"https://{LINE_HOST}" != settings.LINE_API_BASE_URL:
        yield Error(
            f"LINE_API_BASE_URL must be https://{LINE_HOST} in production; the stand-in and any "
            "other host belong to demo and test.",
            id="hachinohe_line.E001",
        )
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield Error(
            f"SECRET_KEY must have at least {SHORTEST_KEY} characters in production.",
            id="hachinohe_line.E002",
        )
    if settings.DEBUG:
        yield Error("DEBUG must be off in production.", id="hachinohe_line.E003")
    if settings.MAIL_FOLDER:
        yield Error(
            "MAIL_FOLDER keeps mails on disk instead of sending them; unset it in production.",
            id="hachinohe_line.E004",
        )
    yield from _faults_of_addresses()
    if settings.LINE_CHANNEL_ACCESS_TOKEN.startswith("demo-"):
        yield Error("LINE_CHANNEL_ACCESS_TOKEN is that of a demo.", id="hachinohe_line.E007")


def _faults_of_addresses() -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS must name the hosts in production.", id="hachinohe_line.E005")
    if urlsplit(settings.SITE_URL).scheme != "https":
        yield Error("SITE_URL must be an https address in production.", id="hachinohe_line.E006")
    if urlsplit(settings.MEDIA_URL).scheme != "https":
        yield Error(
            "MEDIA_URL must be an https address in production: LINE fetches from no other.",
            id="hachinohe_line.E008",
        )


def _practice_faults() -> Iterator[CheckMessage]:
    host = urlsplit(settings.LINE_API_BASE_URL).hostname
    if host not in {"127.0.0.1", "localhost", "::1"}:
        yield Error(
            f"STAGE={settings.STAGE} may only speak to a stand-in on this machine, not to {host}.",
            id="hachinohe_line.E010",
        )
