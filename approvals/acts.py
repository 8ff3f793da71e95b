"""The other acts on a waiting request, in the browser: each a form on page 1."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Staff
from approvals import decisions, holding
from approvals.forms import EndorsementForm, HoldForm, RejectionForm, ReturnForm
from approvals.meanwhile import who_was_faster
from approvals.opening import load, waits
from approvals.permissions import why_not_return
from approvals.reading import reading_page
from approvals.returning import return_with_comments
from posts.concerned import those_concerned
from posts.models import Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.routing.calling import whose_turn
from posts.routing.deciders import why_not_decide
from posts.routing.planning import next_step
from posts.routing.turns import endorse, why_not_endorse

Why = Callable[[Staff, Revision], str]


@require_http_methods(["GET", "HEAD", "POST"])
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """差し戻す. Without a reason the page stays at this address; opened again, it is read again."""

    def act(staff: Staff, revision: Revision, form: ReturnForm) -> str:
        reason = form.cleaned_data["reason"]
        return_with_comments(revision, actor=staff, reason=reason, comments=form.comments)
        return f"{_named(those_concerned(revision))}に差し戻しました。"

    def form(data: Any, revision: Revision) -> ReturnForm:
        return ReturnForm(data, post=revision.post)

    return _act(request, pk, "return", form, why_not_return, act)


@require_http_methods(["GET", "HEAD", "POST"])
def rejection(request: HttpRequest, pk: int) -> HttpResponse:
    """却下する: the post is over."""

    def act(staff: Staff, revision: Revision, form: RejectionForm) -> str:
        decisions.reject(revision, actor=staff, reason=form.cleaned_data["reason"])
        return f"「{revision.post.title}」を却下しました。この投稿は、編集も配信もできません。"

    return _act(request, pk, "rejection", _plain(RejectionForm), _why_not_decide, act)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """保留にする."""

    def act(staff: Staff, revision: Revision, form: HoldForm) -> str:
        holding.hold(revision, actor=staff, reason=form.cleaned_data["reason"])
        return "保留にしました。解くまでは承認できません。"

    return _act(request, pk, "hold", _plain(HoldForm), _why_not_decide, act)


@require_http_methods(["GET", "HEAD", "POST"])
def endorsement(request: HttpRequest, pk: int) -> HttpResponse:
    """課内確認する, or 合議に同意する; whoever comes next is asked."""

    def act(staff: Staff, revision: Revision, form: EndorsementForm) -> str:
        given = endorse(revision, actor=staff, words=form.cleaned_data["words"])
        people = whose_turn(revision, next_step(revision))
        names = "、".join(f"{one.name}さん" for one in people)
        return f"{given.step.get_kind_display()}を済ませました。" + (
            f"次は{names}です。" if names else "次に確認する人がいません。"
        )

    return _act(request, pk, "endorsement", _plain(EndorsementForm), why_not_endorse, act)


@require_POST
def resumption(request: HttpRequest, pk: int) -> HttpResponse:
    """保留を解く."""
    staff, revision = load(request, pk)
    try:
        holding.resume(revision, actor=staff)
    except ChangedMeanwhile:
        messages.error(request, who_was_faster(revision.post, staff))
    else:
        messages.success(request, "保留を解きました。")
    return redirect("approval", pk=pk)


def _act(
    request: HttpRequest,
    pk: int,
    name: str,
    made: Callable[[Any, Revision], Any],
    why_not: Why,
    act: Callable[[Staff, Revision, Any], str],
) -> HttpResponse:
    """A form of page 1 that was sent: done, mended on the same page, or told who was faster."""
    staff, revision = load(request, pk)
    if request.method != "POST":
        return redirect("approval", pk=pk)
    if not waits(revision):
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    demand(why_not(staff, revision))
    form = made(request.POST, revision)
    if not form.is_valid():
        return reading_page(request, staff, revision, **{name: form})
    try:
        done = act(staff, revision, form)
    except ChangedMeanwhile:
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect("approval", pk=pk)
    messages.success(request, done)
    return redirect("approval_inbox")


def _plain(form: Callable[[Any], Any]) -> Callable[[Any, Revision], Any]:
    return lambda data, revision: form(data)


def _why_not_decide(staff: Staff, revision: Revision) -> str:
    return why_not_decide(staff, revision.post)


def _named(people: tuple[Staff, ...]) -> str:
    return "、".join(f"{one.name}さん" for one in people)
