"""What does a frozen revision say, in words that fit on paper?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from approvals.sheets.sheet import Answered, BubbleWords, Declared, Medium, Wording
from line.messages import parts_of
from posts.answering.shown import IN_WORDS
from posts.content import Content, Message
from posts.screening.findings import Severity

KINDS: Final = {
    "text": "テキスト",
    "flex": "カード",
    "image": "写真",
    "video": "動画",
    "location": "場所",
}
NOTHING_FOUND: Final = "指摘はありませんでした。"


def wording_of(content: Content) -> Wording:
    """Every word of the revision, and every finding, answer and statement frozen into it."""
    return Wording(
        bubbles=tuple(map(_bubble, content.messages)),
        media=tuple(Medium(one["alt"], one["address"], one["sha256"]) for one in content.media),
        findings=tuple(map(_answered, content.findings)),
        found_nothing="" if content.findings else NOTHING_FOUND,
        declaration=tuple(Declared(one["words"], one["clauses"]) for one in content.declaration),
    )


def estimate_of(content: Content) -> tuple[int | None, date | None]:
    """How many people LINE had counted when approval was asked for, and on which day."""
    day = content.estimate.get("day")
    return content.estimate.get("people"), date.fromisoformat(day) if day else None


def _bubble(message: Message) -> BubbleWords:
    return BubbleWords(
        kind=KINDS.get(str(message.get("type")), "吹き出し"),
        words="\n".join(parts_of(message)),
        links=tuple(dict.fromkeys(_addresses(message))),
    )


def _answered(found: Mapping[str, Any]) -> Answered:
    return Answered(
        title=found["title"],
        severity=IN_WORDS[Severity(found["severity"])],
        excerpt=found["excerpt"],
        words=found["words"],
        answer=found["answer"],
        answered_by=found["answered_by"],
    )


def _addresses(node: Any) -> Iterator[str]:
    """Where the buttons and pictures of a message lead to."""
    if isinstance(node, dict):
        if isinstance(node.get("uri"), str):
            yield node["uri"]
        for inner in node.values():
            yield from _addresses(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _addresses(inner)
