"""The second page of the editor: to whom and when, with hints about the moment."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Staff
from accounts.requests import staff_of
from posts import permissions, presence, saving, settling
from posts.kinds.choices import Kind
from posts.loading import load
from posts.merging import with_choices
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.office_days import holiday_name
from posts.schedule_form import ScheduleForm
from posts.timing import Hint, hints, neighbours, picks

HERE: Final = "schedule"
FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """配信先・日時 of a draft. `?check` also says what is missing before it may be submitted."""
    staff, post = load(request, pk)
    problem = permissions.why_not_edit(staff, post)
    if problem:
        if request.method == "POST" and permissions.writes(staff, post):
            return saving.too_late(request, post, ScheduleForm(request.POST))
        raise PermissionDenied(problem)
    if post.kind == Kind.EMERGENCY:  # it goes out at once, and to everyone
        return redirect("post_edit", pk=post.pk)
    if request.method != "POST":
        return _page(request, post, ScheduleForm.showing(post, strict="check" in request.GET))
    if "keep" in request.POST:
        return saving.kept(request, post, ScheduleForm(request.POST))
    if "pick" in request.POST:
        form = ScheduleForm(initial=picked(request.POST).dict())
        return _page(request, post, form, is_unsaved=True)
    return _save(request, post)


@require_POST
def timing(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment about the moment that was typed or picked; it writes nothing."""
    staff, post = load(request, pk)
    form = ScheduleForm(initial=picked(request.POST).dict())
    template = "posts/_timing.html" if "pick" in request.POST else "posts/_hints.html"
    return render(request, template, {"form": form, "post": post, **about(form, staff, post)})


def picked(sent: QueryDict) -> QueryDict:
    """What the form holds after a quick pick; what is no moment changes nothing."""
    changed = sent.copy()
    moment = parse_moment(str(sent.get("pick", "")))
    if moment is not None:
        changed["send_on"] = f"{moment:%Y-%m-%d}"
        changed["send_time"] = f"{moment:%H:%M}"
    return changed


def about(form: ScheduleForm, staff: Staff, post: Post) -> dict[str, Any]:
    """What can be said about the moment in the form, and which ones are quickly picked."""
    moment = _moment_in(form)
    found: tuple[Hint, ...] = ()
    if moment is not None:
        found = hints(moment, neighbours(moment, staff=staff, but=post))
    return {
        "moment": moment,
        "holiday": holiday_name(timezone.localdate(moment)) if moment else "",
        "hints": found,
        "picks": picks(timezone.now()),
    }


def parse_moment(words: str) -> datetime | None:
    """2027-04-29T10:00 in Japan's time; None for anything else."""
    try:
        moment = parse_datetime(words)
    except ValueError:
        return None
    if moment is None or moment.tzinfo is not None:
        return None
    return timezone.make_aware(moment) if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _save(request: HttpRequest, post: Post) -> HttpResponse:
    sent = with_choices(request.POST, post)
    form = ScheduleForm(sent)
    if form.is_valid() and "confirm" in request.POST:
        form = ScheduleForm(sent, strict=True)
    if not form.is_valid():
        return _page(request, post, form)
    try:
        post = saving.save(request, post, form)
    except ChangedMeanwhile:
        return _conflict(request, post, form)
    return saving.after_saving(request, post, here=HERE)


def _conflict(request: HttpRequest, post: Post, typed: ScheduleForm) -> HttpResponse:
    settled = settling.settle(request, post, typed)
    if settled.is_done:
        return redirect("post_schedule", pk=post.pk)
    return _page(request, post, settled.form, **settled.context)


def _page(request: HttpRequest, post: Post, form: ScheduleForm, **more: Any) -> HttpResponse:
    staff = staff_of(request)
    context = {
        "post": post,
        "form": form,
        **about(form, staff, post),
        **presence.shown(post, staff),
        **more,
    }
    return render(request, "posts/schedule.html", context)


def _moment_in(form: ScheduleForm) -> datetime | None:
    """Right or wrong, whatever stands in the boxes."""
    day, clock = form["send_on"].value(), form["send_time"].value()
    return parse_moment(f"{day}T{str(clock)[:5]}") if day and clock else None
