"""One post in the browser: shown, submitted, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import appointments
from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import drafts, permissions
from posts.bubbles import read as bubbles_in
from posts.choices import Status
from posts.completeness import problems
from posts.composing import sketched
from posts.content import alts_of, read
from posts.dates_ja import date_and_time
from posts.forms import ReasonForm
from posts.loading import load, what_is_missing
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.situations import seconds_between_looks
from posts.submission import NotReady, submit

LONGEST_NUMBER = 9
HISTORY_SHOWN = 100


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One post: what it says, where it stands, what has happened to it, what can be done."""
    staff, post = load(request, pk)
    return render(
        request,
        "posts/detail.html",
        {
            "post": post,
            **shown(post),
            "withdrawal": trail.history_of(post).filter(action=Action.POST_WITHDRAWN).last(),
            "history": reversed(trail.history_of(post).reverse()[:HISTORY_SHOWN]),
            "look_every": seconds_between_looks(post),
            "missing": _missing(post),
            "account_manager": appointments.account_manager(),
            **_acts(staff, post),
        },
    )


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """承認を依頼する."""
    staff, post = load(request, pk)
    version = request.POST.get("version", "")
    try:
        revision = submit(post, actor=staff, version=_number(version))
    except NotReady:
        messages.error(request, "まだ承認を依頼できません。赤い文字の項目を直してください。")
        return redirect(what_is_missing(post))
    except ChangedMeanwhile:
        messages.error(
            request,
            "この画面を開いた後に内容が変わりました。いまの内容を確かめてから、"
            "もう一度依頼してください。",
        )
        return redirect(post)
    manager = appointments.account_manager()
    when = f"配信日時は{date_and_time(revision.send_at)}です。"
    if manager:
        messages.success(request, f"{manager.name}さんに承認を依頼しました。{when}")
    else:
        messages.warning(
            request,
            f"承認を依頼しましたが、アカウント管理者がいません。情報政策課へ連絡してください。{when}",
        )
    return redirect(post)


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


def _missing(post: Post) -> dict[str, str]:
    if not post.is_open_for_editing:
        return {}
    return problems(post.working_copy(), at=timezone.now())


def _acts(staff: Staff, post: Post) -> dict[str, bool]:
    """Which buttons this person is shown."""
    return {
        "may_edit": not permissions.why_not_edit(staff, post),
        "may_submit": not permissions.why_not_submit(staff, post),
        "may_withdraw": not permissions.why_not_withdraw(staff, post),
        "may_reopen": not permissions.why_not_reopen(staff, post),
        "may_decide": post.status == Status.IN_APPROVAL and staff.is_account_manager,
    }


def _number(typed: str) -> int:
    is_number = typed.isdecimal() and len(typed) <= LONGEST_NUMBER
    return int(typed) if is_number else 0


def shown(post: Post) -> dict[str, Any]:
    """What the preview shows: the frozen revision, or the working copy while it is on the desk."""
    revision = post.current_revision
    if revision is not None and not post.is_open_for_editing and post.status != Status.WITHDRAWN:
        try:
            content = read(revision.canonical)
        except ValueError:  # changed past every rule; the page says why it was not sent
            return {"bubbles": (), "alts": {}}
        return {"bubbles": content.messages, "alts": alts_of(content.media)}
    messages, media = sketched(bubbles_in(post.bubbles))
    return {"bubbles": messages, "alts": alts_of(media)}
