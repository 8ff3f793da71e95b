"""Which addresses does LINE take?"""

import re
from typing import Final
from urllib.parse import quote

from line.messages.limits import ADDRESS_LENGTH, LINK, Limit

# Where demo and tests serve pictures from: no phone could fetch them there, nor does LINE try.
PRACTICE_HOSTS: Final = frozenset({"localhost", "127.0.0.1"})
# What may stand in an address as it is; the rest is written as %XX ('Encoding a URL').
PLAIN: Final = "%-._~:/?#[]@!$&'()*+,;="
# Scheme, host and port, and nothing else before the path: browsers take \\ for /, readers take
# what stands before @ for the host, and each library splits odd signs in its own way.
BEGINNING: Final = re.compile(
    r"(https?)://([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::\d{1,5})?(?=[/?#]|\Z)", re.ASCII | re.IGNORECASE
)


def checked_address(address: str) -> str:
    """Return the address of a picture or video; raises ``ValueError`` unless it is one of https.

    In practice on this machine it may be http; a start-up check refuses that in production.
    """
    return _checked(address, ADDRESS_LENGTH, may_be_practice=True)


def checked_link(address: str) -> str:
    """Return the address that a button may lead to, percent-encoded.

    Raises ``ValueError`` unless it is one of https. A host that is not plain ASCII is refused:
    such names can look like others. So is a name of a user, which can look like a host.
    """
    return _checked(address, LINK)


def _checked(address: str, limit: Limit, *, may_be_practice: bool = False) -> str:
    begins = BEGINNING.match(address)
    scheme, host = (begins[1].lower(), begins[2].lower()) if begins else ("", "")
    is_safe = scheme == "https" or (may_be_practice and scheme == "http" and host in PRACTICE_HOSTS)
    if not is_safe or any(c.isspace() for c in address):
        raise ValueError("an address must begin with https:// and a host, and hold no spaces")
    encoded = quote(address, safe=PLAIN)
    if limit.excess(encoded):
        raise ValueError(f"an address holds at most {limit.value} characters")
    return encoded
