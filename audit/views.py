"""How the audit trail is read in the browser, and taken along as a table."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit import trail
from audit.export import table
from audit.search import TrailFilter

PER_PAGE = 50
ROWS_AT_A_TIME = 2000


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """監査記録, newest first, for auditors and the account manager."""
    _demand_reader(request)
    sought = TrailFilter(request.GET)
    found = Paginator(sought.entries().order_by("-sequence"), PER_PAGE)
    sequence, seal = trail.head()
    return render(
        request,
        "audit/entries.html",
        {
            "page": found.get_page(request.GET.get("page")),
            "form": sought,
            "sequence": sequence,
            "seal": seal,
        },
    )


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The entries that were looked for as CSV, all of them, the oldest first."""
    _demand_reader(request)
    found = TrailFilter(request.GET).entries().order_by("sequence")
    name = f"audit-trail-{timezone.localdate():%Y%m%d}.csv"
    return StreamingHttpResponse(
        table(found.iterator(chunk_size=ROWS_AT_A_TIME)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _demand_reader(request: HttpRequest) -> None:
    if isinstance(request.user, AnonymousUser) or not request.user.may_read_audit_trail:
        raise PermissionDenied("監査記録を見られるのは、監査者とアカウント管理者です。")
