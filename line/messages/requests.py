"""What may one request to LINE contain, and which exact text goes on the wire?"""

import json
from typing import Any

from line.messages.limits import MESSAGES_PER_REQUEST, REQUEST_BYTES


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
