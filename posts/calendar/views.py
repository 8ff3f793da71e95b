"""予定表: the posts of a month as a table and as a list."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Section
from accounts.requests import staff_of
from posts.calendar import undoing
from posts.calendar.asked import LIST, Asked
from posts.calendar.days import sheet
from posts.calendar.months import Month
from posts.tabs import state_tabs


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """/calendar/: a month, of one section or state if asked; after a move, with 元に戻す."""
    staff, asked = staff_of(request), Asked.of(request.GET)
    found = sheet(asked, staff=staff)
    month = asked.month
    kept = {"month": month.code, "section": asked.section, "view": asked.view}
    return render(
        request,
        "posts/calendar/month.html",
        {
            "asked": asked,
            "sheet": found,
            "tabs": state_tabs(found.counts, asked.status, **kept),
            "sections": Section.objects.order_by("name"),
            "before": asked.query_for(month.before),
            "after": asked.query_for(month.after),
            "today": asked.query_for(Month.of(timezone.localdate())),
            "views": _views(asked),
            "moved": undoing.read(request.GET.get("moved", ""), staff=staff),
        },
    )


def _views(asked: Asked) -> list[tuple[str, str, bool]]:
    """月 and 一覧: label, address after the question mark, and whether it is the current one."""
    return [
        ("月", replace(asked, view="").query, asked.view != LIST),
        ("一覧", replace(asked, view=LIST).query, asked.view == LIST),
    ]
