"""What do the pages of the editor share: how they save, where it leads, what came too late."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.requests import staff_of
from posts import drafts
from posts.asides import Form, set_aside
from posts.loading import where_missing
from posts.models import Post
from posts.readiness import what_holds_back

# The four steps: what `go` names, and the address it leads to.
STEPS: Final[Mapping[str, str]] = {
    "content": "post_edit",
    "schedule": "post_schedule",
    "check": "post",
    "request": "post_submission",
}


def save(request: HttpRequest, post: Post, form: Form) -> Post:
    """The working copy as the valid form has it. Raises ChangedMeanwhile, PermissionDenied."""
    return drafts.edit(
        post,
        actor=staff_of(request),
        version=form.cleaned_data["version"] or 0,
        fields=form.cleaned_data,
    )


def after_saving(request: HttpRequest, post: Post, *, here: str) -> HttpResponse:
    """Stay, go to the step that was chosen, or go on: to the schedule, then to the check."""
    if request.POST.get("go") in STEPS:
        return redirect(STEPS[request.POST["go"]], pk=post.pk)
    if "confirm" not in request.POST:
        messages.success(request, "下書きを保存しました。")
        return redirect(STEPS[here], pk=post.pk)
    if here == "content":
        return redirect("post_schedule", pk=post.pk)
    if found := what_holds_back(post, at=timezone.now()):
        messages.warning(
            request, "下書きは保存しました。承認を依頼するには、赤い文字の項目を直してください。"
        )
        return redirect(where_missing(post, found))
    return redirect(post)


def kept(request: HttpRequest, post: Post, typed: Form) -> HttpResponse:
    """What the other one saved stays; what was typed here is kept in 変更の履歴."""
    aside = set_aside(post, typed, actor=staff_of(request), by_hand=True)
    context = {"post": post, "typed": typed, "aside": aside, **whoever_saved(request, post)}
    return render(request, "posts/kept.html", context)


def too_late(request: HttpRequest, post: Post, typed: Form) -> HttpResponse:
    """Somebody submitted it meanwhile: the post stays as it is, and nothing typed is lost."""
    aside = set_aside(post, typed, actor=staff_of(request), by_hand=True)
    context = {"post": post, "typed": typed, "aside": aside}
    return render(request, "posts/too_late.html", context, status=403)


def whoever_saved(request: HttpRequest, post: Post) -> dict[str, Any]:
    """A colleague, or the same person in another window."""
    last = post.contributions.select_related("staff__section").latest("at").staff
    return {"changed_by": last, "is_own": last == staff_of(request)}
