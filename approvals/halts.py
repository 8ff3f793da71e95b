"""配信を止める in the browser: one press, then the reason; and how long there is for it."""

from typing import Final

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import staff_of
from approvals.counting_down import countdown_of
from approvals.forms import HaltReasonForm
from approvals.halting import explain, halt, why_not_explain, why_not_halt
from approvals.meanwhile import who_was_faster
from approvals.models import Halt
from posts.choices import Status
from posts.loading import load
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.permissions import demand

STOPPED: Final = "配信を止めました。市民には届いていません。"


@require_http_methods(["GET", "HEAD", "POST"])
def halting(request: HttpRequest, pk: int) -> HttpResponse:
    """The page behind 「配信を止める」; its one button stops the post."""
    staff, post = load(request, pk)
    if post.status != Status.APPROVED:
        messages.error(request, who_was_faster(post, staff))
        return redirect(post)
    demand(why_not_halt(staff, post))
    if request.method != "POST":
        context = {"post": post, "countdown": countdown_of(post)}
        return render(request, "approvals/halt.html", context)
    try:
        halt(post, actor=staff)
    except ChangedMeanwhile:
        messages.error(request, who_was_faster(post, staff))
        return redirect(post)
    messages.success(request, STOPPED)
    return redirect("post_halt_reason", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def halt_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Why the post was stopped, written as soon as there is time for it."""
    staff, post = load(request, pk)
    stopped = get_object_or_404(
        Halt.objects.filter(revision__post=post)
        .select_related("revision__post")
        # Stopped twice, the post has two reasons to be told: the older one first.
        .order_by(F("explained_at").desc(nulls_first=True), "pk")[:1]
    )
    demand(why_not_explain(staff, stopped))
    form = HaltReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            explain(stopped, actor=staff, reason=form.cleaned_data["reason"])
        except ChangedMeanwhile:
            messages.error(request, "止めた理由は、すでに記録されています。")
        else:
            messages.success(request, "止めた理由を記録しました。")
        return redirect(post)
    return render(request, "approvals/halt_reason.html", {"post": post, "form": form})


@require_safe
def countdown(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked by an open page every few seconds: how long there is still for stopping."""
    post = get_object_or_404(Post.objects.visible_to(staff_of(request)), pk=pk)
    said = request.GET.get("said", "")
    found = countdown_of(post, said=int(said) if said in {"60", "30", "10"} else 0)
    context = {"post": post, "countdown": found, "is_polled": True}
    return render(request, "approvals/_countdown.html", context)
