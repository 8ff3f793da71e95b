"""Which part of a file does a request ask for? Players of films ask for parts of them.

Rules of RFC 9110, section 14: one range of bytes is answered; several at once, other units and what
cannot be read are answered with the whole file, as if nothing had been asked for.
"""

import re
from collections.abc import Iterator
from typing import IO, Final

# More digits than any file has bytes are no range.
ONE: Final = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE)
AT_A_TIME: Final = 1 << 18


class Unsatisfiable(Exception):
    """The part asked for lies behind the end of the file."""


class Piece:
    """The bytes of one part, read bit by bit; closing it closes the file."""

    def __init__(self, file: IO[bytes], part: range) -> None:
        self._file, self._part = file, part

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(self._part.start)
        left = len(self._part)
        while left and (piece := self._file.read(min(left, AT_A_TIME))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()


def part_asked(header: str, size: int) -> range | None:
    """The places of the bytes that a Range header asks for; None when it asks for the whole.

    `size` is that of the file in bytes. Raises Unsatisfiable.
    """
    found = ONE.fullmatch(header.strip())
    if found is None or found[0].strip().endswith("=-"):
        return None
    first, last = found.groups()
    if not first:
        part = range(max(size - int(last), 0), size)
    else:
        if last and int(last) < int(first):
            return None
        part = range(int(first), min(int(last) + 1, size) if last else size)
    if not part:
        raise Unsatisfiable
    return part
