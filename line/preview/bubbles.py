"""How does one message look? One function per kind."""

from collections.abc import Mapping
from html import escape
from typing import Any

from line.messages.words import NOT_SHOWN
from line.preview.cards import card
from line.preview.linking import linked


def drawn(message: dict[str, Any], alts: Mapping[str, str]) -> str:
    """The HTML of one message, without sender and time."""
    match message.get("type"):
        case "text":
            return f'<div class="bubble">{"".join(linked(str(message["text"])))}</div>'
        case "image":
            return _picture(message, alts, "写真")
        case "video":
            return f'<div class="bubble-video">{_picture(message, alts, "動画")}</div>'
        case "location":
            return _place(message)
        case "flex":
            return card(message, alts)
    return f'<div class="bubble">{escape(NOT_SHOWN)}</div>'


def _picture(message: dict[str, Any], alts: Mapping[str, str], kind: str) -> str:
    alt = alts.get(str(message["originalContentUrl"])) or kind
    source = escape(str(message["previewImageUrl"]))
    return f'<img class="bubble-picture" src="{source}" alt="{escape(alt)}">'


def _place(message: dict[str, Any]) -> str:
    return (
        '<div class="bubble bubble--place"><span class="bubble__map" aria-hidden="true"></span>'
        f"<strong>{escape(str(message['title']))}</strong>"
        f"<span>{escape(str(message['address']))}</span></div>"
    )
