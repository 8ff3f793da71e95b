"""Which bodies of requests does LINE take, with LINE's words for each fault?

Source: Messaging API reference, 'Message objects' and 'Error responses'. The words for an unknown
type or property are not established there and are the stand-in's own.
"""

from typing import Any

from line.messages.limits import MESSAGES_PER_REQUEST
from line.standin.faulty import Detail, detail
from line.standin.message_types import MESSAGE_TYPES
from line.standin.wire import Refusal


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
        return [detail("May not be null", "messages")]
    if not 1 <= len(messages) <= MESSAGES_PER_REQUEST.value:
        return [detail(f"Size must be between 1 and {MESSAGES_PER_REQUEST.value}", "messages")]
    return [
        fault
        for index, message in enumerate(messages)
        for fault in _faults_of_message(message, f"messages[{index}]")
    ]


def _faults_of_message(message: Any, where: str) -> list[Detail]:
    if not isinstance(message, dict):
        return [detail("Must be an object", where)]
    shape = MESSAGE_TYPES.get(str(message.get("type", "")))
    if shape is None:
        known = ", ".join(MESSAGE_TYPES)
        return [detail(f"Must be one of the following values: [{known}]", f"{where}.type")]
    return list(shape(message, where))
