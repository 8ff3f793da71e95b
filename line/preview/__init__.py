"""How messages look in a chat, as HTML: one renderer for editor, approval, history and demo desk.

Standard library only, because the stand-in runs on nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from line.messages.words import words_of
from line.preview.bubbles import drawn
from line.preview.marking import Mark, marked
from line.preview.pictures import Pictures

__all__ = ["bubbles_html", "words_of"]


def bubbles_html(
    messages: Sequence[dict[str, Any]],
    *,
    sender: str,
    at: str,
    alts: Mapping[int, str] | None = None,
    fetched_from: Callable[[str], str] = str,
    marks: Mapping[int, Sequence[Mark]] | None = None,
) -> str:
    """The rows of a chat for `messages` (LINE message objects), top to bottom.

    `at` is the clock time beside the last bubble, such as `10:00`, or empty. `alts` gives the
    alternative texts of pictures and videos by the place of their message;
    `fetched_from` says where this page has the file that LINE has at an address; `marks` which
    words of which message are marked. The words of the messages stand in it unchanged and in
    their order; everything is escaped.
    """
    return "".join(
        _row(
            marked(
                drawn(message, Pictures((alts or {}).get(index, ""), fetched_from)),
                (marks or {}).get(index, ()),
            ),
            sender=sender if index == 0 else "",
            at=at if index == len(messages) - 1 else "",
        )
        for index, message in enumerate(messages)
    )


def _row(bubble: str, *, sender: str, at: str) -> str:
    face = f'<span class="bubble-row__face" aria-hidden="true">{escape(sender[:1])}</span>'
    name = f'<span class="bubble-row__sender">{escape(sender)}</span>'
    return (
        '<div class="bubble-row">'
        + (face + name if sender else "")
        + bubble
        + (f'<span class="bubble-row__time">{escape(at)}</span>' if at else "")
        + "</div>"
    )
