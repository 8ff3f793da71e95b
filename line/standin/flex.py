"""Which Flex Messages does LINE take? The components that bubbles of ours are made of.

Source: Messaging API reference, 'Flex Message'. LINE knows more components than these; whatever
is not checked here is refused, so that nothing unchecked goes out.
"""

import json
import re
from collections.abc import Callable
from typing import Any, Final

from line.messages.limits import ALT_TEXT, FLEX_BYTES, FLEX_DEPTH, LABEL, LINK, TEXT_LENGTH
from line.standin.faulty import Faults, Message, address, detail, unknown, words

PARTS: Final = ("header", "hero", "body", "footer")
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")
RATIO: Final = re.compile(r"([1-9][0-9]{0,5}):([1-9][0-9]{0,5})")
SCHEMES: Final = ("http", "https", "line", "tel")
SIZES: Final = {"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl", "full"}


def faults_of_flex(message: Message, where: str) -> Faults:
    """The faults of a Flex Message with one bubble."""
    yield from unknown(message, {"type", "altText", "contents"}, where)
    yield from words(message, "altText", ALT_TEXT, where)
    bubble, place = message.get("contents"), f"{where}.contents"
    if not isinstance(bubble, dict) or bubble.get("type") != "bubble":
        yield detail("Must be a bubble", place)
        return
    yield from unknown(bubble, {"type", "size", *PARTS}, place)
    size = len(json.dumps(bubble, ensure_ascii=False).encode())
    if size > FLEX_BYTES.value:
        yield detail(f"Size must be less than or equal to {FLEX_BYTES.value} bytes", place)
    for part in PARTS:
        if part in bubble:
            kinds = {"box", "image"} if part == "hero" else {"box"}
            yield from _component(bubble[part], f"{place}.{part}", kinds, FLEX_DEPTH.value)


def _component(node: Any, where: str, kinds: set[str], depth: int) -> Faults:
    kind = node.get("type") if isinstance(node, dict) else None
    if kind not in kinds or depth == 0:
        yield detail(f"Must be one of the following values: {sorted(kinds)}", f"{where}.type")
        return
    yield from COMPONENTS[str(kind)](node, where)
    yield from _colours(node, where)
    for index, inner in enumerate(node.get("contents", []) if kind == "box" else []):
        yield from _component(inner, f"{where}.contents[{index}]", set(COMPONENTS), depth - 1)


def _colours(node: Message, where: str) -> Faults:
    for name in ("color", "backgroundColor"):
        if name in node and not COLOUR.fullmatch(str(node[name])):
            yield detail("Must be a hexadecimal color code", f"{where}.{name}")


def _box(node: Message, where: str) -> Faults:
    yield from unknown(node, {"type", "layout", "contents", "spacing", "backgroundColor"}, where)
    if node.get("layout") not in {"vertical", "horizontal", "baseline"}:
        yield detail("Must be one of the layouts", f"{where}.layout")
    if not isinstance(node.get("contents"), list):
        yield detail("May not be null", f"{where}.contents")


def _text(node: Message, where: str) -> Faults:
    yield from unknown(node, {"type", "text", "wrap", "size", "weight", "color"}, where)
    yield from words(node, "text", TEXT_LENGTH, where)
    if node.get("size", "md") not in SIZES or node.get("weight", "regular") not in WEIGHTS:
        yield detail("Unknown look", where)


def _image(node: Message, where: str) -> Faults:
    known = {"type", "url", "size", "aspectRatio", "aspectMode", "action"}
    yield from unknown(node, known, where)
    yield from address(node, "url", where)
    ratio = RATIO.fullmatch(str(node.get("aspectRatio", "1:1")))
    if not ratio or int(ratio[2]) > 3 * int(ratio[1]):
        yield detail("Must be a ratio, not higher than three times its width", where)
    if "action" in node:
        yield from _action(node["action"], f"{where}.action")


def _button(node: Message, where: str) -> Faults:
    yield from unknown(node, {"type", "style", "color", "action"}, where)
    yield from _action(node.get("action"), f"{where}.action")


def _separator(node: Message, where: str) -> Faults:
    yield from unknown(node, {"type", "color"}, where)


def _action(action: Any, where: str) -> Faults:
    if not isinstance(action, dict) or action.get("type") != "uri":
        yield detail("Must be one of the following values: [uri]", f"{where}.type")
        return
    yield from unknown(action, {"type", "label", "uri"}, where)
    yield from words(action, "label", LABEL, where)
    yield from address(action, "uri", where, LINK, SCHEMES)


WEIGHTS: Final = {"regular", "bold"}
COMPONENTS: Final[dict[str, Callable[[Message, str], Faults]]] = {
    "box": _box,
    "text": _text,
    "image": _image,
    "button": _button,
    "separator": _separator,
}
