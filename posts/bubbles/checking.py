"""What is wrong with a bubble, said at the field it concerns?"""

from typing import Any

from line.messages.addresses import checked_link
from line.messages.limits import Limit
from line.messages.visible import control_problem, is_seen
from posts.bubbles.bubble import Bubble
from posts.bubbles.card import Card
from posts.bubbles.fields import Field
from posts.bubbles.templates import excess_of


def faults(bubble: Bubble) -> dict[str, str]:
    """What cannot even be kept as a draft, by field."""
    found = {field.name: _fault(field, bubble.value(field.name)) for field in bubble.fields}
    if isinstance(bubble, Card) and not any(found.values()):
        found["title"] = _too_many_words(bubble)
    return {name: message for name, message in found.items() if message}


def missing(bubble: Bubble) -> dict[str, str]:
    """What has to be done before the post may be submitted, by field."""
    found = {field.name: _missing(field, bubble.value(field.name)) for field in bubble.fields}
    return {name: message for name, message in found.items() if message} | faults(bubble)


def _fault(field: Field, value: Any) -> str:
    if field.holds not in {"words", "link"}:
        return ""
    return _length_problem(field, field.limit, value) or control_problem(value)


def _length_problem(field: Field, limit: Limit | None, text: str) -> str:
    over = limit.excess(text) if limit else 0
    if not limit or not over:
        return ""
    return (
        f"{field.label}が{over:,}文字分長すぎます。{limit.value:,}文字以内にしてください"
        "（絵文字などは2文字と数えます）。"
    )


def _too_many_words(card: Card) -> str:
    drawing = card.drawing()
    words = [drawing.heading, drawing.title, drawing.body]
    words += [words for row in drawing.rows for words in row if row[1].strip()]
    over = excess_of([*words, *(label for label, _ in drawing.links)])
    return f"カードの文字が、合わせて{over:,}文字分長すぎます。短くしてください。" if over else ""


def _missing(field: Field, value: Any) -> str:
    if field.holds in {"image", "video"}:
        return f"{field.label}を選んでください。" if value is None else ""
    if field.holds == "number":
        return _number_problem(field, value)
    if not is_seen(value):
        return f"{field.label}を入力してください。" if field.is_required else ""
    return _link_problem(field, value) if field.holds == "link" else ""


def _number_problem(field: Field, value: float | None) -> str:
    if value is None:
        return f"{field.label}を入力してください。"
    if field.limit and abs(value) > field.limit.value:
        return f"{field.label}を、例のように入力してください（{field.asks}）。"
    return ""


def _link_problem(field: Field, address: str) -> str:
    try:
        checked_link(address)
    except ValueError:
        return f"{field.label}を、https:// で始まるアドレスで入力してください。"
    return ""
