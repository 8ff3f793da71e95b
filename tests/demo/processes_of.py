"""Which processes work for a demo: those whose working folder or environment names its data."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def processes_of(data: Path) -> list[str]:
    """The process ids and command lines of all that run in, or were told of, this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        with suppress(OSError):
            if _works_in(process, data) or _was_told_of(process, data):
                words = (process / "cmdline").read_bytes().split(b"\0")
                found.append(f"{process.name} {b' '.join(words).decode(errors='replace')}")
    return found


def eventually(question: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the answer becomes yes in time."""
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _works_in(process: Path, data: Path) -> bool:
    # "/proc/N/cwd" of a process that is just ending cannot be read: it is not there any more.
    return Path(os.readlink(process / "cwd")).is_relative_to(data)


def _was_told_of(process: Path, data: Path) -> bool:
    return os.fsencode(f"DEMO_DATA={data}") in (process / "environ").read_bytes().split(b"\0")
