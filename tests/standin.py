"""How does a test start, steer and stop the stand-in for LINE? As a real process over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
TOKEN = "standin-channel-token"
FRIENDS = 120
START_SECONDS = 10.0


@dataclass
class StandIn:
    """The stand-in for LINE on a loopback port, with the orders a test may give it.

    ``arguments`` are more command-line options, such as ``("--store", "file.sqlite3")``.
    """

    token: str = TOKEN
    arguments: tuple[str, ...] = ()
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def base_url(self) -> str:
        """The value for LINE_API_BASE_URL."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "StandIn":
        """Start the process and wait until it answers; the port stays the same on a restart."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self.port))
        listening.listen(128)
        self.port = listening.getsockname()[1]
        with listening:
            self._process = subprocess.Popen(
                self._command(listening.fileno()),
                cwd=REPOSITORY,
                env={**os.environ, "LINE_CHANNEL_ACCESS_TOKEN": self.token},
                pass_fds=[listening.fileno()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._wait_until_healthy()
        return self

    def stop(self) -> None:
        """Stop the process in an orderly way."""
        self._end(kill=False)

    def kill(self) -> None:
        """End the process without a chance to tidy up."""
        self._end(kill=True)

    def restart(self) -> None:
        """Stop and start again on the same port and, with ``--store``, the same memory."""
        self.stop()
        self.start()

    def reset(self) -> None:
        """Forget deliveries, requests, retry keys, faults, quota, rates and the clock's offset."""
        self.ask("POST", "/standin/reset", {})

    def arm(self, name: str, times: int = 1, **more: Any) -> None:
        """Arm a fault for the next ``times`` broadcasts; ``more``: ``seconds``, ``endpoint``."""
        self.ask("POST", "/standin/faults", {"name": name, "times": times, **more})

    def disarm(self) -> None:
        """Disarm all faults."""
        self.ask("DELETE", "/standin/faults")

    def armed(self) -> list[dict[str, Any]]:
        """Return the armed faults with their remaining ``times``."""
        found: list[dict[str, Any]] = self.ask("GET", "/standin/faults")["faults"]
        return found

    def advance_clock(self, seconds: float) -> None:
        """Let ``seconds`` pass for the stand-in."""
        self.ask("POST", "/standin/clock", {"advance_seconds": seconds})

    def limit_quota(self, messages: int) -> None:
        """Limit the month to ``messages``, counted once per recipient."""
        self.ask("POST", "/standin/quota", {"type": "limited", "value": messages})

    def set_rates_aside(self) -> None:
        """Refuse nothing for coming too often until ``reset``; LINE takes 60 broadcasts an hour."""
        self.ask("POST", "/standin/rates", {"counted": False})

    def deliveries(self) -> list[dict[str, Any]]:
        """Return the accepted messages, oldest first."""
        found: list[dict[str, Any]] = self.ask("GET", "/standin/deliveries")["deliveries"]
        return found

    def requests(self) -> list[dict[str, Any]]:
        """Return every request that LINE's side received, oldest first."""
        found: list[dict[str, Any]] = self.ask("GET", "/standin/requests")["requests"]
        return found

    def ask(self, method: str, path: str, order: dict[str, Any] | None = None) -> Any:
        """Give one order and return its JSON answer."""
        status, content = self.fetch(method, path, order)
        if status != 200:
            raise AssertionError(f"{method} {path} was answered {status}: {content.decode()}")
        return json.loads(content)

    def fetch(
        self, method: str, path: str, order: dict[str, Any] | None = None
    ) -> tuple[int, bytes]:
        """Send one request and return its status and content."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            body = None if order is None else json.dumps(order)
            connection.request(method, path, body=body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _command(self, descriptor: int) -> list[str]:
        listen = ["--fd", str(descriptor), "--token", self.token, "--friends", str(FRIENDS)]
        # --until-eof: should the test run be killed, its end of the pipe closes.
        return [sys.executable, "-m", "line.standin", *listen, "--until-eof", *self.arguments]

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.ask("GET", "/healthz")
                return
            except OSError:
                if time.monotonic() > deadline:
                    self.kill()
                    raise
                time.sleep(0.02)

    def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if kill:
            process.kill()
        else:
            process.terminate()
        process.wait(timeout=10)
        if process.stdin is not None:
            process.stdin.close()
