"""How the whole product starts on a developer's machine, keeps running and stops again."""

import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Final

from hachinohe_line.demo import readiness, stack
from hachinohe_line.demo.failures import StopRequestedError
from hachinohe_line.demo.folder_lock import lock
from hachinohe_line.demo.ports import listen, port_of
from hachinohe_line.demo.postgres import Postgres
from hachinohe_line.demo.processes import Child, Children
from hachinohe_line.demo.screen import say, step, welcome
from hachinohe_line.demo.stack import Place
from hachinohe_line.demo.valkey import Valkey

WEB_PORT: Final = 8000
STANDIN_PORT: Final = 8001
SECONDS_TO_START: Final = 60
SECONDS_TO_STOP: Final = 5  # each: the programs first, then the servers they use
STANDARD_INPUT: Final = 0
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(data: Path) -> None:
    """Start everything, wait for Ctrl-C or a signal, stop everything.

    Raises DemoError when a step fails or a process ends by itself. Nothing is left running.
    """
    stop_request = _StopRequest()
    held = lock(data, refusal=f"A demo is already running in {data}: use that one, or stop it.")
    demo = Demo(data, Children(data / "logs", keep_open=(held,), check=stop_request.check))
    try:
        demo.start()
        demo.watch()
    except StopRequestedError:
        say("Stopping.")
    finally:
        demo.stop()


class Demo:
    """Every process of the product, with its data in one folder."""

    def __init__(self, data: Path, children: Children) -> None:
        self._data = data
        self._children = children
        self._programs: list[Child] = []
        self._is_prepared = data / "postgres" / "prepared"

    def start(self) -> None:
        """Start all in the order they need each other, and say where to go when all is ready."""
        began = monotonic()
        say(f"Starting the demo. Its data are in {self._data}")
        with step("PostgreSQL, Valkey"):
            servers = self._start_servers()
        with listen(WEB_PORT) as web, listen(STANDIN_PORT) as standin:
            place = Place(self._data, port_of(web), port_of(standin))
            environment = stack.environment(place, servers=servers)
            # The web server needs as long to load as the tables to be made: both at once.
            self._start_listeners(place, environment, web.fileno(), standin.fileno())
            with step("tables, sample data"):
                self._prepare(environment)
            with step("web, LINE stand-in, worker, beat"):
                self._start_workers(place, environment)
        for port, wanted in ((place.web_port, WEB_PORT), (place.standin_port, STANDIN_PORT)):
            if port != wanted:
                say(f"  Port {wanted} is taken, using {port}.")
        welcome(place, seconds=monotonic() - began)

    def watch(self) -> None:
        """Wait as long as all is well. Raises DemoError or StopRequestedError when it is not."""
        self._children.watch()

    def stop(self) -> None:
        """Stop the programs, then the servers they use and report to."""
        killed = self._children.stop(self._programs, seconds=SECONDS_TO_STOP)
        killed += self._children.stop_all(seconds=SECONDS_TO_STOP)
        for name in killed:
            say(f"  {name} did not stop within {SECONDS_TO_STOP} s and was killed.")

    def _start_servers(self) -> dict[str, str]:
        """Start those servers the environment does not name, and say how they are reached."""
        urls = {}
        servers: list[Postgres | Valkey] = []
        if not _is_given("REDIS_URL"):
            valkey = Valkey(self._data / "valkey", children=self._children)
            urls["REDIS_URL"] = valkey.redis_url()
            servers.append(valkey)
        if not _is_given("DATABASE_URL"):
            self._forget_a_half_made_office()
            postgres = Postgres(self._data / "postgres", children=self._children)
            urls["DATABASE_URL"] = postgres.database_url()
            servers.append(postgres)
        for server in servers:
            server.start()
        self._wait(lambda: all(server.is_ready() for server in servers), "PostgreSQL and Valkey")
        return urls

    def _forget_a_half_made_office(self) -> None:
        # The sample data are made by the real verbs, each in its own transaction, and only in an
        # empty database. After a first start that was interrupted there is nothing worth keeping.
        if not self._is_prepared.exists():
            shutil.rmtree(self._data / "postgres", ignore_errors=True)

    def _prepare(self, environment: dict[str, str]) -> None:
        self._children.run(
            "prepare", stack.prepare(), seconds=SECONDS_TO_START, env=environment, cwd=stack.ROOT
        )
        if not _is_given("DATABASE_URL"):
            self._is_prepared.touch()

    def _start_listeners(
        self, place: Place, environment: dict[str, str], web: int, standin: int
    ) -> None:
        start = partial(self._children.start, env=environment, cwd=stack.ROOT)
        start("standin", stack.standin(place, descriptor=standin), pass_fds=(standin,))
        self._programs = [
            start(
                "web",
                stack.web(descriptor=web),
                pass_fds=(web,),
                at_parents_death=signal.SIGQUIT,  # to gunicorn: end with all your workers, now
            )
        ]

    def _start_workers(self, place: Place, environment: dict[str, str]) -> None:
        start = partial(self._children.start, env=environment, cwd=stack.ROOT)
        worker = start("worker", stack.worker())
        self._programs += [worker, start("beat", stack.beat(place))]
        self._wait(lambda: readiness.answers(place.standin_port), "the LINE stand-in")
        self._wait(lambda: readiness.answers(place.web_port), "the web server")
        self._wait(lambda: readiness.takes_tasks(worker), "the worker")

    def _wait(self, question: Callable[[], bool], what: str) -> None:
        self._children.wait_until(question, what=what, seconds=SECONDS_TO_START)


class _StopRequest:
    """Remembers that somebody wants the demo to stop, until the next look."""

    def __init__(self) -> None:
        self._arrived = False
        self._has_terminal = _is_terminal()
        for number in STOP_SIGNALS:
            is_under_nohup = number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN
            if not is_under_nohup:
                signal.signal(number, self._note)

    def check(self) -> None:
        # A closed terminal sends SIGHUP to make only, where make is what the terminal runs.
        is_closed = self._has_terminal and not _is_terminal()
        if self._arrived or is_closed:
            raise StopRequestedError

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._arrived = True
        if number == signal.SIGINT:
            # A second Ctrl-C ends this process at once; the kernel then tells the children.
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _is_terminal() -> bool:
    return os.isatty(STANDARD_INPUT)


def _is_given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))
