"""What may one request to LINE contain, and which exact text goes on the wire?"""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Limit:
    """One limit set by LINE: the highest permitted ``value``, its unit and where it is written."""

    value: int
    unit: str
    source: str


TEXT_LENGTH = Limit(
    5000,
    "UTF-16 code units",
    "Messaging API reference, 'Text message'; 'Character counting in a text'",
)
MESSAGES_PER_REQUEST = Limit(
    5, "messages", "Messaging API reference, 'Send broadcast message', request body"
)
REQUEST_BYTES = Limit(
    2 * 1024 * 1024, "bytes", "Messaging API reference, 'Status codes', 413 Payload Too Large"
)


def utf16_length(text: str) -> int:
    """Count ``text`` as LINE does: in UTF-16 code units, so that an emoji such as 😀 counts 2.

    Source: LINE guide 'Character counting in a text'.
    """
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def beginning_of(text: str) -> str:
    """As much of ``text`` as one text message holds, without half a character at the end."""
    units = text.encode("utf-16-le", errors="surrogatepass")[: 2 * TEXT_LENGTH.value]
    return units.decode("utf-16-le", errors="ignore")


def text_message(text: str) -> dict[str, str]:
    """Return LINE's text message object for ``text``.

    Raises ``ValueError`` when the text is blank, longer than ``TEXT_LENGTH`` or holds half of a
    surrogate pair (which LINE cannot decode).
    Source: Messaging API reference, 'Text message'.
    """
    if not text.strip():
        raise ValueError("a text message must not be blank")
    length = utf16_length(text)
    if length > TEXT_LENGTH.value:
        raise ValueError(
            f"a text message holds at most {TEXT_LENGTH.value} units, this has {length}"
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("a text message must not contain half of a surrogate pair")
    return {"type": "text", "text": text}


def broadcast_body(messages: list[dict[str, Any]]) -> str:
    """Freeze ``messages`` into the JSON text of a broadcast request, to be stored before sending.

    The text is what ``json.dumps`` writes with its default separators and escapes, because the
    SDK serialises that way: parsing and writing it again yields the same bytes, as LINE demands
    of a retried request ('Retrying an API request').
    Raises ``ValueError`` when there are not 1 to 5 messages or the body is over 2 MB.
    """
    if not 1 <= len(messages) <= MESSAGES_PER_REQUEST.value:
        raise ValueError(
            f"a request carries 1 to {MESSAGES_PER_REQUEST.value} messages, not {len(messages)}"
        )
    body = json.dumps({"messages": messages}, allow_nan=False)
    if len(body) > REQUEST_BYTES.value:
        raise ValueError(f"the request body of {len(body)} bytes is over LINE's 2 MB")
    return body
