"""As whom PostgreSQL runs when the developer is root, which PostgreSQL refuses to be."""

import ctypes
import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hachinohe_line.demo.failures import DemoError

CLONE_NEWUSER: Final = 0x10000000
OTHERS_MAY_ENTER: Final = 0o001

_libc = ctypes.CDLL(None, use_errno=True)


def _do_nothing() -> None:
    pass


@dataclass(frozen=True)
class Account:
    """Who runs the server: `before_exec` makes the child that user, who owns files as `uid`."""

    before_exec: Callable[[], None]
    uid: int
    gid: int

    def take(self, path: Path) -> None:
        """Give a file, or a folder and all below it, to the account."""
        if path.stat().st_uid == self.uid:
            return
        for parent, _, names in os.walk(path):
            for name in names:
                os.chown(Path(parent, name), self.uid, self.gid, follow_symlinks=False)
            os.chown(parent, self.uid, self.gid)
        if path.is_file():
            os.chown(path, self.uid, self.gid)


def account(*, must_enter: tuple[Path, ...]) -> Account:
    """The account for a server that refuses to run as root.

    A plain user stays who he is. Root runs the server in a new user namespace, where the same
    root is called nobody: no new user, no change of owner. Where the kernel or a container
    refuses namespaces the server runs as the real nobody, who must be able to enter every
    folder of `must_enter`: raises DemoError when he is not.
    """
    if os.geteuid() != 0:
        return Account(_do_nothing, os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    enter = _namespace(nobody)
    if _works(enter):
        return Account(enter, 0, 0)
    for folder in must_enter:
        _require_entry(folder)
    return Account(_change_user(nobody), nobody.pw_uid, nobody.pw_gid)


def _namespace(user: pwd.struct_passwd) -> Callable[[], None]:
    # Opened in the child between fork and exec, so nothing here may need an import.
    maps = (
        ("/proc/self/setgroups", b"deny"),
        ("/proc/self/uid_map", f"{user.pw_uid} 0 1".encode()),
        ("/proc/self/gid_map", f"{user.pw_gid} {os.getegid()} 1".encode()),
    )

    def enter() -> None:
        if _libc.unshare(CLONE_NEWUSER) != 0:
            raise OSError(ctypes.get_errno(), "unshare")
        for path, content in maps:
            descriptor = os.open(path, os.O_WRONLY)
            os.write(descriptor, content)
            os.close(descriptor)

    return enter


def _works(enter: Callable[[], None]) -> bool:
    try:
        subprocess.run(["/bin/true"], preexec_fn=enter, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _change_user(user: pwd.struct_passwd) -> Callable[[], None]:
    def change() -> None:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)

    return change


def _require_entry(folder: Path) -> None:
    for step in (folder, *folder.parents):
        if step.exists() and not step.stat().st_mode & OTHERS_MAY_ENTER:
            raise DemoError(
                "PostgreSQL does not run as root, and here it can only run as the user nobody, "
                f"who may not enter {step}. Move the project to a folder every user may enter, "
                "or start it as an ordinary user."
            )
