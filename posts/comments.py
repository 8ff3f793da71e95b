"""The comments on a post in the browser: read, written, resolved, opened again."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from posts.attaching import Attached, attached, marks_of, parts_of, place_of, places_of
from posts.commenting import comment, open_again, resolve
from posts.form_fields import NOT_A_CHARACTER
from posts.loading import load
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.revisions import shown
from posts.side_models import LONGEST_BEFORE, LONGEST_COMMENT, LONGEST_QUOTE


class CommentForm(forms.Form):
    """What is remarked on which words."""

    place = forms.ChoiceField(label="対象の箇所", required=False)
    quote = forms.CharField(
        label="対象の言葉",
        required=False,
        max_length=LONGEST_QUOTE,
        help_text="本文から写し取ると、その言葉に付けたコメントになります。",
        error_messages={"null_characters_not_allowed": NOT_A_CHARACTER},
    )
    # Filled in by the script alone, for words that stand several times.
    before = forms.CharField(required=False, max_length=LONGEST_BEFORE, widget=forms.HiddenInput)
    words = forms.CharField(
        label="コメント",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "コメントを入力してください。",
            "null_characters_not_allowed": NOT_A_CHARACTER,
        },
    )

    required_for_submission = frozenset({"words"})

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        self.post = post
        choices = [(part.place, part.name) for part in parts_of(post)]
        self.fields["place"] = forms.ChoiceField(
            label="対象の箇所", required=False, choices=choices
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "place" not in cleaned or "quote" not in cleaned:
            return cleaned
        found = place_of(self.post, cleaned["place"], cleaned["quote"])
        if found is None:
            self.add_error("quote", "この言葉は、選んだ箇所にありません。")
        cleaned["place"] = found
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The open comments, a form for one more, and what has been resolved."""
    staff, post = load(request, pk)
    form = CommentForm(post, request.POST if request.method == "POST" else None)
    if form.is_valid():
        comment(post, actor=staff, **form.cleaned_data)
        messages.success(request, "コメントを書きました。")
        return _back(request, post)
    settled = post.comments.exclude(resolved_at=None)
    settled = settled.select_related("author__section", "resolved_by__section")
    seen = shown(post)
    context = {
        "post": post,
        "form": form,
        "resolved": attached(post, settled),
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
    return _back(request, post)


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


def _back(request: HttpRequest, post: Post) -> HttpResponse:
    """To the page on which the button was pressed: that of the post, or that of its comments."""
    return redirect("post" if "at_post" in request.POST else "post_comments", pk=post.pk)
