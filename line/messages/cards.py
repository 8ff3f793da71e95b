"""How is one of our cards drawn? Words as words, in readable colours, never by colour alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from line.messages.buttons import PAPER, button
from line.messages.flex import flex_message, words_in

INK: Final = "#111111"
QUIET: Final = "#4d4d4d"


class Tone(StrEnum):
    """The ground of the uppermost line; the line says in words what it stands for."""

    NOTICE = "#0017c1"
    EVENT = "#115a36"
    EMERGENCY = "#a90000"


@dataclass(frozen=True)
class Card:
    """What a card says, top to bottom. ``rows`` are names with values, ``links`` labels with
    addresses; what is empty is left out."""

    heading: str
    tone: Tone
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    body: str = ""
    links: tuple[tuple[str, str], ...] = ()


def card_message(card: Card) -> dict[str, Any]:
    """Return the card as a Flex Message whose alternative text holds every word of it.

    Raises ``ValueError`` for a card without title or with more words than LINE takes.
    Source: Messaging API reference, 'Flex Message'.
    """
    if not card.title.strip():
        raise ValueError("a card must have a title")
    bubble = _bubble(card)
    return flex_message("\n".join(words_in(bubble)), bubble)


def _bubble(card: Card) -> dict[str, Any]:
    heading = _text(card.heading, size="sm", weight="bold", color=PAPER)
    parts = {
        "header": {**_box([heading]), "backgroundColor": str(card.tone)},
        "body": {**_box(_body(card)), "spacing": "md", "backgroundColor": PAPER},
    }
    if card.links:
        buttons = [button(label, link) for label, link in card.links]
        parts["footer"] = {**_box(buttons), "spacing": "sm", "backgroundColor": PAPER}
    return {"type": "bubble", **parts}


def _body(card: Card) -> list[dict[str, Any]]:
    found = [_text(card.title, size="lg", weight="bold", color=INK)]
    found += [_row(name, value) for name, value in card.rows if value.strip()]
    if card.body.strip():
        found += [{"type": "separator"}, _text(card.body, size="md", color=INK)]
    return found


def _row(name: str, value: str) -> dict[str, Any]:
    """One above the other: beside each other, long values would become a narrow column."""
    return _box([_text(name, size="sm", color=QUIET), _text(value, size="md", color=INK)])


def _text(text: str, **look: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "wrap": True, **look}


def _box(contents: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "box", "layout": "vertical", "contents": contents}
