"""How does one message look? One function per kind."""

from html import escape
from typing import Any

from line.messages.words import NOT_SHOWN
from line.preview.cards import card
from line.preview.linking import linked
from line.preview.pictures import Pictures


def drawn(message: dict[str, Any], pictures: Pictures) -> str:
    """The HTML of one message, without sender and time."""
    match message.get("type"):
        case "text":
            return f'<div class="bubble">{"".join(linked(str(message["text"])))}</div>'
        case "image":
            return _picture(message, pictures, "写真")
        case "video":
            return f'<div class="bubble-video">{_picture(message, pictures, "動画")}</div>'
        case "location":
            return _place(message)
        case "flex":
            return card(message, pictures)
    return f'<div class="bubble">{escape(NOT_SHOWN)}</div>'


def _picture(message: dict[str, Any], pictures: Pictures, kind: str) -> str:
    address = str(message["previewImageUrl"])
    return pictures.drawn(address, otherwise=kind, look="bubble-picture")


def _place(message: dict[str, Any]) -> str:
    return (
        '<div class="bubble bubble--place"><span class="bubble__map" aria-hidden="true"></span>'
        f"<strong>{escape(str(message['title']))}</strong>"
        f"<span>{escape(str(message['address']))}</span></div>"
    )
