"""職員: the list, its export, and one person's page."""

from typing import Final
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import devices
from accounts.models import Absence, Role, Staff
from accounts.requests import staff_of
from audit import trail
from personnel import exports, standing
from personnel.exports import CONTENT_TYPES, Format
from personnel.permissions import why_not_administer
from personnel.staff_list import State, everyone, find, sections_of_all, state_of

PER_PAGE: Final = 50
FILTERS: Final = ("q", "section", "role", "state")
ACTS_KEPT: Final = 30


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """Everyone, narrowed by words, section, role and state."""
    _demand_administrator(request)
    page = Paginator(find(request.GET.dict()), PER_PAGE).get_page(request.GET.get("page"))
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return render(
        request,
        "personnel/staff_list.html",
        {
            "page": page,
            "people": [(staff, state_of(staff)) for staff in page],
            "chosen": chosen,
            "query": f"{query}&" if query else "",
            "sections": sections_of_all(),
            "roles": list(Role),
            "states": list(State),
            "formats": list(Format),
        },
    )


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The same people as a file. A POST, because it is recorded that the list left the system."""
    actor = staff_of(request)
    chosen = request.POST.get("format")
    form = Format(chosen) if chosen in Format.values else Format.CSV
    content = exports.export(find(request.POST.dict()), actor=actor, form=form)
    name = f"shokuin-{timezone.localdate():%Y%m%d}.{form.value}"
    return as_file(content, name, form)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: standing, roles with their days, what is planned, and what was done."""
    actor = _demand_administrator(request)
    staff = get_object_or_404(everyone(), pk=pk)
    given = staff.appointments.select_related("given_by", "confirmed_by", "ended_by")
    return render(
        request,
        "personnel/person.html",
        {
            "person": staff,
            "state": state_of(staff),
            "why_not": why_not_administer(actor, staff),
            "appointments": given.order_by("-starts_on", "-pk"),
            "waiting": staff.role_requests.waiting().select_related("asked_by"),
            "help_waiting": staff.help_requests.waiting().select_related("asked_by__section"),
            "movements": staff.movements.select_related("to_section").order_by("-on", "-pk"),
            "absences": Absence.objects.not_over().filter(staff=staff),
            "factors": len(devices.primary_devices(staff)),
            "is_retired": standing.is_retired(staff),
            "entries": trail.history_of(staff).order_by("-sequence")[:ACTS_KEPT],
        },
    )


def as_file(content: bytes, name: str, form: Format) -> HttpResponse:
    """An answer that the browser saves."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _demand_administrator(request: HttpRequest) -> Staff:
    actor = staff_of(request)
    problem = why_not_administer(actor)
    if problem:
        raise PermissionDenied(problem)
    return actor
