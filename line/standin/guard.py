"""Who may talk to the stand-in, and with which credentials may it not start?

It runs on a developer's machine, so a page in the developer's browser must not be able to read or
steer it, and a real channel access token must never be handed to it by mistake.
"""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from line.standin.wire import Refusal, Request

# A long-lived channel access token of LINE is about 170 base64 characters.
REAL_TOKEN = re.compile(r"[A-Za-z0-9+/=_-]{101,}")
CHANGING_METHODS = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class UnsafeStart(Exception):
    """The stand-in must not start like this; the text says why."""


def check_tokens(tokens: tuple[str, ...]) -> None:
    """Raise ``UnsafeStart`` if a token looks like a real one of LINE; the text hides it."""
    if any(REAL_TOKEN.fullmatch(token) for token in tokens):
        raise UnsafeStart("a token looks like a real LINE channel access token")


def check_loopback(listening: socket.socket) -> None:
    """Raise ``UnsafeStart`` unless ``listening`` can be reached from this machine only."""
    if listening.family not in {socket.AF_INET, socket.AF_INET6}:
        raise UnsafeStart("the stand-in listens on a loopback address only")
    host = listening.getsockname()[0]
    if not ipaddress.ip_address(host).is_loopback:
        raise UnsafeStart(f"the stand-in listens on a loopback address only, not on {host}")


def check_caller(request: Request) -> None:
    """Raise the 403 refusal for a request from another site, or under another name (rebinding)."""
    host = request.header("Host")
    if not _is_loopback_name(urlsplit(f"//{host}").hostname):
        raise Refusal(403, "The stand-in answers under a loopback name only")
    origin = request.header("Origin")
    if request.method in CHANGING_METHODS and origin and origin != f"http://{host}":
        raise Refusal(403, "The stand-in takes no orders from other sites")


def _is_loopback_name(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False
