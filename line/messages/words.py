"""Which words of a message do people read?"""

from collections.abc import Sequence
from typing import Any, Final

from line.messages.flex import words_in

NOT_SHOWN: Final = "（この種類のメッセージは、見本を表示できません）"
# What stands in the list of talks for a message without words, as LINE says it.
WITHOUT_WORDS: Final = {"image": "写真を送信しました", "video": "動画を送信しました"}


def words_of(messages: Sequence[dict[str, Any]]) -> list[str]:
    """The words that citizens read, one entry per bubble: what goes over the wire."""
    return ["\n".join(parts_of(message)) for message in messages]


def parts_of(message: dict[str, Any]) -> list[str]:
    """The words of one message, in the pieces in which they are drawn."""
    match message.get("type"):
        case "text":
            return [str(message["text"])]
        case "flex":
            return words_in(message["contents"])
        case "location":
            return [str(message["title"]), str(message["address"])]
        case "image" | "video":
            return []
    return [NOT_SHOWN]


def notice_of(message: dict[str, Any]) -> str:
    """What the notification and the list of talks say of a message."""
    kind = str(message.get("type"))
    if kind == "flex":
        return str(message["altText"])
    return WITHOUT_WORDS.get(kind) or " ".join(parts_of(message))
