"""The web server as it is installed: gunicorn, production settings, collected static files."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

from hachinohe_line.environment import secret

ROOT = Path(__file__).resolve().parent.parent
LONG_KEY = "a-key-long-enough-for-an-installation-that-only-tests-ever-see"
# As the TLS proxy in front of an installation says it.
THROUGH_THE_PROXY = {"X-Forwarded-Proto": "https"}


@contextmanager
def installed_server(static: Path, **more: str) -> Iterator[int]:
    """Its port while it runs, on the database of the tests; `more` are further variables."""
    database = secret("DATABASE_URL")
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    environment = {
        **os.environ,
        "STAGE": "production",
        "SECRET_KEY": LONG_KEY,
        "ALLOWED_HOSTS": "localhost",
        # No TLS stands in front of it here, so the browser names another scheme than the proxy.
        "CSRF_TRUSTED_ORIGINS": f"http://localhost:{port}",
        "SITE_URL": "https://localhost",
        "BEHIND_TLS_PROXY": "true",
        "LINE_API_BASE_URL": "https://api.line.me",
        "MAIL_FOLDER": "",
        "STATIC_ROOT": str(static),
        "DATABASE_URL": re.sub(r"@([^/]*)/[^?]*", rf"@\1/{_name_of_database()}", database),
        **more,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-k", "gthread"]
    command += ["--threads", "4", "-b", f"fd://{listening.fileno()}", "hachinohe_line.wsgi"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        pass_fds=[listening.fileno()],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)
        listening.close()


def _name_of_database() -> str:
    return str(connection.settings_dict["NAME"])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        asked = HTTPConnection("localhost", port, timeout=20)
        asked.request("GET", "/healthz")
        if asked.getresponse().status == 200:
            return
    pytest.fail("the installed web server did not answer")
