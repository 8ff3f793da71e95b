"""Which PostgreSQL and Valkey the tests run against: embedded ones unless the environment says.

A plugin, loaded with `-p tests.servers`, because the environment must be complete before
pytest-django reads the settings.
"""

import os
import re
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Final, Self

import pytest

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.folder_lock import lock
from hachinohe_line.demo.postgres import Postgres
from hachinohe_line.demo.processes import Children
from hachinohe_line.demo.valkey import Valkey

DATA: Final = Path(os.environ.get("TEST_DATA") or Path(__file__).parent.parent / ".data-test")
# Nothing that a killed test run leaves behind is worth a wait for the disk.
FORGETFUL: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
ENVIRONMENT: Final = {
    "STAGE": "test",
    "SECRET_KEY": "a-key-that-signs-nothing-but-the-cookies-of-tests",
    "FACTOR_KEYS": "a-key-of-the-tests-that-hides-no-secret-at0",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    # Port 9 (discard) is closed: a test that wants LINE starts the stand-in and says where it is.
    "LINE_API_BASE_URL": "http://127.0.0.1:9",
    "LINE_CHANNEL_ACCESS_TOKEN": "token-of-the-tests",
    # Playwright keeps an event loop in the thread that drives it; the tests' own queries are fine.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}


class Servers:
    """A PostgreSQL and a Valkey of one's own, with their data in `folder`.

    For tests that kill servers: `with Servers(tmp_path) as own: own.postgres.kill()`, then
    `own.postgres.start(); own.wait()`. `durable=False` leaves the disk out of it (a killed
    server loses nothing either way; only a power failure would tell the difference).
    """

    def __init__(
        self, folder: Path, *, durable: bool = False, keep_open: tuple[int, ...] = ()
    ) -> None:
        self.children = Children(folder / "logs", keep_open=keep_open)
        self.postgres = Postgres(
            folder / "postgres", children=self.children, options={} if durable else FORGETFUL
        )
        self.valkey = Valkey(folder / "valkey", children=self.children)

    def start(self) -> None:
        try:
            self.valkey.start()
            self.postgres.start()
            self.wait()
        except DemoError:
            self.stop()
            raise

    def wait(self, *, seconds: float = 20) -> None:
        """Wait until both answer."""
        self.children.wait_until(
            lambda: self.postgres.is_ready() and self.valkey.is_ready(),
            what="PostgreSQL and Valkey",
            seconds=seconds,
        )

    def stop(self) -> None:
        self.children.stop_all(seconds=10)

    def environment(self) -> dict[str, str]:
        """What a process needs in its environment to use these servers."""
        return {
            "DATABASE_URL": self.postgres.database_url(),
            "REDIS_URL": self.valkey.redis_url(),
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """A wrapper comes before all others, so before pytest-django reads the settings."""
    folders = {
        name: tempfile.TemporaryDirectory(prefix=f"hachinohe-line-{name.lower()}-")
        for name in ("MAIL_FOLDER", "MEDIA_ROOT")
    }
    for folder in folders.values():
        early_config.add_cleanup(folder.cleanup)
    os.environ.update(ENVIRONMENT, **{name: folder.name for name, folder in folders.items()})
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        _keep_apart(worker)
    else:
        _prepare(early_config)
    return (yield)


def _keep_apart(worker: str) -> None:
    """A worker inherits the servers of its controller; its database is pytest-django's to name."""
    number = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = re.sub(r"\d+$", str(number), os.environ["REDIS_URL"])


def _prepare(config: pytest.Config) -> None:
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    try:
        servers = _start_shared_servers()
    except DemoError as error:
        raise pytest.UsageError(str(error)) from error
    config.add_cleanup(servers.stop)
    for name, value in servers.environment().items():
        os.environ.setdefault(name, value)


def _start_shared_servers() -> Servers:
    held = lock(
        DATA,
        refusal=f"Another test run is using {DATA}: wait until it has ended, or name another "
        "folder in TEST_DATA.",
    )
    servers = Servers(DATA, keep_open=(held,))
    servers.start()
    return servers
