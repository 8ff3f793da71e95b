"""How is the stand-in started? ``python -m line.standin --help`` says it."""

import argparse
import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType

from line.standin.desk.desk import Desk
from line.standin.guard import UnsafeStart, check_tokens
from line.standin.platform import DEFAULT_FRIENDS, FACTORY_TOKEN, Platform
from line.standin.server import Server
from line.standin.store import Store

DEFAULT_PORT = 9000


def main(arguments: list[str]) -> int:
    """Serve until SIGTERM, SIGINT or, with --until-eof, the end of standard input."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    tokens = tuple(options.token or [FACTORY_TOKEN])
    try:
        check_tokens((*tokens, os.environ.get("LINE_CHANNEL_ACCESS_TOKEN", "")))
        store = Store(options.store)
        platform = Platform(store, tokens=tokens, friends=options.friends)
        desk = Desk(platform, options.mails, options.authenticator, options.web)
        server = Server(_listening(options), platform, desk)
    except (UnsafeStart, OSError, ValueError) as refusal:
        sys.stderr.write(f"line.standin does not start: {refusal}\n")
        return 2
    _stop_on_signals(server)
    if options.until_eof:
        threading.Thread(target=_stop_on_eof, args=[server], daemon=True).start()
    host, port = server.socket.getsockname()[:2]
    sys.stdout.write(f"line.standin listens on http://{host}:{port} (this is not LINE)\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.05)
    store.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m line.standin",
        description="A stand-in for the LINE platform, for demonstrations and tests.",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--port", type=int, default=DEFAULT_PORT, help="port on 127.0.0.1; 0: any")
    where.add_argument("--fd", type=int, help="number of an inherited listening loopback socket")
    parser.add_argument("--store", type=Path, help="SQLite file that survives a restart")
    parser.add_argument("--mails", type=Path, help="folder of Django's filebased mail backend")
    parser.add_argument("--authenticator", type=Path, help="JSON file of the accounts' TOTP keys")
    parser.add_argument("--token", action="append", help="accepted token; repeat for more channels")
    parser.add_argument("--friends", type=int, default=DEFAULT_FRIENDS, help="number of friends")
    parser.add_argument("--web", default="", help="address of the web application, for a link")
    parser.add_argument("--until-eof", action="store_true", help="stop when stdin is closed")
    return parser


def _listening(options: argparse.Namespace) -> socket.socket:
    if options.fd is not None:
        return socket.socket(fileno=options.fd)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", options.port))
    return listening


def _stop_on_signals(server: Server) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        # shutdown() waits for the loop that this handler has interrupted.
        threading.Thread(target=_stop, args=[server]).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _stop_on_eof(server: Server) -> None:
    # Not sys.stdin: its lock, held by a waiting thread, would block the end of the process.
    while os.read(0, 4096):
        pass
    _stop(server)


def _stop(server: Server) -> None:
    server.stopping.set()
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
