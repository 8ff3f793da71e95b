"""One post in the browser: shown, taken back, taken up again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import drafts, permissions
from posts.answering.looking import Look, look_at_post
from posts.choices import Status
from posts.comments import beside_preview
from posts.duplicating import copied_from
from posts.forms import ReasonForm
from posts.loading import load
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.proposals import what_is_lost
from posts.revisions import facts, is_frozen, shown
from posts.routing.deciders import why_not_decide
from posts.routing.planning import next_step
from posts.routing.those_asked import those_asked
from posts.routing.turns import why_not_endorse
from posts.situations import seconds_between_looks
from posts.to_do import Todo, to_do

HISTORY_SHOWN = 100


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what it says, where it stands, what has happened to it, what can be done."""
    staff, post = load(request, pk)
    look = None if is_frozen(post) else look_at_post(post, now=timezone.now())
    seen = shown(post)
    return render(
        request,
        "posts/detail.html",
        {
            "post": post,
            **seen,
            **beside_preview(post, seen["bubbles"], seen["sources"]),
            **facts(post, look),
            "withdrawal": trail.history_of(post).filter(action=Action.POST_WITHDRAWN).last(),
            "history": reversed(trail.history_of(post).reverse()[:HISTORY_SHOWN]),
            "look_every": seconds_between_looks(post),
            "missing": _missing(post, look),
            "origin": uuid.uuid4(),
            "copied": copied_from(post, staff),
            "copy_origin": uuid.uuid4(),
            "why_not_submit": permissions.why_not_submit(staff, post),
            "lost": what_is_lost(staff, post),
            **_acts(staff, post),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """取り下げる: asks for the reason and says what will not happen."""
    staff, post = load(request, pk)
    permissions.demand(permissions.why_not_withdraw(staff, post))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.withdraw(post, actor=staff, reason=form.cleaned_data["reason"])
        except ChangedMeanwhile:
            messages.error(request, "操作の間に状態が変わりました。いまの状態を確かめてください。")
        else:
            messages.success(request, "取り下げました。市民には届いていません。")
        return redirect(post)
    return render(request, "posts/withdrawal.html", {"post": post, "form": form})


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """下書きに戻す."""
    staff, post = load(request, pk)
    try:
        drafts.reopen(post, actor=staff)
    except ChangedMeanwhile:
        messages.error(request, "操作の間に状態が変わりました。いまの状態を確かめてください。")
        return redirect(post)
    messages.success(request, "下書きに戻しました。直してから、もう一度承認を依頼してください。")
    return redirect("post_edit", pk=post.pk)


def _missing(post: Post, look: Look | None) -> list[Todo]:
    if not post.is_open_for_editing:
        return []
    return to_do(post, at=timezone.now(), look=look)


def _acts(staff: Staff, post: Post) -> dict[str, Any]:
    """Which buttons this person is shown."""
    return {
        "may_edit": not permissions.why_not_edit(staff, post),
        "may_submit": not permissions.why_not_submit(staff, post),
        "may_withdraw": not permissions.why_not_withdraw(staff, post),
        "may_reopen": not permissions.why_not_reopen(staff, post),
        "may_draft": not permissions.why_not_draft(staff),
        "may_follow_up": not permissions.why_not_follow_up(staff, post),
        "would_be_barred": permissions.decides(staff),
        **_turn(staff, post),
    }


def _turn(staff: Staff, post: Post) -> dict[str, Any]:
    """Whom a request waits for, and whether that is this person."""
    revision = post.current_revision
    if post.status != Status.IN_APPROVAL or revision is None:
        return {}
    step = next_step(revision)
    may_decide = not why_not_decide(staff, post)
    endorses = step is not None and not why_not_endorse(staff, revision)
    return {
        "step": step,
        "may_decide": may_decide,
        "may_act": may_decide or endorses,
        "turn_of": step.get_kind_display() if step and endorses else "",
        "deciders": those_asked(post),
    }
