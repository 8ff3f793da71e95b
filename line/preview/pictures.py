"""How is the picture of a message fetched and described on a page?"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Pictures:
    """For the pictures of one message: their words, and where a page has what LINE has."""

    alt: str
    fetched_from: Callable[[str], str]

    def drawn(self, address: str, *, otherwise: str = "", look: str = "") -> str:
        """The picture at LINE's `address`; `otherwise` are the words when there are no others."""
        source, alt = escape(self.fetched_from(address)), escape(self.alt or otherwise)
        name = f' class="{look}"' if look else ""
        return f'<img{name} src="{source}" alt="{alt}">'
