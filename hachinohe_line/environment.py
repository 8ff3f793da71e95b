"""How a setting is read from the environment, or from a secret's file."""

import os
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from environs import Env
from psycopg.conninfo import conninfo_to_dict

STAGES: Final = ("production", "demo", "test")

# A process that hangs or vanishes in the middle of a transaction holds the end of the audit
# trail, and with it every sending: PostgreSQL ends such a transaction after a while.
PATIENCE: Final = {
    "options": "-c idle_in_transaction_session_timeout=15s -c lock_timeout=10s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

env = Env()


def secret(name: str) -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to.

    Raises ImproperlyConfigured when neither is given, so that a process without its secrets
    stops at the start and not at the first request.
    """
    path = os.environ.get(f"{name}_FILE")
    value = _content_of(path, name) if path else os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to the path of a file holding it.")
    return value


def optional_secret(name: str) -> str:
    """The same where doing without is possible; empty when neither is given, or an empty file."""
    path = os.environ.get(f"{name}_FILE")
    return _content_of(path, name) if path else os.environ.get(name, "")


def _content_of(path: str, name: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"The file that {name}_FILE names: {error}.") from error


def stage() -> str:
    """Where this installation runs: production unless somebody says otherwise."""
    value = os.environ.get("STAGE", "production")
    if value not in STAGES:
        raise ImproperlyConfigured(f"STAGE must be one of {', '.join(STAGES)}; it is {value!r}.")
    return value


def site_url() -> str:
    """Where people open this installation, without a slash at the end."""
    return env.str("SITE_URL", "http://localhost:8000").rstrip("/")


def media_url(site: str) -> str:
    """The address under which pictures and films are served, with a slash at the end."""
    return env.str("MEDIA_URL", f"{site}/media/").rstrip("/") + "/"


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a libpq URL; unix socket folders come as ?host=%2Fpath."""
    parts = conninfo_to_dict(url)
    known = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {**PATIENCE, **{k: v for k, v in parts.items() if k not in known}},
    }
