"""結果不明 in the browser: one person says what LINE's pages show, a second one confirms it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import proofs
from accounts.models import Staff
from accounts.proofs import ProofFields
from accounts.requests import staff_of
from accounts.step_up import StepUpRefused
from broadcasts import findings
from broadcasts.findings import NothingToSettle
from broadcasts.forms import FindingForm
from broadcasts.models import Broadcast, Finding
from posts.choices import Status
from posts.models import Post
from posts.permissions import demand

SETTLED = "この投稿の結果は、すでに確定したか、記録が変わりました。いまの状態を確かめてください。"


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """配信の結果を記録する: how to find out, what has been found, the form of the first person."""
    staff, post, broadcast = _load(request, pk)
    if request.method == "POST":
        demand(findings.why_not_record(post, staff))
    if post.status != Status.UNCERTAIN:
        return redirect(post)
    form = FindingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _record(request, post, staff, form)
    found = findings.finding_on(broadcast)
    return render(
        request,
        "broadcasts/finding.html",
        {
            "post": post,
            "form": form,
            "finding": found,
            "why_not_record": findings.why_not_record(post, staff),
            "why_not_confirm": findings.why_not_confirm(found, staff) if found else "",
        },
    )


@require_POST
def confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """結果の確定へ進む: begins the proof of identity of the second person."""
    staff, post, broadcast = _load(request, pk)
    proof = findings.begin_confirmation(_found(broadcast), actor=staff)
    return redirect("finding_confirmation", pk=post.pk, step_up_id=proof.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, pk: int, step_up_id: UUID) -> HttpResponse:
    """The second person's page: the consequence in words, and the code."""
    staff, post, broadcast = _load(request, pk)
    found = _found(broadcast)
    demand(findings.why_not_confirm(found, staff))
    if post.status != Status.UNCERTAIN:
        return redirect(post)
    form = ProofFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _confirm(request, post, found, staff, str(step_up_id), form)
        if answer is not None:
            return answer
    shown = {"post": post, "finding": found, "form": form, **proofs.shown(step_up_id, staff)}
    return render(request, "broadcasts/finding_confirm.html", shown)


def _record(request: HttpRequest, post: Post, staff: Staff, form: FindingForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        findings.record_finding(
            post, actor=staff, arrived=said["arrived"] == "yes", words=said["words"]
        )
    except NothingToSettle:
        messages.error(request, SETTLED)
        return redirect(post)
    messages.success(request, "記録しました。もう1人が確かめると、結果が確定します。")
    return redirect("post_finding", pk=post.pk)


def _confirm(
    request: HttpRequest,
    post: Post,
    found: Finding,
    staff: Staff,
    step_up_id: str,
    form: ProofFields,
) -> HttpResponse | None:
    try:
        findings.confirm_finding(found, actor=staff, step_up_id=step_up_id, **form.proof)
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except NothingToSettle:
        messages.error(request, SETTLED)
    else:
        messages.success(request, "配信の結果を確定しました。")
    return redirect(post)


def _load(request: HttpRequest, pk: int) -> tuple[Staff, Post, Broadcast]:
    staff = staff_of(request)
    post = get_object_or_404(Post.objects.visible_to(staff), pk=pk)
    sending = Broadcast.objects.filter(revision=post.current_revision).select_related("revision")
    return staff, post, get_object_or_404(sending)


def _found(broadcast: Broadcast) -> Finding:
    found = findings.finding_on(broadcast)
    if found is None:
        raise Http404
    return found
