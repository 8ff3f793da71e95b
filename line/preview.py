"""How messages look in a chat, as HTML: one renderer for editor, approval, history and demo desk.

Standard library only, because the stand-in runs on nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

NOT_SHOWN: Final = "（この種類のメッセージは、見本を表示できません）"

# What LINE turns into links in a text: addresses of the web, and telephone numbers of Japan.
LINK: Final = re.compile(
    r"(?P<web>https?://[\w\-.~:/?#@!$&'()*+,;=%]+[\w/#=&%~\-])"
    r"|(?P<phone>(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-]))",
    re.ASCII,
)


def bubbles_html(messages: Sequence[dict[str, Any]], *, sender: str, at: str) -> str:
    """The rows of a chat for `messages` (LINE message objects), top to bottom.

    `at` is the clock time beside the last bubble, such as `10:00`, or empty. The words of the
    messages stand in it unchanged and in their order; everything is escaped.
    """
    return "".join(
        _row(
            message,
            sender=sender if index == 0 else "",
            at=at if index == len(messages) - 1 else "",
        )
        for index, message in enumerate(messages)
    )


def words_of(messages: Sequence[dict[str, Any]]) -> list[str]:
    """The words that citizens read, one entry per bubble: what goes over the wire."""
    return [_words(message) for message in messages]


def _row(message: dict[str, Any], *, sender: str, at: str) -> str:
    face = f'<span class="bubble-row__face" aria-hidden="true">{escape(sender[:1])}</span>'
    name = f'<span class="bubble-row__sender">{escape(sender)}</span>'
    return (
        '<div class="bubble-row">'
        + (face + name if sender else "")
        + f'<div class="bubble">{"".join(_linked(_words(message)))}</div>'
        + (f'<span class="bubble-row__time">{escape(at)}</span>' if at else "")
        + "</div>"
    )


def _words(message: dict[str, Any]) -> str:
    return str(message["text"]) if message.get("type") == "text" else NOT_SHOWN


def _linked(text: str) -> Iterator[str]:
    end = 0
    for found in LINK.finditer(text):
        yield escape(text[end : found.start()])
        words = escape(found.group())
        if found["web"]:
            yield f'<a href="{words}" target="_blank" rel="noopener noreferrer">{words}</a>'
        else:
            yield f'<a href="tel:{words}">{words}</a>'
        end = found.end()
    yield escape(text[end:])
