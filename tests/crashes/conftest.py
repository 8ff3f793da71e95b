"""An installation of its own for the tests that kill parts of it: nothing is shared or mocked."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from accounts.models import Role, Staff
from broadcasts.sender import APPLICATION_NAME
from hachinohe_line.environment import database
from posts.choices import Status
from posts.models import Post
from tests.office import hire
from tests.servers import Servers
from tests.standin import StandIn

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 40.0
WORKER = [
    "worker",
    "--pool",
    "threads",
    "--concurrency",
    "2",
    "--loglevel",
    "INFO",
    "--without-gossip",
    "--without-mingle",
]


@dataclass
class Site:
    """PostgreSQL, Valkey and a stand-in that may be killed, and workers that may be killed too."""

    servers: Servers
    line: StandIn
    logs: Path
    drafter: Staff = field(init=False)
    manager: Staff = field(init=False)
    _workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            **self.servers.environment(),
            "LINE_API_BASE_URL": self.line.base_url,
            "LINE_CHANNEL_ACCESS_TOKEN": self.line.token,
        }

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A real Celery worker; returns when its send loop has begun to ask PostgreSQL."""
        loops = _send_loops()
        with (self.logs / f"worker-{len(self._workers)}.log").open("wb") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "hachinohe_line", *WORKER],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )
        self._workers.append(worker)
        wait_until(lambda: _send_loops() - loops != set(), "the send loop asks")
        return worker

    def stop_workers(self) -> None:
        for worker in self._workers:
            if worker.poll() is None:
                worker.kill()
            worker.wait()
        self._workers.clear()

    def wait_until_sent(self, post: Post) -> None:
        """Until the page of the post says 配信済み."""
        wait_until(lambda: Post.objects.get(pk=post.pk).status == Status.SENT, "the post is sent")

    def arrived(self, text: str) -> int:
        """How often each phone got the message."""
        return sum(
            message.get("text") == text
            for delivery in self.line.deliveries()
            for message in delivery["messages"]
        )


def _send_loops() -> set[int]:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [APPLICATION_NAME]
        )
        return {row[0] for row in cursor.fetchall()}


def wait_until(question: Callable[[], bool], what: str) -> None:
    """Ask until the answer is yes. Fails with `what` after PATIENCE_SECONDS."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not question():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE_SECONDS:.0f} seconds in vain until {what}")
        time.sleep(0.05)


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Site]:
    """Started once per module; this process writes to its database as the web process would."""
    folder = tmp_path_factory.mktemp("installation")
    with Servers(folder / "servers", durable=True) as servers:
        site = Site(servers, StandIn().start(), folder)
        for command in ("migrate", "createcachetable"):
            subprocess.run(
                [sys.executable, "manage.py", command],
                cwd=ROOT,
                env=site.environment(),
                check=True,
                capture_output=True,
            )
        with django_db_blocker.unblock(), _connected_to(servers):
            site.drafter = hire("1001", "工藤 美咲", "観光課", Role.DRAFTER)
            site.manager = hire("2001", "田中 恵子", "情報政策課", Role.ACCOUNT_MANAGER)
            yield site
        site.line.stop()


@pytest.fixture
def site(installation: Site) -> Iterator[Site]:
    """The installation with nothing remembered by LINE and no worker yet."""
    installation.line.reset()
    yield installation
    installation.stop_workers()


class _connected_to:  # noqa: N801 - reads as a phrase
    """This process's connection, led to other servers for a while."""

    def __init__(self, servers: Servers) -> None:
        self._other = database(servers.postgres.database_url())

    def __enter__(self) -> None:
        connection = connections["default"]
        connection.close()
        self._own = dict(connection.settings_dict)
        connection.settings_dict.update(self._other)

    def __exit__(self, *_: object) -> None:
        connection = connections["default"]
        connection.close()
        connection.settings_dict.update(self._own)
