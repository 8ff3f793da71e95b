"""Whether a password stands in a local list of breached ones; nothing is asked over a network.

The list is a text file as the public ones come: one upper-case hash a line, sorted, optionally
followed by `:` and a count; SHA-1 (40 hex digits) or NTLM (32). The setting
BREACHED_PASSWORDS_FILE names it. It is searched by halves where it lies: a list of 40 GB takes
some forty reads.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from django.core.exceptions import ImproperlyConfigured

from accounts.md4 import md4

LONGEST_LINE: Final = 100  # bytes, generously

_HASHES: Final[dict[int, Callable[[str], bytes]]] = {
    40: lambda password: hashlib.sha1(password.encode(), usedforsecurity=False).digest(),
    32: lambda password: md4(password.encode("utf-16-le")),
}


def is_breached(password: str, path: Path) -> bool:
    """Does the password stand in the list?

    Raises ImproperlyConfigured when the file cannot be read as such a list: a check that was
    ordered must not be left out silently.
    """
    try:
        with path.open("rb") as file:
            first = _hash_of(file.readline(LONGEST_LINE))
            if len(first) not in _HASHES:
                raise ImproperlyConfigured(f"{path} is no list of SHA-1 or NTLM hashes.")
            wanted = _HASHES[len(first)](password).hex().upper().encode()
            return _stands(file, wanted)
    except OSError as error:
        raise ImproperlyConfigured(f"The file that BREACHED_PASSWORDS_FILE names: {error}.") from (
            error
        )


def _stands(file: BinaryIO, wanted: bytes) -> bool:
    # Kept true: every line that starts before `low` is smaller, every one from `high` on is not.
    low, high = 0, file.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        start = _start_of_line(file, middle)
        file.seek(start)
        line = file.readline(LONGEST_LINE)
        if _hash_of(line) < wanted:
            low = start + len(line)
        else:
            high = start
    file.seek(low)
    return _hash_of(file.readline(LONGEST_LINE)) == wanted


def _start_of_line(file: BinaryIO, position: int) -> int:
    """Where the line that holds this byte begins."""
    begin = max(0, position - LONGEST_LINE)
    file.seek(begin)
    before = file.read(position - begin)
    return begin + before.rfind(b"\n") + 1


def _hash_of(line: bytes) -> bytes:
    return line.split(b":")[0].strip().upper()
