"""Where does a text link to, as the drafter wrote it and as a browser would take it?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, urlsplit

# Full-width letters, figures and the signs of an address; one sign stays one sign.
PLAIN: Final = {
    **{code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))},
    **{code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)},
    **{ord(wide): plain for wide, plain in zip("：／．－＿％＆＝＃＠", ":/.-_%&=#@", strict=True)},
}
IN_ADDRESS: Final = r"[\w\-./?%&=~#:@+,;!*()$\[\]']"
# Some browsers go on behind these, and then what follows an @ is the host.
ODD: Final = r"[\\|\"<>^{}`]"
LINK: Final = re.compile(
    rf"(?<![a-z0-9])https?://{IN_ADDRESS}*(?:{ODD}+{IN_ADDRESS}*@{IN_ADDRESS}*)?",
    re.ASCII | re.IGNORECASE,
)
NOT_AT_THE_END: Final = ".,;:!?')]*"


@dataclass(frozen=True)
class Link:
    """An address in a text: offsets into what was written, and the address in plain characters."""

    start: int
    end: int
    written: str
    address: str

    @property
    def parts(self) -> SplitResult | None:
        """Scheme, host and so on; None when no browser could take it for an address."""
        try:
            split = urlsplit(self.address)
            _ = split.port
        except ValueError:
            return None
        return split

    @property
    def host(self) -> str:
        """The name of the server in small letters, without a dot at the end; may be empty."""
        return ((self.parts and self.parts.hostname) or "").rstrip(".")


@lru_cache(maxsize=64)
def links_in(text: str) -> tuple[Link, ...]:
    """Every address that begins with http:// or https://, in reading order."""
    return tuple(_links(text))


def belongs_to(host: str, domains: Iterable[str]) -> bool:
    """Is the host one of the domains, or below one?"""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _links(text: str) -> Iterator[Link]:
    plain = text.translate(PLAIN)
    for found in LINK.finditer(plain):
        address = found[0].rstrip(NOT_AT_THE_END)
        if found[0].count("(") > address.count(")") and found[0][len(address) :].startswith(")"):
            address += ")"
        end = found.start() + len(address)
        yield Link(found.start(), end, text[found.start() : end], address)
