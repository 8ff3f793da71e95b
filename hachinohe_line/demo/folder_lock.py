"""Whether a data folder is in use: one process, and the children it started, may hold it."""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

from hachinohe_line.demo.failures import DemoError

SECONDS_TO_DIE: Final = 5.0  # what the children of a killed holder may take to end


def lock(folder: Path, *, refusal: str) -> int:
    """Take the folder for as long as the returned descriptor, or a child's copy of it, is open.

    Raises DemoError with `refusal` when somebody else has it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + SECONDS_TO_DIE
    while not _taken(descriptor):
        if _holder_lives(descriptor) or time.monotonic() > deadline:
            os.close(descriptor)
            raise DemoError(refusal)
        time.sleep(0.05)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder_lives(descriptor: int) -> bool:
    written = os.pread(descriptor, 20, 0).decode("ascii", errors="replace")
    return written.isdigit() and Path("/proc", written).exists()
