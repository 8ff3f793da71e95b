"""How a post is written in the browser, alone or at the same time as somebody else."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import Staff
from accounts.requests import staff_of
from posts import drafts, permissions, presence, rearranging, saving, settling
from posts.answering import fixing
from posts.answering.panel import look_at_form, panel
from posts.emergencies import views as emergencies
from posts.forms import PostForm, blank
from posts.kinds.choices import Kind
from posts.kinds.originals import shown_beside
from posts.loading import load
from posts.merging import with_choices
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.previews import preview_of
from posts.usable_media import NotOffered


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """起案する: an empty form; the first save makes the post."""
    staff = staff_of(request)
    permissions.demand(permissions.why_not_draft(staff))
    if (answer := _without_saving(request)) is not None:
        return answer
    form = _submitted(request) or PostForm(initial=blank())
    if form.is_valid():
        origin = form.cleaned_data["origin"] or uuid.uuid4()
        try:
            post = drafts.create(actor=staff, origin=origin, fields=form.cleaned_data)
        except NotOffered as refused:
            form.bubbles.add_problems(refused.problems)
            return _editor(request, form)
        except ChangedMeanwhile:
            return _conflict(request, Post.objects.get(origin=origin), form)
        return _after_saving(request, form, post)
    return _editor(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of a draft. `?check` also says what is missing before it may be submitted."""
    staff, post = load(request, pk)
    if (answer := _elsewhere(request, staff, post)) is not None:
        return answer
    if (answer := _without_saving(request, post)) is not None:
        return answer
    if request.method != "POST":
        form = PostForm.showing(post, strict="check" in request.GET)
        return _editor(request, form, post)
    form = _submitted(request, post) or PostForm()
    return _saved(request, form, post) if form.is_valid() else _editor(request, form, post)


def refused(request: HttpRequest, post: Post, found: Mapping[str, str]) -> HttpResponse:
    """The editor once more, with what LINE has against the post at the fields concerned."""
    if post.kind == Kind.EMERGENCY:
        messages.error(request, "\n".join(found.values()))
        return redirect("post_edit", pk=post.pk)
    form = PostForm.showing(post, strict=True)
    form.is_valid()
    for name, message in found.items():
        if name in form.fields:
            form.add_error(name, message)
        elif name == "bubbles" or not form.bubbles.add_problem(name, message):
            form.bubbles.problem = message
    return _editor(request, form, post)


def _elsewhere(request: HttpRequest, staff: Staff, post: Post) -> HttpResponse | None:
    """An emergency has an editor of its own; what has left the desk is only kept for copying."""
    if post.kind == Kind.EMERGENCY:
        return emergencies.editing(request, staff, post)
    problem = permissions.why_not_edit(staff, post)
    if problem:
        if request.method == "POST" and permissions.writes(staff, post):
            return saving.too_late(request, post, PostForm(request.POST))
        raise PermissionDenied(problem)
    if "keep" in request.POST:
        return saving.kept(request, post, PostForm(request.POST))
    return None


def _saved(request: HttpRequest, form: PostForm, post: Post) -> HttpResponse:
    try:
        post = saving.save(request, post, form)
    except NotOffered as refused:
        form.bubbles.add_problems(refused.problems)
        return _editor(request, form, post)
    except ChangedMeanwhile:
        return _conflict(request, post, form)
    return _after_saving(request, form, post)


def _submitted(request: HttpRequest, post: Post | None = None) -> PostForm | None:
    """What was typed. Who wants to go on is told everything at once that is still missing."""
    if request.method != "POST":
        return None
    sent = with_choices(request.POST, post) if post else request.POST
    form = PostForm(sent)
    if form.is_valid() or "confirm" not in request.POST:
        return form
    return PostForm(sent, strict=True)


def _without_saving(request: HttpRequest, post: Post | None = None) -> HttpResponse | None:
    """A button that only changes what is in the form, if one was pressed."""
    if rearranging.is_asked(request.POST):
        return _rearranged(request, post)
    if fixing.is_asked(request.POST):
        return _fixed(request, post)
    return None


def _rearranged(request: HttpRequest, post: Post | None = None) -> HttpResponse:
    """Without scripts: the same page with the bubbles as asked, and everything typed in it."""
    sent, identity = rearranging.rearranged(request.POST)
    form = PostForm.taking_up(sent)
    return _editor(request, form, post, focus=identity, is_unsaved=True)


def _fixed(request: HttpRequest, post: Post | None = None) -> HttpResponse:
    """直す: the same page with the words replaced, nothing saved yet."""
    typed = PostForm(request.POST)
    typed.is_valid()
    look = look_at_form(typed, staff=staff_of(request), post=post)
    sent, field = fixing.fixed(request.POST, look)
    if field:
        messages.success(request, "直しました。まだ保存していません。")
    return _editor(request, PostForm.taking_up(sent), post, is_unsaved=True)


def _conflict(request: HttpRequest, post: Post, typed: PostForm) -> HttpResponse:
    settled = settling.settle(request, post, typed)
    if settled.is_done:
        return redirect("post_edit", pk=post.pk)
    return _editor(request, settled.form, post, **settled.context)


def _editor(
    request: HttpRequest, form: PostForm, post: Post | None = None, **more: Any
) -> HttpResponse:
    staff = staff_of(request)
    asks = "check" in request.GET or "confirm" in request.POST
    context = {
        "form": form,
        "post": post,
        **preview_of(form, staff, post),
        **panel(
            form,
            staff=staff,
            post=post,
            sent=form.data or request.POST,
            strict=asks and "is_conflict" not in more,
        ),
        **shown_beside(post),
        **(presence.shown(post, staff) if post else {}),
        **more,
    }
    return render(request, "posts/edit.html", context)


def _after_saving(request: HttpRequest, form: PostForm, post: Post) -> HttpResponse:
    # A page that was opened before the schedule had one of its own has asked for everything.
    here = "schedule" if form.is_about_schedule and "confirm" in request.POST else "content"
    return saving.after_saving(request, post, here=here)
