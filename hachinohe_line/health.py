"""Does the process live, can the installation do its work, and what do its numbers say?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from hachinohe_line import metrics
from hachinohe_line.readiness import READINESS


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok` while the process answers; whatever else is down, restarting it would not help."""
    return _plain("ok\n")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 `ready`, or 503; with the bearer token of METRICS_TOKEN one line for each check.

    Without it only the one word: what is broken here is nobody else's business.
    """
    checks = READINESS.checks()
    is_ready = bool(checks) and all(check.is_well for check in checks)
    lines = ["ready" if is_ready else "not ready"]
    if _may_see_details(request):
        lines += [f"{'ok' if c.is_well else 'FAIL'} {c.name}: {c.words}" for c in checks]
    return _plain("\n".join(lines) + "\n", status=200 if is_ready else 503)


@login_not_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format, for whoever brings METRICS_TOKEN; 404 for all others."""
    if not _may_see_details(request):
        raise Http404
    return HttpResponse(metrics.written(), content_type=CONTENT_TYPE_LATEST)


def _may_see_details(request: HttpRequest) -> bool:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    return bool(expected) and kind == "Bearer" and constant_time_compare(token, expected)


def _plain(words: str, *, status: int = 200) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
