"""One request for a decision: read on page 1, approved on page 2 with a factor."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import proofs, step_up
from accounts.models import Staff
from accounts.step_up import StepUpRefused
from approvals import decisions
from approvals.forms import ApprovalForm
from approvals.meanwhile import who_was_faster
from approvals.models import Decision
from approvals.numbers import asks_for_number, number_of
from approvals.opening import load, waits
from approvals.permissions import why_not_approve, why_not_yet
from approvals.reading import decided_on, reading_page
from approvals.way import in_place_of
from audit.dates_ja import date_and_time
from posts.choices import Category
from posts.content import Content, read
from posts.models import Revision
from posts.moments import in_words
from posts.moves import ChangedMeanwhile
from posts.overdue import missed
from posts.routing.deciders import Authority, authority_of

UNREADABLE: Final = "この版の内容が壊れているため、承認できません。情報政策課へ連絡してください。"
TOO_LATE: Final = "{}を過ぎたため承認できません。{}もらうために、差し戻してください。"
NOW_WRONG: Final = "内容がいまの日時や一覧と合わないため、承認できません。差し戻してください。"
NOT_YET: Final = "まだ承認できません。"
GROUND_GONE: Final = (
    "決裁する立場が変わりました。代決する理由を入力して、もう一度承認してください。"
)


@require_safe
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Page 1 of 2: read what would be sent, then act or go on to approve."""
    staff, revision = load(request, pk)
    if not waits(revision):
        return redirect(revision.post)
    if _content(revision) is None:
        messages.error(request, UNREADABLE)
        return redirect(revision.post)
    return reading_page(request, staff, revision)


@require_POST
def confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """承認へ進む: begins the proof of identity for this content and shows page 2."""
    staff, revision = load(request, pk)
    if not waits(revision) or _content(revision) is None:
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    proof = decisions.begin_approval(revision, actor=staff)
    problem = why_not_yet(revision)
    if problem:
        messages.error(request, f"{NOT_YET}{problem}")
        return redirect("approval", pk=pk)
    return redirect("approval_confirmation", pk=pk, step_up_id=proof.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, pk: int, step_up_id: UUID) -> HttpResponse:
    """Page 2 of 2: the consequence in words, and the factor that is used in this request."""
    staff, revision = load(request, pk)
    problem = why_not_approve(staff, revision.post)
    if not waits(revision):
        if request.method == "POST":
            step_up.note_replay(str(step_up_id), staff=staff, action=decisions.APPROVE)
            messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    if problem:
        raise PermissionDenied(problem)
    content = _content(revision)
    if content is None:
        messages.error(request, UNREADABLE)
        return redirect(revision.post)
    authority = authority_of(staff, revision.post)
    form = _form(request, content, authority, step_up_id)
    if request.method == "POST" and form.is_valid():
        done = _approve(request, staff, revision, step_up_id, form)
        if done is not None:
            return done
    return render(
        request,
        "approvals/confirm.html",
        {
            **decided_on(revision, content, staff),
            **proofs.shown(step_up_id, staff),
            "form": form,
            "number": number_of(step_up_id),
            "pause": in_words(content.pause_seconds) if content.at_once else "",
            "in_place": in_place_of(authority),
            "authority": authority,
        },
    )


def _form(
    request: HttpRequest, content: Content, authority: Authority | None, step_up_id: UUID
) -> ApprovalForm:
    return ApprovalForm(
        request.POST or None,
        step_up_id=step_up_id,
        needs_reason=content.category == Category.OTHER,
        needs_ground=authority is not None and authority.needs_words,
        needs_number=asks_for_number(content),
    )


def _approve(
    request: HttpRequest, staff: Staff, revision: Revision, step_up_id: UUID, form: ApprovalForm
) -> HttpResponse | None:
    try:
        decision = decisions.approve(
            revision,
            actor=staff,
            step_up_id=str(step_up_id),
            **form.proof,
            reason=form.cleaned_data.get("reason", ""),
            ground_words=form.cleaned_data.get("ground_words", ""),
        )
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except (decisions.TooLate, decisions.NowWrong, decisions.NotYet, decisions.ReasonNeeded) as no:
        messages.error(request, _in_words(no, revision))
        return redirect("approval", pk=revision.pk)
    except ChangedMeanwhile:
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    messages.success(request, _done(decision))
    return redirect(revision.post)


def _in_words(problem: Exception, revision: Revision) -> str:
    if isinstance(problem, decisions.TooLate):
        mended = "もう一度依頼して" if revision.at_once else "日時を直して"
        return TOO_LATE.format(missed(revision), mended)
    if isinstance(problem, decisions.NowWrong):
        return f"{NOW_WRONG}{problem}"
    if isinstance(problem, decisions.NotYet):
        return f"{NOT_YET}{problem}"
    return GROUND_GONE


def _done(decision: Decision) -> str:
    revision = decision.revision
    if revision.at_once:
        pause = in_words(read(revision.canonical).pause_seconds)
        return (
            f"承認しました。{pause}後に配信します。止める場合は「配信を止める」を押してください。"
        )
    return f"承認しました。{date_and_time(revision.send_at)}に配信します。"


def _content(revision: Revision) -> Content | None:
    try:
        return read(revision.canonical)
    except ValueError:
        return None
