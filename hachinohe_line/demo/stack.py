"""Of which processes the demo consists, and what each is told."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hachinohe_line.demo.secret_files import kept_secret

ROOT: Final = Path(__file__).resolve().parent.parent.parent

# Real secrets of the developer's shell; the demo has its own, in files.
OVERRULED: Final = {"SECRET_KEY", "FACTOR_KEYS", "LINE_CHANNEL_ACCESS_TOKEN"}


@dataclass(frozen=True)
class Place:
    """Where a demo keeps what it keeps, and at which ports it is to be found."""

    data: Path
    web_port: int = 0
    standin_port: int = 0

    @property
    def web_url(self) -> str:
        return f"http://localhost:{self.web_port}"

    @property
    def standin_url(self) -> str:
        return f"http://localhost:{self.standin_port}"

    @property
    def mails(self) -> Path:
        return self.data / "mails"

    @property
    def media(self) -> Path:
        return self.data / "media"

    @property
    def secret_key(self) -> Path:
        return self.data / "secrets" / "secret_key"

    @property
    def factor_keys(self) -> Path:
        return self.data / "secrets" / "factor_keys"

    @property
    def line_token(self) -> Path:
        return self.data / "secrets" / "line_token"

    @property
    def sign_ins(self) -> Path:
        """Text for the screen, written by the sample data: as whom one may sign in."""
        return self.data / "sign-ins.txt"

    @property
    def authenticator(self) -> Path:
        return self.data / "authenticator.json"


def environment(place: Place, *, servers: Mapping[str, str]) -> dict[str, str]:
    """The environment of every Django process; `servers` says how the two servers are reached."""
    line_token(place)
    kept_secret(place.secret_key)
    kept_secret(place.factor_keys)
    place.mails.mkdir(mode=0o700, exist_ok=True)
    inherited = {name: value for name, value in os.environ.items() if name not in OVERRULED}
    return {
        **inherited,
        **servers,
        "STAGE": "demo",
        "DEMO_DATA": str(place.data),
        "SECRET_KEY_FILE": str(place.secret_key),
        "FACTOR_KEYS_FILE": str(place.factor_keys),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "CSRF_TRUSTED_ORIGINS": "",
        "SITE_URL": place.web_url,
        # Never the real LINE, whatever the developer's shell says.
        "LINE_API_BASE_URL": f"http://127.0.0.1:{place.standin_port}",
        "LINE_CHANNEL_ACCESS_TOKEN_FILE": str(place.line_token),
        "MAIL_FOLDER": str(place.mails),
        "MEDIA_ROOT": str(place.media),
        "MEDIA_URL": f"{place.web_url}/media/",
        "PYTHONUNBUFFERED": "1",
    }


def line_token(place: Place) -> str:
    """The channel access token of the stand-in. A production system refuses one that says demo."""
    return kept_secret(place.line_token, prefix="demo-")


def prepare() -> list[str]:
    return _module("hachinohe_line.demo.prepare")


def web(*, descriptor: int) -> list[str]:
    return [
        *_module("gunicorn"),
        *("--bind", f"fd://{descriptor}"),
        *("--worker-class", "gthread", "--threads", "4"),
        *("--graceful-timeout", "2"),
        "--no-control-socket",  # it would lie in the developer's home folder
        "hachinohe_line.wsgi",
    ]


def worker() -> list[str]:
    return [
        *_celery("worker"),
        *("--pool", "threads", "--concurrency", "4"),
        *("--without-gossip", "--without-mingle"),
    ]


def beat(place: Place) -> list[str]:
    return [*_celery("beat"), "--schedule", str(place.data / "beat"), "--pidfile="]


def standin(place: Place, *, descriptor: int) -> list[str]:
    return [
        *_module("line.standin"),
        *("--fd", str(descriptor)),
        *("--store", str(place.data / "standin.sqlite3")),
        *("--mails", str(place.mails)),
        *("--authenticator", str(place.authenticator)),
        *("--web", place.web_url),
        *("--token", line_token(place)),
    ]


def _celery(command: str) -> list[str]:
    return [*_module("celery"), "--app", "hachinohe_line", command, "--loglevel", "INFO"]


def _module(name: str) -> list[str]:
    return [sys.executable, "-m", name]
