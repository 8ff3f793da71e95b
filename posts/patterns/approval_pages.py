"""緊急の文例を承認する in the browser: a press that opens the proof, and the page that takes it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import proofs
from accounts.proofs import ProofFields
from accounts.step_up import StepUpRefused
from posts.bubbles import read
from posts.composing import sketched
from posts.kinds.levels import facts_of
from posts.models import PatternVersion
from posts.moves import ChangedMeanwhile
from posts.patterns import approving, gaps
from posts.patterns.showing import load
from posts.permissions import demand

CHANGED = "この画面を開いた後に、文例が変わりました。いまの内容を確かめてください。"


@require_POST
def approvals(request: HttpRequest, pk: int) -> HttpResponse:
    """承認へ進む: begins the proof of identity for the current version."""
    staff, pattern = load(request, pk)
    version = _emergency(pattern.current)
    proof = approving.begin_approval(version, actor=staff)
    return redirect("pattern_approval", pk=pk, step_up_id=proof.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, pk: int, step_up_id: UUID) -> HttpResponse:
    """The words once more, the consequence, and the code that is used in this request."""
    staff, pattern = load(request, pk)
    version = _emergency(pattern.current)
    demand(approving.why_not_approve(staff, version))
    form = ProofFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            approving.approve(version, actor=staff, step_up_id=str(step_up_id), **form.proof)
        except StepUpRefused as refused:
            if (leads_out := proofs.refuse(request, form, refused)) is not None:
                return leads_out
        except ChangedMeanwhile:
            messages.error(request, CHANGED)
            return redirect(pattern)
        else:
            messages.success(request, "緊急の文例を承認しました。緊急の投稿に使えます。")
            return redirect(pattern)
    bubbles, _, _ = sketched(read(version.bubbles))
    context = {
        "pattern": pattern,
        "version": version,
        "level": facts_of(version.level),
        "gaps": gaps.read(version.gaps),
        "bubbles": bubbles,
        "form": form,
        **proofs.shown(step_up_id, staff),
    }
    return render(request, "posts/patterns/approval.html", context)


def _emergency(version: PatternVersion | None) -> PatternVersion:
    if version is None or not version.level:
        raise Http404
    return version
