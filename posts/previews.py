"""The live preview beside the editor: what the words typed so far would look like."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.requests import staff_of
from line.messages import TEXT_LENGTH, beginning_of, utf16_length
from posts.bubbles import messages_of
from posts.completeness import length_problem
from posts.content import Message
from posts.forms import PostForm


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The fragment that the editor swaps in while somebody types; it writes nothing."""
    staff_of(request)
    form = PostForm(request.POST)
    form.is_valid()
    context = {
        **preview_of(form),
        "send_at": form.cleaned_data.get("send_at"),
        "problem": length_problem(_typed(form)),
        "is_swapped_in": True,
    }
    return render(request, "posts/_preview.html", context)


def preview_of(form: PostForm) -> dict[str, Any]:
    """What the editor shows of the text in its form: bubbles, and how much of the room is used.

    Of a text too long for LINE the bubbles show as much as LINE would take.
    """
    text = _typed(form)
    length = utf16_length(text)
    return {
        "bubbles": _bubbles(beginning_of(text)),
        "length": length,
        "limit": TEXT_LENGTH.value,
        "is_too_long": length > TEXT_LENGTH.value,
    }


def _typed(form: PostForm) -> str:
    return str(form["text"].value() or "").replace("\r\n", "\n").rstrip()


def _bubbles(text: str) -> tuple[Message, ...]:
    try:
        return messages_of(text) if text.strip() else ()
    except ValueError:
        return ()
