"""The emergency stop in the browser: two presses to pull it, two people to lift it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import proofs, step_up
from accounts.models import Staff
from accounts.proofs import ProofFields
from accounts.requests import staff_of
from accounts.step_up import StepUpRefused
from broadcasts import stops
from broadcasts.forms import ReleaseReasonForm
from broadcasts.models import Stop
from posts.choices import Status
from posts.models import Post
from posts.permissions import demand


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """The page behind 「配信の緊急停止」; its button pulls the stop."""
    staff = staff_of(request)
    if request.method == "POST":
        stops.stop_everything(actor=staff)
        messages.success(request, "すべての配信を止めました。")
        return redirect("stop")
    standing = stops.current()
    waiting = Post.objects.visible_to(staff).filter(status__in=[Status.APPROVED, Status.SENDING])
    return render(
        request,
        "broadcasts/stop.html",
        {
            "stop": standing,
            "why_not_operate": stops.why_not_operate(staff),
            "waiting": waiting.order_by("current_revision__decision__send_from"),
            "form": ReleaseReasonForm(),
            "why_not": stops.why_not_release(standing, staff) if standing else "",
            "may_take_back": standing is not None and not stops.why_not_take_back(standing, staff),
        },
    )


@require_POST
def release_request(request: HttpRequest, pk: int) -> HttpResponse:
    """解除を申し出る: the first of the two people."""
    standing = get_object_or_404(Stop, pk=pk)
    demand(stops.why_not_operate(staff_of(request)))
    form = ReleaseReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "broadcasts/stop.html", {"stop": standing, "form": form})
    try:
        stops.ask_release(standing, actor=staff_of(request), reason=form.cleaned_data["reason"])
    except stops.NothingToRelease:
        messages.error(request, "この停止は、すでに解除されたか、申出が済んでいます。")
    else:
        messages.success(request, "解除を申し出ました。もう1人が確認すると、配信を再開します。")
    return redirect("stop")


@require_POST
def release_taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """申出を取り消す: the first of the two thinks again."""
    standing = get_object_or_404(Stop, pk=pk)
    try:
        stops.take_back_request(standing, actor=staff_of(request))
    except stops.NothingToRelease:
        messages.error(request, "この停止は、すでに解除されています。")
    else:
        messages.success(request, "解除の申出を取り消しました。停止は続いています。")
    return redirect("stop")


@require_POST
def release_confirmations(request: HttpRequest, pk: int) -> HttpResponse:
    """解除へ進む: begins the proof of identity of the second person."""
    standing = get_object_or_404(Stop, pk=pk)
    proof = stops.begin_release(standing, actor=staff_of(request))
    return redirect("stop_release", pk=pk, step_up_id=proof.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, pk: int, step_up_id: UUID) -> HttpResponse:
    """The second person's page: the consequence in words, and the code."""
    staff, standing = staff_of(request), get_object_or_404(Stop, pk=pk)
    if not standing.stands:
        if request.method == "POST":
            step_up.note_replay(str(step_up_id), staff=staff, action=stops.RELEASE)
        return redirect("stop")
    demand(stops.why_not_release(standing, staff))
    form = ProofFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _release(request, staff, standing, step_up_id, form)
        if done is not None:
            return done
    shown = {
        "stop": standing,
        "form": form,
        "consequences": stops.consequences(),
        **proofs.shown(step_up_id, staff),
    }
    return render(request, "broadcasts/release.html", shown)


def _release(
    request: HttpRequest, staff: Staff, standing: Stop, step_up_id: UUID, form: ProofFields
) -> HttpResponse | None:
    try:
        stops.release(standing, actor=staff, step_up_id=str(step_up_id), **form.proof)
    except StepUpRefused as refused:
        return proofs.refuse(request, form, refused)
    except stops.NothingToRelease:
        messages.error(request, "この停止は、すでに解除されています。")
        return redirect("stop")
    messages.success(request, "停止を解除しました。予約どおりに配信を再開します。")
    return redirect("home")
