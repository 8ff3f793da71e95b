"""Which installations may start at all: unsafe combinations of settings are refused."""

from collections.abc import Iterator, Sequence
from typing import Any
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

    token = settings.LINE_CHANNEL_ACCESS_TOKEN
    if not (token.isascii() and token.isprintable()) or " " in token:
        yield Error(
            "LINE_CHANNEL_ACCESS_TOKEN holds characters that no token has.",
            id="hachinohe_line.E021",
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
