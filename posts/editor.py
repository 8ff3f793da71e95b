"""How a post is written in the browser, alone or at the same time as somebody else."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.requests import staff_of
from posts import drafts, permissions
from posts.completeness import problems
from posts.forms import PostForm, blank, shown
from posts.loading import load, what_is_missing
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.previews import bubbles_typed


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """起案する: an empty form; the first save makes the post."""
    staff = staff_of(request)
    permissions.demand(permissions.why_not_draft(staff))
    form = _submitted(request) or PostForm(initial=blank())
    if form.is_valid():
        origin = form.cleaned_data["origin"] or uuid.uuid4()
        try:
            post = drafts.create(actor=staff, origin=origin, fields=form.cleaned_data)
        except ChangedMeanwhile:
            return _conflict(request, Post.objects.get(origin=origin))
        return _after_saving(request, post)
    return render(request, "posts/edit.html", {"form": form, "bubbles": bubbles_typed(form)})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor of a draft. `?check` also says what is missing before it may be submitted."""
    staff, post = load(request, pk)
    problem = permissions.why_not_edit(staff, post)
    if problem:
        if request.method == "POST" and permissions.drafts_for_section(staff, post):
            return _too_late(request, post)
        raise PermissionDenied(problem)
    if request.method != "POST":
        form = PostForm.showing(post, strict="check" in request.GET)
        return _editor(request, form, post)
    form = _submitted(request) or PostForm()
    if not form.is_valid():
        return _editor(request, form, post)
    try:
        post = drafts.edit(
            post,
            actor=staff,
            version=form.cleaned_data["version"] or 0,
            fields=form.cleaned_data,
        )
    except ChangedMeanwhile:
        return _conflict(request, post)
    return _after_saving(request, post)


def _submitted(request: HttpRequest) -> PostForm | None:
    """What was typed. Who wants to go on is told everything at once that is still missing."""
    if request.method != "POST":
        return None
    form = PostForm(request.POST)
    if form.is_valid() or "confirm" not in request.POST:
        return form
    return PostForm(request.POST, strict=True)


def _editor(request: HttpRequest, form: PostForm, post: Post) -> HttpResponse:
    return render(
        request, "posts/edit.html", {"form": form, "post": post, "bubbles": bubbles_typed(form)}
    )


def _conflict(request: HttpRequest, post: Post) -> HttpResponse:
    post.refresh_from_db()
    # The next save overwrites what is shown beside the form now, and nothing newer than that.
    form = PostForm({**request.POST.dict(), "version": str(post.version)})
    last = post.contributions.select_related("staff").latest("at")
    return render(
        request,
        "posts/edit.html",
        {
            "form": form,
            "post": post,
            "bubbles": bubbles_typed(form),
            "theirs": shown(post),
            "changed_by": last.staff,
        },
    )


def _too_late(request: HttpRequest, post: Post) -> HttpResponse:
    """Somebody submitted it meanwhile: nothing is saved, and nothing that was typed is lost."""
    context = {"post": post, "typed": PostForm(request.POST)}
    return render(request, "posts/too_late.html", context, status=403)


def _after_saving(request: HttpRequest, post: Post) -> HttpResponse:
    if "confirm" not in request.POST:
        messages.success(request, "下書きを保存しました。")
        return redirect("post_edit", pk=post.pk)
    if problems(post.working_copy(), at=timezone.now()):
        messages.warning(
            request, "下書きは保存しました。承認を依頼するには、赤い文字の項目を直してください。"
        )
        return redirect(what_is_missing(post))
    return redirect(post)
