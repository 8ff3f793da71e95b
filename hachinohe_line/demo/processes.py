"""How child processes are started, watched and stopped, so that none outlives its supervisor."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Never

from hachinohe_line.demo.failures import DemoError

POLL_SECONDS: Final = 0.02  # while something is starting or stopping
WATCH_SECONDS: Final = 0.2  # while all is well
SET_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>

_libc = ctypes.CDLL(None, use_errno=True)


def _do_nothing() -> None:
    pass


@dataclass(frozen=True)
class Child:
    """One running program, the leader of its own session, with its own log file."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    to_stop: signal.Signals

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        if self.is_alive:
            with suppress(ProcessLookupError):
                self.process.send_signal(number)

    def kill(self) -> None:
        """End it and its whole process group at once, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Children:
    """The programs one supervisor answers for.

    Start them from the thread that lives longest: Linux sends the parent-death signal when the
    starting *thread* ends. `keep_open` are descriptors every child inherits (the lock of the data
    folder: it is free again only when the last child is gone). `check` is called in every wait
    and may raise, to give up waiting.
    """

    def __init__(
        self,
        logs: Path,
        *,
        keep_open: tuple[int, ...] = (),
        check: Callable[[], None] = _do_nothing,
    ) -> None:
        self._logs = logs
        self._keep_open = keep_open
        self._check = check
        self._running: list[Child] = []
        logs.mkdir(mode=0o700, parents=True, exist_ok=True)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        pass_fds: tuple[int, ...] = (),
        standard_input: Path | None = None,
        before_exec: Callable[[], None] = _do_nothing,
        at_parents_death: signal.Signals = signal.SIGKILL,
        to_stop: signal.Signals = signal.SIGTERM,
    ) -> Child:
        """Start a program that is expected to keep running until it is stopped."""
        log = self._fresh_log(name)
        with log.open("wb") as output, (standard_input or Path(os.devnull)).open("rb") as source:
            process = subprocess.Popen(  # noqa: S603  # a fixed list of arguments, no shell
                [os.fspath(part) for part in command],
                stdin=source,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                pass_fds=(*self._keep_open, *pass_fds),
                start_new_session=True,
                preexec_fn=_dies_with_parent(at_parents_death, before_exec),
            )
        child = Child(name, process, log, to_stop)
        self._running.append(child)
        return child

    def run(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        seconds: float,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        standard_input: Path | None = None,
        before_exec: Callable[[], None] = _do_nothing,
    ) -> None:
        """Run a program to its end. Raises DemoError when it fails or takes too long."""
        child = self.start(
            name, command, env=env, cwd=cwd, standard_input=standard_input, before_exec=before_exec
        )
        self._running.remove(child)
        try:
            self.wait_until(lambda: not child.is_alive, what=f"{name} to finish", seconds=seconds)
        finally:
            child.kill()
        if child.process.returncode:
            raise DemoError(f"{name} failed ({_ending(child)}).", log=child.log)

    def wait_until(self, question: Callable[[], bool], *, what: str, seconds: float) -> None:
        """Wait for a yes. Raises DemoError when a child dies meanwhile, or after `seconds`."""
        deadline = time.monotonic() + seconds
        while not question():
            self.check()
            if time.monotonic() > deadline:
                raise DemoError(f"Waited {seconds:g} seconds for {what} in vain.")
            time.sleep(POLL_SECONDS)

    def check(self) -> None:
        """Raises DemoError when a child has ended by itself, or what `check` raises."""
        self._check()
        for child in self._running:
            if not child.is_alive:
                raise DemoError(f"{child.name} has ended ({_ending(child)}).", log=child.log)

    def watch(self) -> Never:
        """Wait until something is wrong: the same errors as `check`. Never returns otherwise."""
        while True:
            self.check()
            time.sleep(WATCH_SECONDS)

    def stop(self, children: Iterable[Child], *, seconds: float) -> list[str]:
        """Ask these to stop, all at once; kill and name those that have not after `seconds`."""
        asked = [child for child in children if child in self._running]
        for child in asked:
            self._running.remove(child)
            child.send(child.to_stop)
        deadline = time.monotonic() + seconds
        while any(child.is_alive for child in asked) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        killed = [child.name for child in asked if child.is_alive]
        for child in asked:
            child.kill()
        return killed

    def kill(self, child: Child) -> None:
        """End it without a warning; for tests of what a crash leaves behind."""
        if child in self._running:
            self._running.remove(child)
            child.kill()

    def stop_all(self, *, seconds: float) -> list[str]:
        return self.stop(list(self._running), seconds=seconds)

    def _fresh_log(self, name: str) -> Path:
        log = self._logs / f"{name.replace(' ', '-')}.log"
        with suppress(FileNotFoundError):
            log.replace(log.with_suffix(".log.old"))
        return log


def _dies_with_parent(
    number: signal.Signals, before_exec: Callable[[], None]
) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        before_exec()
        # After before_exec: a change of user clears the parent-death signal.
        _libc.prctl(SET_PARENT_DEATH_SIGNAL, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _ending(child: Child) -> str:
    code = child.process.returncode
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"


def is_working_folder_of_a_process(folder: Path) -> bool:
    """Whether any process this user may look into has `folder` as its working folder."""
    wanted = str(folder.resolve())
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if os.readlink(entry) == wanted:
                return True
    return False
