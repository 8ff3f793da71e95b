"""Child processes are watched while they run, and none outlives the process that started it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.processes import Children
from tests.demo.processes_of import eventually, processes_of

SUPERVISOR = """
import sys, time
from pathlib import Path
from tests.servers import Servers
with Servers(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""

DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("I do not listen", flush=True)
time.sleep(60)
"""


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    children = Children(tmp_path / "logs")
    yield children
    children.stop_all(seconds=0)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_death_ends_every_wait_and_shows_the_end_of_the_log(children: Children) -> None:
    children.start("beat", python("raise SystemExit('no such schedule')"))
    with pytest.raises(DemoError, match=r"(?s)beat has ended \(exit status 1\).*no such schedule"):
        children.wait_until(lambda: False, what="the web server", seconds=20)


def test_a_wait_has_an_end(children: Children) -> None:
    children.start("web", python("import time; time.sleep(60)"))
    with pytest.raises(DemoError, match=r"Waited 0.1 seconds for the web server in vain"):
        children.wait_until(lambda: False, what="the web server", seconds=0.1)


def test_a_failed_step_says_what_its_program_said(children: Children) -> None:
    with pytest.raises(DemoError, match=r"(?s)prepare failed \(exit status 3\).*no such table"):
        children.run("prepare", python("print('no such table'); exit(3)"), seconds=20)


def test_a_child_that_does_not_listen_is_killed(children: Children) -> None:
    child = children.start("deaf", python(DEAF))
    children.wait_until(lambda: child.log.stat().st_size > 0, what="its first word", seconds=10)
    children.stop([child], seconds=0.2)
    assert child.process.returncode == -signal.SIGKILL


def test_a_stopped_child_is_not_missed(children: Children) -> None:
    child = children.start("web", python("import time; time.sleep(60)"))
    children.stop([child], seconds=10)
    children.check()
    assert not child.is_alive


def test_a_killed_supervisor_leaves_no_server_behind(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*python(SUPERVISOR), tmp_path], stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == "ready\n"
        assert len(processes_of(tmp_path)) > 2
        supervisor.kill()
    assert eventually(lambda: not processes_of(tmp_path), seconds=2), processes_of(tmp_path)
