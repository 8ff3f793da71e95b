"""この投稿を移す in the browser: the form, the way for what is submitted, and 元に戻す."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Staff
from posts.calendar import undoing
from posts.calendar.asked import Asked
from posts.calendar.hands import why_not_move
from posts.calendar.months import Month
from posts.calendar.move_form import SHIFTS, MoveForm, sent_for, shown
from posts.calendar.moving import move
from posts.loading import load
from posts.models import Post
from posts.moments import when_of
from posts.moves import ChangedMeanwhile
from posts.permissions import demand, why_not_withdraw, writes
from posts.retiming import RETIMED_WHILE, why_not_retime
from posts.tabs import query_of

TOO_LATE = "ほかの職員が先に保存したため、移していません。いまの配信日時は{now}です。"
NOT_BACK = "移したあとで投稿が変わったか、時間がたったため、元に戻していません。"


@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft gets another time; of what is submitted the page says how its time is changed."""
    staff, post = load(request, pk)
    if post.status in RETIMED_WHILE:
        return _other_way(request, staff, post)
    demand(why_not_move(staff, post))
    if request.method != "POST":
        return _page(request, post, MoveForm(initial=shown(post), post=post))
    form = MoveForm(sent_for(post, request.POST), post=post)
    if not form.is_valid():
        return _page(request, post, form)
    return _move(request, staff, post, form)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """元に戻す: the time from before the last move, as long as nobody has saved since."""
    staff, post = load(request, pk)
    demand(why_not_move(staff, post))
    moved = undoing.read(request.POST.get("moved", ""), staff=staff)
    try:
        if moved is None or moved.post.pk != post.pk:
            raise ChangedMeanwhile(f"post {post.pk} has no move to take back")
        post = move(post, actor=staff, version=moved.version, send_at=moved.before)
    except ChangedMeanwhile:
        messages.error(request, NOT_BACK)
    else:
        messages.success(request, f"元に戻しました。「{post.title}」は{when_of(post)}です。")
    return redirect(_calendar(request, post))


def _move(request: HttpRequest, staff: Staff, post: Post, form: MoveForm) -> HttpResponse:
    before, version = post.send_at, form.cleaned_data["version"] or 0
    try:
        post = move(post, actor=staff, version=version, send_at=form.cleaned_data["send_at"])
    except ChangedMeanwhile:
        post.refresh_from_db()
        demand(why_not_move(staff, post))
        again = MoveForm(initial={**shown(post), **_chosen(form)}, post=post)
        too_late = TOO_LATE.format(now=when_of(post))
        return _page(request, post, again, status=409, too_late=too_late)
    moved = undoing.written(post, before=before, staff=staff)
    return redirect(_calendar(request, post, moved=moved))


def _chosen(form: MoveForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("send_on", "send_time")}


def _calendar(request: HttpRequest, post: Post, moved: str = "") -> str:
    """The month in which the post is now, narrowed as it was before."""
    asked = Asked.of(request.GET)
    day = timezone.localdate(post.send_at) if post.send_at else asked.month.first
    return f"{reverse('calendar')}?{asked.query_for(Month.of(day))}{query_of(moved=moved)}"


def _page(
    request: HttpRequest, post: Post, form: MoveForm, *, status: int = 200, too_late: str = ""
) -> HttpResponse:
    context = {
        "post": post,
        "form": form,
        "shifts": SHIFTS if post.send_at else (),
        "too_late": too_late,
        "asked": Asked.of(request.GET),
    }
    return render(request, "posts/calendar/move.html", context, status=status)


def _other_way(request: HttpRequest, staff: Staff, post: Post) -> HttpResponse:
    """A submitted post is not moved in place: its time changes by a new revision only."""
    context = {
        "post": post,
        "asked": Asked.of(request.GET),
        "may_retime": not why_not_retime(staff, post),
        "may_withdraw": not why_not_withdraw(staff, post),
        "writes": writes(staff, post),
    }
    status = 403 if request.method == "POST" else 200
    return render(request, "posts/calendar/submitted.html", context, status=status)
