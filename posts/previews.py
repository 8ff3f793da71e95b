"""The live preview beside the editor: what the words typed so far would look like."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.requests import staff_of
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
    return render(
        request,
        "posts/_preview.html",
        {
            "bubbles": bubbles_typed(form),
            "send_at": form.cleaned_data.get("send_at"),
            "problem": length_problem(str(form["text"].value() or "")),
        },
    )


def bubbles_typed(form: PostForm) -> tuple[Message, ...]:
    """The bubbles of what stands in the form; none while LINE would refuse the text."""
    text = str(form["text"].value() or "").replace("\r\n", "\n").rstrip()
    try:
        return messages_of(text) if text.strip() else ()
    except ValueError:
        return ()
