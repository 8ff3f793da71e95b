"""In which words does LINE refuse one property of a message?

Source: Messaging API reference, 'Error responses'; the words about ranges and addresses are the
stand-in's own.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from line.messages.addresses import PRACTICE_HOSTS
from line.messages.limits import ADDRESS_LENGTH, Limit

Detail = dict[str, str]
Message = dict[str, Any]
Faults = Iterator[Detail]


def detail(message: str, place: str) -> Detail:
    """One entry of LINE's ``details``: what is wrong, and at which property."""
    return {"message": message, "property": place}


def unknown(message: Message, known: set[str], where: str) -> Faults:
    """Properties that LINE does not know."""
    for name in sorted(set(message) - known):
        yield detail("Unknown property", f"{where}.{name}")


def words(message: Message, name: str, limit: Limit, where: str) -> Faults:
    """A text that must be there and must not be too long."""
    text = message.get(name)
    if not isinstance(text, str) or not text:
        yield detail("May not be empty", f"{where}.{name}")
    elif limit.excess(text):
        yield detail(f"Length must be between 0 and {limit.value}", f"{where}.{name}")


def address(
    message: Message,
    name: str,
    where: str,
    limit: Limit = ADDRESS_LENGTH,
    schemes: tuple[str, ...] = ("https",),
) -> Faults:
    """An address that must be there, percent-encoded and of a known scheme."""
    found = list(words(message, name, limit, where))
    yield from found
    if not found and not _is_address(str(message[name]), schemes):
        yield detail("Must be a valid URI", f"{where}.{name}")


def number(message: Message, name: str, limit: Limit, where: str) -> Faults:
    """Degrees that must be there."""
    value = message.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield detail("May not be null", f"{where}.{name}")
    elif not -limit.value <= value <= limit.value:
        span = f"{-limit.value} and {limit.value}"
        yield detail(f"Must be between {span}", f"{where}.{name}")


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    if not text.isascii() or any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.hostname in PRACTICE_HOSTS:  # milder than LINE, or no demo could show a picture
        return parts.scheme in {"http", *schemes}
    return parts.scheme in schemes and bool(parts.netloc or parts.path)
