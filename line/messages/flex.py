"""What is a Flex Message, and which words does it hold?"""

import json
from typing import Any

from line.messages.limits import ALT_TEXT, FLEX_BYTES

# The parts of a bubble, top to bottom.
PARTS = ("header", "hero", "body", "footer")


def flex_message(alt_text: str, bubble: dict[str, Any]) -> dict[str, Any]:
    """Return the message; ``alt_text`` is what notifications and screen readers say.

    Raises ``ValueError`` when one of the two is too long. How LINE measures the bytes is not
    written anywhere; counted is what goes over the wire, where a kanji takes six.
    """
    if not alt_text.strip() or ALT_TEXT.excess(alt_text):
        raise ValueError(f"an alternative text holds 1 to {ALT_TEXT.value} units")
    size = len(json.dumps(bubble))
    if size > FLEX_BYTES.value:
        raise ValueError(f"a card of {size} bytes is over LINE's {FLEX_BYTES.value}")
    return {"type": "flex", "altText": alt_text, "contents": bubble}


def words_in(node: dict[str, Any]) -> list[str]:
    """Return the words that are seen in a part of a bubble, in reading order."""
    if node.get("type") == "bubble":
        return [words for part in PARTS for words in words_in(node.get(part, {}))]
    if node.get("type") == "text":
        return [str(node.get("text", ""))]
    if node.get("type") == "button":
        return [str(node.get("action", {}).get("label", ""))]
    return [words for inner in node.get("contents", []) for words in words_in(inner)]
