"""The likeness of a chat as a template tag: what a citizen's phone would show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from line.messages import TEXT_LENGTH, utf16_length
from line.preview import bubbles_html, words_of

register = template.Library()

PUSH_LENGTH: Final = 40
# LINE folds long texts; where exactly is not published, so this is a ruler and no promise.
FOLDS_AFTER: Final = 500


@register.inclusion_tag("components/line_preview.html")
def line_preview(
    messages: Sequence[dict[str, Any]],
    at: datetime | None = None,
    key: str = "preview",
    is_cut: bool = False,
) -> dict[str, Any]:
    """`{% line_preview bubbles post.send_at %}`; `key` tells two previews on one page apart.

    `is_cut`: the messages are only the beginning of a text that LINE would not take.
    """
    words = words_of(messages)
    lengths = [utf16_length(text) for text in words]
    return {
        "key": key,
        "is_cut": is_cut,
        "sender": settings.ACCOUNT_NAME,
        "bubbles": bubbles(messages, at),
        "push": _one_line(words[0]) if words else "",
        "length": f"{sum(lengths):,}" if words else "",
        "limit": f"{TEXT_LENGTH.value:,}",
        "is_long": any(length > FOLDS_AFTER for length in lengths),
        "folds_after": FOLDS_AFTER,
    }


def bubbles(messages: Sequence[dict[str, Any]], at: datetime | None) -> SafeString:
    """The rows of the chat; the renderer escapes every word."""
    clock = timezone.localtime(at).strftime("%H:%M").removeprefix("0") if at else ""
    return mark_safe(bubbles_html(messages, sender=settings.ACCOUNT_NAME, at=clock))  # noqa: S308


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= PUSH_LENGTH else f"{line[:PUSH_LENGTH]}…"
