"""漏えいの報告: the list for those who have to act on it."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import staff_of
from personnel import incidents

PER_PAGE: Final = 30


@require_safe
def leak_reports(request: HttpRequest) -> HttpResponse:
    """When, about whom, by whom, and what was done."""
    problem = incidents.why_not_read(staff_of(request))
    if problem:
        raise PermissionDenied(problem)
    page = Paginator(incidents.reports(), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "incidents": incidents.with_answers(page)}
    return render(request, "personnel/incidents.html", shown)
