"""How does a card look? Only what our own cards are made of is drawn (`line/messages/cards.py`).

Sizes and colours become classes: a page allows no style of its own to an element.
"""

from html import escape
from typing import Any, Final

from line.messages.buttons import PAPER
from line.messages.cards import INK, QUIET, Tone
from line.messages.flex import PARTS
from line.preview.pictures import Pictures

COLOURS: Final = {
    PAPER: "paper",
    INK: "ink",
    QUIET: "quiet",
    **{str(tone): tone.name.lower() for tone in Tone},
}


def card(message: dict[str, Any], pictures: Pictures) -> str:
    """The card of a Flex Message with one bubble."""
    bubble = message["contents"]
    parts = [
        f'<div class="card-{part}{_ground(bubble[part])}">{_node(bubble[part], pictures)}</div>'
        for part in PARTS
        if part in bubble
    ]
    return f'<div class="bubble bubble--card">{"".join(parts)}</div>'


def _node(node: dict[str, Any], pictures: Pictures) -> str:
    match node.get("type"):
        case "text":
            return f'<p class="{_look(node)}">{escape(str(node["text"]))}</p>'
        case "separator":
            return "<hr>"
        case "image":
            return pictures.drawn(str(node["url"]))
        case "button":
            action = node["action"]
            address = escape(str(action["uri"]))
            words = escape(str(action["label"]))
            return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{words}</a>'
    return "".join(_node(inner, pictures) for inner in node.get("contents", []))


def _look(node: dict[str, Any]) -> str:
    colour = COLOURS.get(str(node.get("color")), "ink")
    bold = " card-text--bold" if node.get("weight") == "bold" else ""
    return f"card-text card-text--{escape(str(node.get('size', 'md')))} card-text--{colour}{bold}"


def _ground(node: dict[str, Any]) -> str:
    name = COLOURS.get(str(node.get("backgroundColor")))
    return f" card-ground--{name}" if name else ""
