"""日時を変える in the browser: another moment, and who has to decide then."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Staff
from approvals.forms import RetimingForm
from approvals.meanwhile import who_was_faster
from approvals.opening import load
from approvals.way import in_place_of
from posts.models import Revision
from posts.moments import when
from posts.moves import ChangedMeanwhile
from posts.office_days import holiday_name
from posts.permissions import demand
from posts.retiming import retime, why_not_retime
from posts.routing.deciders import first_to_decide
from posts.scheduling import parse_moment, picked
from posts.submission import NotReady
from posts.timing import hints, neighbours, picks


@require_http_methods(["GET", "HEAD", "POST"])
def retiming(request: HttpRequest, pk: int) -> HttpResponse:
    """The same words at another time: the changer has a hand in the post from then on."""
    staff, revision = load(request, pk)
    if revision.post.current_revision_id != revision.pk:
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    demand(why_not_retime(staff, revision.post))
    if request.method != "POST":
        return _page(request, staff, revision, RetimingForm(initial=_pair(revision)))
    if "pick" in request.POST:
        form = RetimingForm(initial=picked(request.POST).dict())
        return _page(request, staff, revision, form)
    form = RetimingForm(request.POST)
    if form.is_valid() and (done := _retimed(request, staff, revision, form)) is not None:
        return done
    return _page(request, staff, revision, form)


def _retimed(
    request: HttpRequest, staff: Staff, revision: Revision, form: RetimingForm
) -> HttpResponse | None:
    try:
        new = retime(revision, actor=staff, send_at=form.cleaned_data["send_at"])
    except NotReady as found:
        form.add_error("send_on", " ".join(found.problems.values()))
        return None
    except ChangedMeanwhile:
        messages.error(request, who_was_faster(revision.post, staff))
        return redirect(revision.post)
    messages.success(
        request, f"日時を{when(new)}に変えました。もう一度、ほかの人の承認が必要です。"
    )
    return redirect(revision.post)


def _page(
    request: HttpRequest, staff: Staff, revision: Revision, form: RetimingForm
) -> HttpResponse:
    then = first_to_decide(revision.post, but=staff)
    context = {
        "revision": revision,
        "post": revision.post,
        "form": form,
        "now": when(revision),
        "then": then,
        "in_place": in_place_of(then),
        **_about(form, staff, revision),
    }
    return render(request, "approvals/retiming.html", context)


def _about(form: RetimingForm, staff: Staff, revision: Revision) -> dict[str, Any]:
    moment = parse_moment(f"{form['send_on'].value() or ''}T{form['send_time'].value() or ''}"[:16])
    near = neighbours(moment, staff=staff, but=revision.post) if moment else []
    return {
        "moment": moment,
        "holiday": holiday_name(timezone.localdate(moment)) if moment else "",
        "hints": hints(moment, near) if moment else (),
        "picks": picks(timezone.now()),
    }


def _pair(revision: Revision) -> dict[str, Any]:
    local = timezone.localtime(revision.send_at)
    return {"send_on": local.date(), "send_time": local.time()}
