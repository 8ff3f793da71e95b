"""The comments on a post in the browser: read, written, resolved, opened again."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from posts.attaching import Attached, attached, marks_of, places_of
from posts.comment_form import CommentForm
from posts.commenting import comment, open_again, resolve
from posts.loading import load
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.permissions import why_not_edit
from posts.proposals import what_is_lost
from posts.revisions import shown


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The open comments, a form for one more, and what has been resolved."""
    staff, post = load(request, pk)
    form = CommentForm(post, request.POST if request.method == "POST" else None)
    if form.is_valid():
        comment(post, actor=staff, **form.cleaned_data)
        messages.success(request, "コメントを書きました。")
        return back(request, post)
    settled = post.comments.exclude(resolved_at=None)
    settled = settled.select_related("author__section", "resolved_by__section")
    seen = shown(post)
    context = {
        "post": post,
        "form": form,
        "resolved": attached(post, settled),
        "may_edit": not why_not_edit(staff, post),
        "lost": what_is_lost(staff, post),
        **seen,
        **beside_preview(post, seen["bubbles"], seen["sources"]),
    }
    return render(request, "posts/comments.html", context)


@require_POST
def resolution(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """解決済みにする."""
    staff, post = load(request, pk)
    found = get_object_or_404(post.comments, pk=comment_pk)
    try:
        resolve(found, actor=staff)
    except ChangedMeanwhile:
        messages.info(request, "このコメントは、すでに解決済みです。")
    else:
        messages.success(request, "コメントを解決済みにしました。")
    return back(request, post)


@require_POST
def reopening(request: HttpRequest, pk: int, comment_pk: int) -> HttpResponse:
    """未解決に戻す."""
    staff, post = load(request, pk)
    found = get_object_or_404(post.comments, pk=comment_pk)
    try:
        open_again(found, actor=staff)
    except ChangedMeanwhile:
        messages.info(request, "このコメントは、すでに未解決に戻っています。")
    else:
        messages.success(request, "コメントを未解決に戻しました。")
    return redirect("post_comments", pk=post.pk)


def open_comments(post: Post) -> list[Attached]:
    """What waits for an answer, each at its part."""
    found = post.comments.filter(resolved_at=None).select_related("author__section")
    return attached(post, found)


def beside_preview(
    post: Post, bubbles: Sequence[dict[str, Any]], sources: Sequence[str]
) -> dict[str, Any]:
    """The open comments, their words in the preview, and the part that each bubble of it is."""
    found, places = open_comments(post), places_of(bubbles, sources)
    return {"comments": found, "marks": marks_of(found, bubbles, places), "places": places}


def back(request: HttpRequest, post: Post) -> HttpResponse:
    """To the page on which the button was pressed: that of the post, or that of its comments."""
    return redirect("post" if "at_post" in request.POST else "post_comments", pk=post.pk)
