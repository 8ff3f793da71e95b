"""The demo as a developer starts it: it finds its place, says where it is, and leaves nothing."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hachinohe_line.demo.ports import LOOPBACK, listen
from tests.demo.processes_of import eventually, processes_of

COMMAND = [sys.executable, "-m", "hachinohe_line.demo"]
PROJECT = Path(__file__).parent.parent.parent


@dataclass
class Demo:
    """A demo with its own data folder, started again whenever a test needs it running."""

    data: Path
    screen: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def running(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = self._started()
        return self.process

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=20)

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Call the same command a second time, for the same data."""
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=PROJECT,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    def status(self, page: str) -> int:
        """What the server whose address follows this heading says about its health."""
        port = re.search(rf"{page}.*http://localhost:(\d+)", "".join(self.screen))
        assert port is not None
        connection = http.client.HTTPConnection(LOOPBACK, int(port[1]), timeout=5)
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        connection.close()
        return answer.status

    def _started(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            COMMAND,
            cwd=PROJECT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout is not None
        self.screen.clear()
        for line in process.stdout:
            self.screen.append(line)
            if line.startswith("  logs "):
                return process
        raise AssertionError("".join(self.screen))

    def _environment(self) -> dict[str, str]:
        # Servers of its own: never the database of the tests.
        foreign = {"DATABASE_URL", "REDIS_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in foreign}
        return {**kept, "DEMO_DATA": str(self.data)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    demo = Demo(tmp_path_factory.mktemp("demo") / "data of the demo")
    with listen(8000):  # taken by us, or by somebody else already
        demo.running()
        yield demo
    demo.stop()


def test_web_and_stand_in_answer(demo: Demo) -> None:
    demo.running()
    assert (demo.status("八戸市LINE配信管理"), demo.status("stand-in")) == (200, 200)


def test_a_taken_port_is_reported_and_avoided(demo: Demo) -> None:
    demo.running()
    assert re.search(r"Port 8000 is taken, using \d+", "".join(demo.screen))


def test_a_second_demo_on_the_same_data_is_refused_in_one_line(demo: Demo) -> None:
    demo.running()
    second = demo.call()
    assert second.returncode == 1
    assert second.stdout.strip() == (
        f"A demo is already running in {demo.data}: use that one, or stop it."
    )


def test_its_data_are_not_removed_while_it_runs(demo: Demo) -> None:
    demo.running()
    assert "stop it before" in demo.call("reset").stdout
    assert (demo.data / "authenticator.json").exists()


def test_sigterm_stops_everything_in_good_order(demo: Demo) -> None:
    process = demo.running()
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest.splitlines()[-1] == "Stopping."
    assert processes_of(demo.data) == []


def test_kill_9_leaves_no_process_behind(demo: Demo) -> None:
    process = demo.running()
    assert len(processes_of(demo.data)) > 10
    process.kill()
    assert eventually(lambda: not processes_of(demo.data), seconds=2), processes_of(demo.data)
