"""Which addresses does LINE take?"""

from typing import Final
from urllib.parse import quote, urlsplit

from line.messages.limits import ADDRESS_LENGTH, LINK, Limit

# What may stand in an address as it is; the rest is written as %XX ('Encoding a URL').
PLAIN: Final = "%-._~:/?#[]@!$&'()*+,;="


def checked_address(address: str, limit: Limit = ADDRESS_LENGTH) -> str:
    """Return ``address`` percent-encoded; raises ``ValueError`` unless it is one of https.

    A host that is not plain ASCII is refused: such names can look like others.
    """
    try:
        parts = urlsplit(address)
        is_host_plain = bool(parts.hostname) and str(parts.hostname).isascii()
    except ValueError:
        raise ValueError("not an address") from None
    if parts.scheme != "https" or not is_host_plain or any(c.isspace() for c in address):
        raise ValueError("an address must begin with https:// and hold no spaces")
    encoded = quote(address, safe=PLAIN)
    if limit.excess(encoded):
        raise ValueError(f"an address holds at most {limit.value} characters")
    return encoded


def checked_link(address: str) -> str:
    """Return an address that a button may lead to; raises ``ValueError`` for any other."""
    return checked_address(address, LINK)
