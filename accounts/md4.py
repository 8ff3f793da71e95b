"""MD4 (RFC 1320), for one purpose: reading public lists of breached passwords in NTLM form.

Python's hashlib leaves it out where OpenSSL does. It protects nothing here and never will.
"""

from collections.abc import Callable
from typing import Final

_START: Final = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_MASK: Final = 0xFFFFFFFF

Mix = Callable[[int, int, int], int]
# Of each round: how three words are mixed, what is added, which words in turn, how far to turn.
_ROUNDS: Final[tuple[tuple[Mix, int, tuple[int, ...], tuple[int, ...]], ...]] = (
    (lambda x, y, z: x & y | ~x & z, 0, tuple(range(16)), (3, 7, 11, 19)),
    (
        lambda x, y, z: x & y | x & z | y & z,
        0x5A827999,
        (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15),
        (3, 5, 9, 13),
    ),
    (
        lambda x, y, z: x ^ y ^ z,
        0x6ED9EBA1,
        (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15),
        (3, 9, 11, 15),
    ),
)


def md4(content: bytes) -> bytes:
    """The 16 bytes of the digest."""
    length = len(content)
    padded = content + b"\x80" + bytes(-(length + 9) % 64) + (8 * length).to_bytes(8, "little")
    state: tuple[int, ...] = _START
    for start in range(0, len(padded), 64):
        state = _block(state, padded[start : start + 64])
    return b"".join(word.to_bytes(4, "little") for word in state)


def _block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = [int.from_bytes(block[i : i + 4], "little") for i in range(0, 64, 4)]
    a, b, c, d = state
    for mix, constant, order, turns in _ROUNDS:
        for step, index in enumerate(order):
            mixed = (a + mix(b, c, d) + words[index] + constant) & _MASK
            turn = turns[step % 4]
            a, b, c, d = d, (mixed << turn | mixed >> (32 - turn)) & _MASK, b, c
    return tuple((x + y) & _MASK for x, y in zip(state, (a, b, c, d), strict=True))
