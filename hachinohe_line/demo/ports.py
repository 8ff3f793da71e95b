"""At which port a server of the demo listens, decided before the server starts."""

import errno
import socket
from typing import Final

LOOPBACK: Final = "127.0.0.1"
QUEUE: Final = 128


def listen(wanted: int) -> socket.socket:
    """A listening socket at `wanted`, or at any free port when that one is taken.

    Handed down to the server, so that two demos which start together never both find the same
    port free and then fight for it.
    """
    if not _taken_on_ipv6(wanted):
        try:
            return _bound(wanted)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    return _bound(0)


def port_of(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(QUEUE)
    except OSError:
        listener.close()
        raise
    return listener


def _taken_on_ipv6(port: int) -> bool:
    # A browser asked for "localhost" may try ::1 first, and would find somebody else's server.
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("::1", port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False
