"""The account manager's desk: what waits, reading one, and deciding on it in two pages."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import proofs, step_up
from accounts.models import Staff
from accounts.requests import staff_of
from accounts.step_up import StepUpRefused
from approvals import decisions
from approvals.forms import ApprovalForm, ReturnForm
from approvals.permissions import why_not_approve, why_not_read_records, why_not_return
from audit.dates_ja import date_and_time
from line import friends
from posts.answering.newly import newly_found
from posts.choices import Category, Status
from posts.comments import open_comments
from posts.content import alts_of, read
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.revisions import facts_of_content
from posts.screening.engine import blocking

CHANGED = "この画面を開いた後に状態が変わりました。いまの状態を確かめてください。"
UNREADABLE = "この版の内容が壊れているため、承認できません。情報政策課へ連絡してください。"
TOO_LATE = "配信日時を過ぎたため承認できません。日時を直してもらうために、差し戻してください。"

NOW_WRONG = "内容がいまの日時や一覧と合わないため、承認できません。差し戻してください。"


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """承認: what waits for a decision, the nearest time of sending first."""
    staff = staff_of(request)
    asked = (
        Post.objects.visible_to(staff)
        .select_related("current_revision__submitted_by__section")
        .by_time()
    )
    return render(
        request,
        "approvals/inbox.html",
        {
            "waiting": asked.waiting(),
            "overdue": asked.overdue(),
            "decides": staff.is_account_manager,
            "reads_records": not why_not_read_records(staff),
        },
    )


@require_safe
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Page 1 of 2: read what would be sent, then return it or go on to approve."""
    staff, revision = _load(request, pk)
    if not _waits(revision):
        return redirect(revision.post)
    if not _is_readable(revision):
        messages.error(request, UNREADABLE)
        return redirect(revision.post)
    return render(request, "approvals/read.html", _reading(staff, revision, ReturnForm()))


@require_http_methods(["GET", "HEAD", "POST"])
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """差し戻す. Without a reason the page stays at this address; opened again, it is read again."""
    staff, revision = _load(request, pk)
    if request.method != "POST":
        return redirect("approval", pk=pk)
    problem = why_not_return(staff, revision)
    if problem:
        raise PermissionDenied(problem)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return render(request, "approvals/read.html", _reading(staff, revision, form))
    try:
        decisions.return_to_drafter(revision, actor=staff, reason=form.cleaned_data["reason"])
    except ChangedMeanwhile:
        messages.error(request, CHANGED)
        return redirect(revision.post)
    messages.success(request, f"{revision.submitted_by.name}さんに差し戻しました。")
    return redirect("approval_inbox")


@require_POST
def confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """承認へ進む: begins the proof of identity for this content and shows page 2."""
    staff, revision = _load(request, pk)
    if not _waits(revision) or not _is_readable(revision):
        messages.error(request, CHANGED)
        return redirect(revision.post)
    proof = decisions.begin_approval(revision, actor=staff)
    return redirect("approval_confirmation", pk=pk, step_up_id=proof.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, pk: int, step_up_id: UUID) -> HttpResponse:
    """Page 2 of 2: the consequence in words, and the code that is used in this request."""
    staff, revision = _load(request, pk)
    problem = why_not_approve(staff, revision.post)
    if problem:
        raise PermissionDenied(problem)
    if not _waits(revision):
        if request.method == "POST":
            step_up.note_replay(str(step_up_id), staff=staff, action=decisions.APPROVE)
            messages.error(request, CHANGED)
        return redirect(revision.post)
    needs_reason = read(revision.canonical).category == Category.OTHER
    form = ApprovalForm(request.POST or None, needs_reason=needs_reason)
    if request.method == "POST" and form.is_valid():
        done = _approve(request, staff, revision, step_up_id, form)
        if done is not None:
            return done
    return render(
        request,
        "approvals/confirm.html",
        {**_reading(staff, revision, None), **proofs.shown(step_up_id, staff), "form": form},
    )


def _approve(
    request: HttpRequest, staff: Staff, revision: Revision, step_up_id: UUID, form: ApprovalForm
) -> HttpResponse | None:
    try:
        decisions.approve(
            revision,
            actor=staff,
            step_up_id=str(step_up_id),
            **form.proof,
            reason=form.cleaned_data.get("reason", ""),
        )
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except decisions.TooLate:
        messages.error(request, TOO_LATE)
        return redirect("approval", pk=revision.pk)
    except decisions.NowWrong as wrong:
        messages.error(request, f"{NOW_WRONG}{wrong}")
        return redirect("approval", pk=revision.pk)
    except ChangedMeanwhile:
        messages.error(request, CHANGED)
        return redirect(revision.post)
    messages.success(request, f"承認しました。{date_and_time(revision.send_at)}に配信します。")
    return redirect(revision.post)


def _load(request: HttpRequest, pk: int) -> tuple[Staff, Revision]:
    staff = staff_of(request)
    revision = get_object_or_404(
        Revision.objects.select_related("post__section", "post__current_revision", "submitted_by"),
        pk=pk,
        post__in=Post.objects.visible_to(staff),
    )
    return staff, revision


def _waits(revision: Revision) -> bool:
    post = revision.post
    return post.status == Status.IN_APPROVAL and post.current_revision_id == revision.pk


def _is_readable(revision: Revision) -> bool:
    try:
        read(revision.canonical)
    except ValueError:
        return False
    return True


def _reading(staff: Staff, revision: Revision, form: ReturnForm | None) -> dict[str, object]:
    content = read(revision.canonical)
    news = newly_found(content) if _waits(revision) else ()
    return {
        "revision": revision,
        "post": revision.post,
        "content": content,
        "category": Category(content.category).label,
        "bubbles": content.messages,
        "alts": alts_of(content.media),
        "comments": open_comments(revision.post),
        "news": news,
        "is_wrong": bool(blocking(news)),
        **facts_of_content(content),
        "friends": friends.latest(),
        "why_not": why_not_approve(staff, revision.post),
        "may_return": not why_not_return(staff, revision),
        "contributors": revision.post.contributors(),
        "return_form": form,
    }
