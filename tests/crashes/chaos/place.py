"""An installation whose every process can be killed: servers, stand-in, two workers, beat."""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from hachinohe_line.demo.processes import Child
from tests.crashes.chaos.plan import Target
from tests.servers import ENVIRONMENT, Servers
from tests.standin import StandIn

ROOT: Final = Path(__file__).resolve().parent.parent.parent.parent
CELERY: Final = [sys.executable, "-m", "celery", "-A", "hachinohe_line"]
READY_SECONDS: Final = 30.0
QUIET: Final = ["--without-gossip", "--without-mingle", "--loglevel", "INFO"]
WORKER: Final = [*CELERY, "worker", "--pool", "threads", "--concurrency", "2", *QUIET]
WORKERS: Final = ("worker 1", "worker 2")


class Place:
    """Where the run takes place; `kill` and `revive` one part of it at a time."""

    def __init__(self, folder: Path, *, workers: tuple[str, ...] = WORKERS) -> None:
        self._folder = folder
        self._workers = workers
        self.servers = Servers(folder / "servers", durable=True)
        # With a file: LINE remembers its retry keys, whatever becomes of the process.
        self.line = StandIn(arguments=("--store", str(folder / "line.sqlite3")))
        self.kills: Counter[Target] = Counter()
        self.ended = 0
        self._running: dict[str, Child] = {}

    def start_servers(self) -> None:
        """The servers and the stand-in; this process is an installation's web process then."""
        self.servers.start()
        self.line.start()
        self.line.set_rates_aside()
        for name in ("mails", "media"):
            (self._folder / name).mkdir()
        os.environ.update(ENVIRONMENT, **self.environment())
        for command in ("migrate", "createcachetable"):
            subprocess.run(
                [sys.executable, "manage.py", command], cwd=ROOT, check=True, capture_output=True
            )

    def environment(self) -> dict[str, str]:
        """Variables of every process."""
        return {
            **self.servers.environment(),
            "LINE_API_BASE_URL": self.line.base_url,
            "LINE_CHANNEL_ACCESS_TOKEN": self.line.token,
            "MAIL_FOLDER": str(self._folder / "mails"),
            "MEDIA_ROOT": str(self._folder / "media"),
        }

    def start_celery(self) -> None:
        """The workers and beat."""
        for name in (*self._workers, Target.BEAT):
            self._start(name)

    def start_beat_each_second(self) -> None:
        """For comparison: a worker without a send loop, and a beat that wakes it."""
        if not self.servers.valkey.is_ready():
            self.servers.valkey.start()
        celery = [sys.executable, "-m", "celery", "-A", "bench.each_second"]
        self._run("worker 1", [*celery, *WORKER[len(CELERY) :]])
        self._run(Target.BEAT, [*celery, *self._beat()])

    def end_celery(self) -> None:
        """The workers and beat, in an orderly way."""
        self.servers.children.stop(self._running.values(), seconds=20)
        self._running.clear()

    def stop(self) -> None:
        """Everything, killed where it does not stop by itself."""
        self.servers.stop()
        self.line.kill()

    @property
    def living_workers(self) -> list[str]:
        """Those not killed just now."""
        return [name for name in self._running if name in self._workers]

    def kill(self, target: Target) -> str:
        """SIGKILL to what is called so; returns the name of what was killed."""
        self.kills[target] += 1
        if target is Target.POSTGRES:
            self.servers.postgres.kill()
        elif target is Target.VALKEY:
            self.servers.valkey.kill()
        elif target is Target.LINE:
            self.line.kill()
        else:
            return self._kill_one(target)
        return target

    def revive(self, name: str) -> None:
        """Start again what was killed."""
        if name == Target.POSTGRES:
            self.servers.postgres.start()
            deadline = time.monotonic() + READY_SECONDS
            while not self.servers.postgres.is_ready() and time.monotonic() < deadline:
                time.sleep(0.05)
        elif name == Target.VALKEY:
            self.servers.valkey.start()
        elif name == Target.LINE:
            self.line.start()
        else:
            self._start(name)

    def start_what_has_ended(self) -> None:
        """As whoever supervises an installation does: docker-compose.yml, systemd."""
        for name, child in list(self._running.items()):
            if not child.is_alive:
                self.servers.children.kill(child)
                self.ended += 1
                self._start(name)

    def _kill_one(self, target: Target) -> str:
        # The one that has run longest: `_start` puts it at the end.
        name = self.living_workers[0] if target is Target.WORKER else str(target)
        self.servers.children.kill(self._running.pop(name))
        return name

    def _start(self, name: str) -> None:
        if name == Target.BEAT:
            self._run(name, [*CELERY, *self._beat()])
        else:
            self._run(name, [*WORKER, "-n", name.split()[-1]])

    def _beat(self) -> list[str]:
        return ["beat", "--schedule", str(self._folder / "schedule"), "--pidfile="]

    def _run(self, name: str, command: list[str]) -> None:
        self._running[name] = self.servers.children.start(
            name, command, env={**os.environ, **self.environment()}, cwd=ROOT
        )
