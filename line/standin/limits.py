"""Which messages does LINE take? Shapes and limits, with LINE's words for each fault.

Source: Messaging API reference, 'Message objects' and 'Error responses'. The words for an unknown
type or property are not established there and are the stand-in's own.
"""

from collections.abc import Callable
from typing import Any

from line.standin.wire import Refusal

Detail = dict[str, str]
Message = dict[str, Any]

MESSAGES_PER_REQUEST = 5
TEXT_LENGTH = 5000
EMOJIS_PER_TEXT = 20
EMOJI_PLACEHOLDER = "$"


def utf16_length(text: str) -> int:
    """Count in UTF-16 code units (guide 'Character counting in a text')."""
    return sum(2 if ord(character) > 0xFFFF else 1 for character in text)


def check_body(body: Any, properties: dict[str, type]) -> None:
    """Raise ``Refusal`` unless ``body`` is an object with good messages and known properties.

    ``properties`` names what the endpoint takes besides ``messages``, with its type.
    """
    if not isinstance(body, dict):
        raise Refusal(400, "The request body could not be parsed as JSON (not an object)")
    for name, value in body.items():
        expected = list if name == "messages" else properties.get(name)
        if expected is None or not isinstance(value, expected):
            raise Refusal(
                400, f"The property, {name}, in the request body is invalid (line: -, column: -)"
            )
    details = _faults_of_list(body.get("messages"))
    if details:
        raise Refusal(400, f"The request body has {len(details)} error(s)", details)


def _faults_of_list(messages: list[Any] | None) -> list[Detail]:
    if messages is None:
        return [_detail("May not be null", "messages")]
    if not 1 <= len(messages) <= MESSAGES_PER_REQUEST:
        return [_detail(f"Size must be between 1 and {MESSAGES_PER_REQUEST}", "messages")]
    return [
        detail
        for index, message in enumerate(messages)
        for detail in _faults_of_message(message, f"messages[{index}]")
    ]


def _faults_of_message(message: Any, where: str) -> list[Detail]:
    if not isinstance(message, dict):
        return [_detail("Must be an object", where)]
    shape = MESSAGE_TYPES.get(str(message.get("type", "")))
    if shape is None:
        known = ", ".join(MESSAGE_TYPES)
        return [_detail(f"Must be one of the following values: [{known}]", f"{where}.type")]
    return shape(message, where)


def _faults_of_text(message: Message, where: str) -> list[Detail]:
    unknown = set(message) - {"type", "text", "emojis", "quoteToken"}
    if unknown:
        return [_detail("Unknown property", f"{where}.{name}") for name in sorted(unknown)]
    text = message.get("text")
    if not isinstance(text, str) or not text:
        return [_detail("May not be empty", f"{where}.text")]
    if utf16_length(text) > TEXT_LENGTH:
        return [_detail(f"Length must be between 0 and {TEXT_LENGTH}", f"{where}.text")]
    return _faults_of_emojis(message.get("emojis", []), text, f"{where}.emojis")


def _faults_of_emojis(emojis: Any, text: str, where: str) -> list[Detail]:
    if not isinstance(emojis, list) or len(emojis) > EMOJIS_PER_TEXT:
        return [_detail(f"Size must be between 0 and {EMOJIS_PER_TEXT}", where)]
    units = text.encode("utf-16-le", errors="surrogatepass")
    faults = []
    for number, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        unit = units[2 * index : 2 * index + 2] if isinstance(index, int) and index >= 0 else b""
        if unit != EMOJI_PLACEHOLDER.encode("utf-16-le"):
            faults.append(_detail("Must point at a $ in the text", f"{where}[{number}].index"))
    return faults


def _detail(message: str, property_: str) -> Detail:
    return {"message": message, "property": property_}


MESSAGE_TYPES: dict[str, Callable[[Message, str], list[Detail]]] = {
    "text": _faults_of_text,
}
