"""What exactly is decided on and sent: the canonical form of a post's content."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

FORM: Final = "hachinohe-line/post/4"

# What is a list in the text.
LISTS: Final = ("messages", "media", "texts", "findings", "declaration", "route")
INSTANTS: Final = ("send_at", "not_after", "decide_by")

Message = dict[str, Any]
Medium = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """Everything about a revision that matters to the person who decides on it.

    `messages` are LINE message objects in the order of the bubbles, as they are sent. `media` are
    the pictures and videos in them: place of the `message`, `address`, `preview`, `sha256` of the
    bytes, and `alt`, so that the decision covers every byte and every word. `send_at` and
    `not_after` bound the time in which the sending may start; what goes out `at_once` starts
    `pause_seconds` after the decision, and no later than `window_minutes` after that. `route` are
    the steps before the last one, `estimate` how many people LINE counted on which day.
    """

    post: int
    number: int
    title: str
    category: str
    confidentiality: str
    audience: str
    send_at: datetime
    not_after: datetime
    decide_by: datetime
    messages: tuple[Message, ...]
    media: tuple[Medium, ...] = ()
    kind: str = "ordinary"
    section: str = ""
    original: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[Mapping[str, str], ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    declaration: tuple[Mapping[str, str], ...] = ()
    at_once: bool = False
    pause_seconds: int = 0
    window_minutes: int = 0
    is_weighty: bool = False
    level: str = ""
    written_from: int | None = None
    route: tuple[Mapping[str, Any], ...] = ()
    estimate: Mapping[str, Any] = field(default_factory=dict)

    def bounds(self, decided_at: datetime) -> tuple[datetime, datetime]:
        """From when to when the sending may begin that is approved at that moment."""
        if not self.at_once:
            return self.send_at, self.not_after
        start = decided_at + timedelta(seconds=self.pause_seconds)
        return start, start + timedelta(minutes=self.window_minutes)


def canonical(content: Content) -> str:
    """The one text that stands for this content: sorted keys, no spaces, UTC times.

    Equal contents give equal texts and different ones different texts, so that the seal of the
    text is the fingerprint of the decision.
    """
    return json.dumps(
        {
            "form": FORM,
            "post": content.post,
            "number": content.number,
            "title": content.title,
            "category": content.category,
            "confidentiality": content.confidentiality,
            "audience": content.audience,
            "send_at": _instant(content.send_at),
            "not_after": _instant(content.not_after),
            "decide_by": _instant(content.decide_by),
            "messages": list(content.messages),
            "media": list(content.media),
            "kind": content.kind,
            "section": content.section,
            "original": dict(content.original),
            "source": dict(content.source),
            "texts": list(content.texts),
            "findings": list(content.findings),
            "declaration": list(content.declaration),
            "at_once": content.at_once,
            "pause_seconds": content.pause_seconds,
            "window_minutes": content.window_minutes,
            "is_weighty": content.is_weighty,
            "level": content.level,
            "written_from": content.written_from,
            "route": list(content.route),
            "estimate": dict(content.estimate),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def read(text: str) -> Content:
    """The content behind a canonical text. Raises ValueError for any other text."""
    fields = json.loads(text)
    if not isinstance(fields, dict) or fields.pop("form", None) != FORM:
        raise ValueError("not a canonical post")
    try:
        content = Content(
            **{
                **fields,
                **{name: datetime.fromisoformat(fields[name]) for name in INSTANTS},
                **{name: tuple(fields[name]) for name in LISTS},
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a canonical post") from error
    if canonical(content) != text:
        raise ValueError("not in canonical form")
    return content


def alts_of(media: Iterable[Medium]) -> dict[int, str]:
    """The alternative texts of pictures and videos, by the place of their message."""
    return {medium["message"]: medium["alt"] for medium in media}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
