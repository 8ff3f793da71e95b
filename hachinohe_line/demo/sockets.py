"""In which folder a server's unix socket lies, given that Linux allows such a path 107 bytes."""

import hashlib
import os
import pwd
import stat
import tempfile
from pathlib import Path
from typing import Final

from hachinohe_line.demo.failures import DemoError

LONGEST_PATH: Final = 107  # bytes; sun_path of <sys/un.h> without its final zero


def socket_folder(home: Path, *, socket_name: str) -> Path:
    """A private folder for the socket: inside `home`, or below $TMPDIR when that is too long."""
    folder = home / "run"
    if not _fits(folder / socket_name):
        digest = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
        folder = Path(tempfile.gettempdir(), f"hachinohe-line-{digest}")
        if not _fits(folder / socket_name):
            raise DemoError(f"The path of {folder} is too long: set TMPDIR to a shorter one.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_private(folder)
    return folder


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= LONGEST_PATH


def _require_private(folder: Path) -> None:
    # Below a shared /tmp somebody else may have made a folder of this name first.
    found = folder.lstat()
    owners = {os.geteuid()} | ({pwd.getpwnam("nobody").pw_uid} if os.geteuid() == 0 else set())
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid in owners
    if not is_ours or found.st_mode & 0o077:
        raise DemoError(f"{folder} is not a private folder of this user: remove it.")
