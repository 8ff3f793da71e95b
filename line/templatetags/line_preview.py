"""The likeness of a chat as a template tag: what a citizen's phone would show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from line.messages import TEXT_LENGTH, notice_of, utf16_length
from line.preview import bubbles_html
from line.preview.marking import Mark

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
    alts: Mapping[int, str] | None = None,
    marks: Mapping[int, Sequence[Mark]] | None = None,
) -> dict[str, Any]:
    """`{% line_preview bubbles post.send_at %}`; `key` tells two previews on one page apart.

    `is_cut`: the messages hold only the beginning of a text that LINE would not take. `alts`:
    the alternative texts of pictures and videos, by the place of their message. `marks`: the words
    that comments are about, by the same.
    """
    lengths = [utf16_length(one["text"]) for one in messages if one["type"] == "text"]
    is_one_text = len(messages) == len(lengths) == 1
    return {
        "key": key,
        "is_cut": is_cut,
        "sender": settings.ACCOUNT_NAME,
        "bubbles": bubbles(messages, at, alts, marks),
        "push": _one_line(notice_of(messages[0])) if messages else "",
        "length": f"{sum(lengths):,}" if is_one_text else "",
        "limit": f"{TEXT_LENGTH.value:,}",
        "is_long": any(length > FOLDS_AFTER for length in lengths),
        "folds_after": FOLDS_AFTER,
    }


def bubbles(
    messages: Sequence[dict[str, Any]],
    at: datetime | None,
    alts: Mapping[int, str] | None,
    marks: Mapping[int, Sequence[Mark]] | None = None,
) -> SafeString:
    """The rows of the chat; the renderer escapes every word."""
    clock = timezone.localtime(at).strftime("%H:%M").removeprefix("0") if at else ""
    html = bubbles_html(
        messages,
        sender=settings.ACCOUNT_NAME,
        at=clock,
        alts=alts,
        fetched_from=_on_page,
        marks=marks,
    )
    return mark_safe(html)  # noqa: S308


def _on_page(address: str) -> str:
    """Pictures of this site, which may have been opened under another name of this host."""
    if settings.MEDIA_HOST or not address.startswith(settings.MEDIA_URL):
        return address
    return settings.MEDIA_PATH + address.removeprefix(settings.MEDIA_URL)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= PUSH_LENGTH else f"{line[:PUSH_LENGTH]}…"
