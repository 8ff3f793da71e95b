"""A data folder has one user at a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.folder_lock import lock
from hachinohe_line.demo.reset import reset

HOLDER = """
import subprocess, sys
from pathlib import Path
from hachinohe_line.demo.folder_lock import lock
held = lock(Path(sys.argv[1]), refusal="taken")
child = subprocess.Popen(["sleep", sys.argv[2]], pass_fds=(held,), stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
sys.stdin.read()
"""


def is_running(process: int) -> bool:
    """Whether it still has a command line; one that has ended may wait for its parent without."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes() != b""
    except FileNotFoundError:
        return False


def test_a_second_user_is_refused(tmp_path: Path) -> None:
    held = lock(tmp_path, refusal="")
    with pytest.raises(DemoError, match="somebody is here"):
        lock(tmp_path, refusal="somebody is here")
    os.close(held)
    os.close(lock(tmp_path, refusal="free again"))


def test_the_next_user_waits_for_the_children_of_a_killed_one(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path, "0.5"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        child = int(holder.stdout.readline())
        holder.kill()
        holder.wait()
        assert is_running(child)
        os.close(lock(tmp_path, refusal="its child is still here"))
        assert not is_running(child)


def test_reset_refuses_while_the_folder_is_in_use(tmp_path: Path) -> None:
    data = tmp_path / "data"
    held = lock(data, refusal="")
    with pytest.raises(DemoError, match="stop it before"):
        reset(data)
    assert data.exists()
    os.close(held)


def test_reset_removes_everything_and_may_be_repeated(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "mails").mkdir(parents=True)
    (data / "mails" / "1.log").write_text("text")
    reset(data)
    reset(data)
    assert not data.exists()
