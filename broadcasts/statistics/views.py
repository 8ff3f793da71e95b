"""統計 in the browser: sums, charts and tables of a period, and all of them as a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import staff_of
from broadcasts.insight.models import Insight
from broadcasts.statistics import pictures, tables
from broadcasts.statistics.budget import budget_of
from broadcasts.statistics.files import file_of
from broadcasts.statistics.friends import friends_in
from broadcasts.statistics.period import StatisticsForm, bounds, sent_in, why_not_read
from broadcasts.statistics.sums import sums_of
from personnel.exports import CONTENT_TYPES, Format
from posts.models import Post, PostQuerySet

NOT_UNDERSTOOD = "期間を確かめて、もう一度書き出してください。"


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The sums of a period, for everybody who has a role."""
    reader = staff_of(request)
    why_not = why_not_read(reader)
    if why_not:
        return render(request, "broadcasts/statistics.html", {"why_not": why_not})
    form = StatisticsForm(request.GET.dict())
    readable = Post.objects.visible_to(reader)
    budget = budget_of(readable, timezone.localdate())
    context = {
        "form": form,
        "formats": Format,
        "budget": budget,
        "weeks": {"table": tables.of_weeks(budget), "charts": pictures.of_weeks(budget)},
        "problem": _problem(),
    }
    if form.is_valid():
        context |= _of_period(form, readable)
    return render(request, "broadcasts/statistics.html", context)


@require_safe
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The tables of the page as CSV or for Excel: sums only, nothing about a single person."""
    reader = staff_of(request)
    if why_not := why_not_read(reader):
        raise PermissionDenied(why_not)
    form, chosen = StatisticsForm(request.GET.dict()), request.GET.get("format")
    if chosen not in Format.values or not form.is_valid():
        messages.error(request, NOT_UNDERSTOOD)
        return redirect("statistics")
    readable, file_format = Post.objects.visible_to(reader), Format(chosen)
    found = [
        *tables.by_heading(sums_of(sent_in(form, readable))),
        tables.of_friends(friends_in(*bounds(form))),
        tables.of_weeks(budget_of(readable, timezone.localdate())),
    ]
    name = f"toukei-{timezone.localdate():%Y%m%d}.{file_format.value}"
    return HttpResponse(
        file_of(found, file_format),
        content_type=CONTENT_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _of_period(form: StatisticsForm, readable: PostQuerySet) -> dict[str, Any]:
    sums = sums_of(sent_in(form, readable))
    counts, drawn = friends_in(*bounds(form)), pictures.by_heading(sums)
    return {
        "sums": sums,
        "parts": [
            {"table": table, "charts": drawn.get(table.key, [])}
            for table in tables.by_heading(sums)
        ],
        "friends": counts,
        "friends_part": {
            "table": tables.of_friends(counts),
            "charts": pictures.of_friends(counts),
        },
    }


def _problem() -> str:
    """Why the newest of the broadcasts that are still asked about has brought no numbers."""
    tried = Insight.objects.exclude(problem="").filter(next_ask_at__isnull=False)
    newest = tried.order_by("-pk").first()
    return newest.problem if newest else ""
