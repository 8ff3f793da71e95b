"""How do bytes come in and go out? HTTP/1.1 with kept connections, one thread each.

Not the standard library's ready-made handlers for files or CGI: faults need the bare connection,
to leave it silent or cut it before the first byte of an answer.
"""

import json
import logging
import select
import socket
import sys
import threading
import uuid
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from line.standin import control, guard
from line.standin.desk import desk
from line.standin.platform import Platform
from line.standin.wire import REQUEST_ID, Fate, Refusal, Request, Response

LARGEST_BODY = 2 * 1024 * 1024
LARGEST_BODY_READ = 8 * LARGEST_BODY
LONGEST_SILENCE = 3600.0
WATCH_INTERVAL = 0.2

logger = logging.getLogger("line.standin")


class Server(ThreadingHTTPServer):
    """The stand-in behind one listening socket; ``stopping`` ends hanging connections."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, listening: socket.socket, platform: Platform, its_desk: desk.Desk) -> None:
        guard.check_loopback(listening)
        super().__init__(listening.getsockname()[:2], Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.platform, self.desk = platform, its_desk
        self.stopping = threading.Event()
        self.server_activate()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore callers that went away; report everything else as usual."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    """One connection; requests are answered one after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "line-standin"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = LONGEST_SILENCE
    server: Server

    def serve(self) -> None:
        """Read one request, judge it, send its answer or let the answer meet its fate."""
        request_id = _new_id()
        try:
            body = self._body()
            request = Request(self.command, self.path, self.headers, body, request_id)
            guard.check_caller(request)
            response = self._answer(request)
        except Refusal as refusal:
            response = refusal.response
        self._log(response, request_id)
        if response.fate is Fate.ARRIVES:
            self._send(response, request_id)
            return
        if response.fate is Fate.HANGS:
            self._stay_silent(response.seconds)
        self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = serve  # noqa: N815

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no HTTP, or an unknown method, in the shape of all other answers."""
        self.close_connection = True
        self._send(Response(code, {"message": message or HTTPStatus(code).phrase}), _new_id())

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent; ``_log`` writes the lines that matter."""

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise Refusal(411, "The request needs a Content-Length")
        if int(length) > LARGEST_BODY:
            # Cutting off a caller in mid-sentence would reset the connection and lose the answer.
            self.rfile.read(min(int(length), LARGEST_BODY_READ))
            self.close_connection = True
            raise Refusal(413, "The request body is larger than 2 MB")
        return self.rfile.read(int(length))

    def _answer(self, request: Request) -> Response:
        if request.path == "/healthz":
            return Response(json={"status": "ok"})
        if self.server.desk.knows(request):
            return self.server.desk.answer(request)
        if request.path.startswith("/standin/"):
            return control.answer(self.server.platform, request)
        return self.server.platform.answer(request)

    def _send(self, response: Response, request_id: str) -> None:
        content = response.content
        headers = {"Content-Type": "application/json", **response.headers}
        if content is None:
            content = json.dumps(response.json).encode()
        headers |= {"Content-Length": str(len(content)), REQUEST_ID: request_id}
        if self.close_connection:
            headers["Connection"] = "close"
        phrase = HTTPStatus(response.status).phrase
        lines = [f"HTTP/1.1 {response.status} {phrase}", f"Date: {self.date_time_string()}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        # One write: a body in a second packet would wait for the first one's acknowledgement.
        self.wfile.write(head if self.command == "HEAD" else head + content)

    def _stay_silent(self, seconds: float) -> None:
        for _ in range(int(seconds / WATCH_INTERVAL) + 1):
            readable, _, _ = select.select([self.connection], [], [], WATCH_INTERVAL)
            if readable or self.server.stopping.is_set():
                return  # the caller has hung up, or we have to

    def _log(self, response: Response, request_id: str) -> None:
        if self.path.startswith("/v2/"):
            told = response.status if response.fate is Fate.ARRIVES else response.fate.value
            fault = f" fault={response.fault}" if response.fault else ""
            logger.info("%s %s %s %s%s", self.command, self.path, told, request_id, fault)


def _new_id() -> str:
    return str(uuid.uuid4())
