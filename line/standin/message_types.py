"""Which messages does LINE take? One function per type, by the one table of limits.

Source: Messaging API reference, 'Message objects'.
"""

from collections.abc import Callable
from typing import Any

from line.messages.limits import (
    LATITUDE,
    LOCATION_ADDRESS,
    LOCATION_TITLE,
    LONGITUDE,
    TEXT_LENGTH,
    TRACKING_ID,
)
from line.standin.faulty import Faults, Message, address, detail, number, unknown, words
from line.standin.flex import faults_of_flex

EMOJIS_PER_TEXT = 20
EMOJI_PLACEHOLDER = "$"


def _faults_of_text(message: Message, where: str) -> Faults:
    found = list(unknown(message, {"type", "text", "emojis", "quoteToken"}, where))
    found = found or list(words(message, "text", TEXT_LENGTH, where))
    yield from found
    if not found:
        yield from _faults_of_emojis(message.get("emojis", []), message["text"], f"{where}.emojis")


def _faults_of_emojis(emojis: Any, text: str, where: str) -> Faults:
    if not isinstance(emojis, list) or len(emojis) > EMOJIS_PER_TEXT:
        yield detail(f"Size must be between 0 and {EMOJIS_PER_TEXT}", where)
        return
    units = text.encode("utf-16-le", errors="surrogatepass")
    for place, emoji in enumerate(emojis):
        index = emoji.get("index") if isinstance(emoji, dict) else None
        unit = units[2 * index : 2 * index + 2] if isinstance(index, int) and index >= 0 else b""
        if unit != EMOJI_PLACEHOLDER.encode("utf-16-le"):
            yield detail("Must point at a $ in the text", f"{where}[{place}].index")


def _faults_of_image(message: Message, where: str) -> Faults:
    yield from unknown(message, {"type", "originalContentUrl", "previewImageUrl"}, where)
    yield from address(message, "originalContentUrl", where)
    yield from address(message, "previewImageUrl", where)


def _faults_of_video(message: Message, where: str) -> Faults:
    known = {"type", "originalContentUrl", "previewImageUrl", "trackingId"}
    yield from unknown(message, known, where)
    yield from address(message, "originalContentUrl", where)
    yield from address(message, "previewImageUrl", where)
    if "trackingId" in message:
        yield from words(message, "trackingId", TRACKING_ID, where)


def _faults_of_location(message: Message, where: str) -> Faults:
    known = {"type", "title", "address", "latitude", "longitude"}
    yield from unknown(message, known, where)
    yield from words(message, "title", LOCATION_TITLE, where)
    yield from words(message, "address", LOCATION_ADDRESS, where)
    yield from number(message, "latitude", LATITUDE, where)
    yield from number(message, "longitude", LONGITUDE, where)


MESSAGE_TYPES: dict[str, Callable[[Message, str], Faults]] = {
    "text": _faults_of_text,
    "image": _faults_of_image,
    "video": _faults_of_video,
    "location": _faults_of_location,
    "flex": faults_of_flex,
}
