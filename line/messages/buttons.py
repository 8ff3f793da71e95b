"""How does a card lead on? A button with words and a colour that can be read."""

from typing import Any, Final

from line.messages.addresses import checked_link
from line.messages.limits import LABEL

PAPER: Final = "#ffffff"
# LINE's own green gives white words a contrast of 2.2 only; this one gives 7.6.
BUTTON: Final = "#0055ad"


def button(label: str, link: str) -> dict[str, Any]:
    """Return a button that opens ``link``. Source: reference, 'Button', 'URI action'."""
    if not label.strip() or LABEL.excess(label):
        raise ValueError(f"a label holds 1 to {LABEL.value} characters")
    return {
        "type": "button",
        "style": "primary",
        "color": BUTTON,
        "action": {"type": "uri", "label": label, "uri": checked_link(link)},
    }
