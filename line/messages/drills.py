"""How does a message say that it is a drill? The renderer writes it; no author can forget it."""

from copy import deepcopy
from typing import Any, Final

from line.messages.buttons import PAPER
from line.messages.flex import flex_message
from line.messages.locations import location_message
from line.messages.text import text_message

DRILL_LABEL: Final = "【訓練】"
GROUND: Final = "#a90000"


def as_drill(message: dict[str, Any]) -> dict[str, Any]:
    """Return the message with DRILL_LABEL first in what is read, notified and shown.

    Raises ``ValueError`` when it becomes too long, and for a picture or a video by itself: LINE
    takes no words with them, and without words nobody could tell.
    """
    match message.get("type"):
        case "text":
            return dict(text_message(f"{DRILL_LABEL}\n{message['text']}"))
        case "location":
            return location_message(
                f"{DRILL_LABEL}{message['title']}",
                message["address"],
                latitude=message["latitude"],
                longitude=message["longitude"],
            )
        case "flex":
            alt_text = f"{DRILL_LABEL}{message['altText']}"
            return flex_message(alt_text, _labelled(message["contents"]))
    raise ValueError("a message without words cannot say that it is a drill")


def _labelled(bubble: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(bubble)
    label = {"type": "text", "text": DRILL_LABEL, "wrap": True, "size": "lg", "weight": "bold"}
    header = changed.setdefault(
        "header",
        {"type": "box", "layout": "vertical", "contents": [], "backgroundColor": GROUND},
    )
    header["contents"].insert(0, {**label, "color": PAPER})
    return changed
