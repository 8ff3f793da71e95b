"""The live preview beside the editor: what was typed so far would look like."""

from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from accounts.models import Staff
from accounts.requests import staff_of
from posts import picking
from posts.answering.panel import panel, post_behind
from posts.bubble_forms import BubbleForm
from posts.bubbles.checking import faults
from posts.comments import beside_preview
from posts.composing import sketched
from posts.content import alts_of
from posts.forms import PostForm
from posts.kinds.choices import Kind
from posts.models import Post
from posts.rearranging import rearranged


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The fragment that the editor swaps in while somebody types; it writes nothing."""
    staff = staff_of(request)
    form = PostForm(request.POST)
    form.is_valid()
    post = post_behind(form, staff)
    context = {
        **preview_of(form, staff, post),
        **panel(form, staff=staff, post=post, sent=request.POST),
        "form": form,
        "send_at": form.cleaned_data.get("send_at") or _shown_at(request),
        "problems": [_too_long(one) for one in form.bubbles.kept if _too_long(one)],
        "is_swapped_in": True,
    }
    return render(request, "posts/_preview.html", context)


@require_POST
def new_bubble(request: HttpRequest) -> HttpResponse:
    """One more bubble for the form of somebody who goes on typing; it writes nothing."""
    staff_of(request)
    sent, identity = rearranged(request.POST) if "add" in request.POST else (request.POST, "")
    found = [one for one in PostForm.taking_up(sent).bubbles if one.bubble.id == identity]
    if not found:
        raise BadRequest("an unknown kind of bubble")
    return render(
        request, "posts/_bubble.html", {"one": found[0], "focus": identity, "is_alone": True}
    )


@require_POST
def media(request: HttpRequest) -> HttpResponse:
    """The pictures or videos to choose from at one bubble, for scripts; it writes nothing."""
    staff_of(request)
    asked = picking.bubble_asked(request.POST)
    bubbles = PostForm.taking_up(request.POST).bubbles
    found = [one for one in bubbles if one.bubble.id == asked and one.picked]
    if not found:
        raise BadRequest("no bubble with a picture")
    (one,) = found
    context = {"one": one, "field": one[one.picked[0]], "is_alone": True}
    return render(request, "posts/picker.html", context)


def preview_of(form: PostForm, staff: Staff, post: Post | None = None) -> dict[str, Any]:
    """What the editor shows of the bubbles in its form, and how much of the room is used.

    Of a text too long for LINE the preview shows as much as LINE would take. The words that open
    comments are about are marked.
    """
    messages, media, sources = sketched(
        form.bubbles.typed(),
        easy=str(form["easy_text"].value() or ""),
        is_drill=form["kind"].value() == Kind.DRILL,
        seen_by=staff,
    )
    return {
        "bubbles": messages,
        "alts": alts_of(media),
        "is_too_long": any(_too_long(one) for one in form.bubbles.kept),
        **(beside_preview(post, messages, sources) if post else {}),
    }


def _shown_at(request: HttpRequest) -> datetime | None:
    """The time of sending that the page was opened with: it is asked for on another page."""
    try:
        return parse_datetime(request.POST.get("shown_at", ""))
    except ValueError:
        return None


def _too_long(one: BubbleForm) -> str:
    return faults(one.typed()).get("text", "") if one.lengths else ""
