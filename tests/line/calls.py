"""How do these tests speak plain HTTP, past our own client?"""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from typing import Any

from tests.standin import StandIn

BROADCAST = "/v2/bot/message/broadcast"


@dataclass(frozen=True)
class Reply:
    """A status, its headers (any case) and the JSON body."""

    status: int
    headers: Message
    json: Any


def call(
    standin: StandIn,
    method: str,
    path: str,
    body: Any = None,
    *,
    headers: dict[str, str] | None = None,
    token: str | None = None,
) -> Reply:
    """Send one request as an authenticated caller would; ``body`` may be bytes or JSON data."""
    sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    connection = HTTPConnection("127.0.0.1", standin.port, timeout=5)
    try:
        usual = {
            "Authorization": f"Bearer {token or standin.token}",
            "Content-Type": "application/json",
        }
        connection.request(method, path, body=sent, headers=usual | (headers or {}))
        response = connection.getresponse()
        return Reply(response.status, response.headers, json.loads(response.read()))
    finally:
        connection.close()


def broadcast(standin: StandIn, *texts: str, **more: Any) -> Reply:
    """Broadcast these texts; ``retry_key`` goes into its header."""
    key = more.pop("retry_key", None)
    headers = {} if key is None else {"X-Line-Retry-Key": str(key)}
    messages = [{"type": "text", "text": text} for text in texts]
    return call(standin, "POST", BROADCAST, {"messages": messages}, headers=headers, **more)


def raw_answer(status: str, body: str = "{}", **headers: str) -> bytes:
    """Write an HTTP answer; underscores in header names stand for hyphens."""
    content = body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


@contextmanager
def impostor(answer: bytes) -> Iterator[str]:
    """Run a server that gives every request the same ``answer``; yield its base URL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_answer_all, args=(listening, answer))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def _answer_all(listening: socket.socket, answer: bytes) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            connection.sendall(answer)
