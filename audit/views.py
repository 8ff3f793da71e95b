"""How the audit trail is read in the browser."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Entry

PER_PAGE = 50


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """監査記録, newest first, for auditors and the account manager."""
    if isinstance(request.user, AnonymousUser) or not request.user.may_read_audit_trail:
        raise PermissionDenied("監査記録を見られるのは、監査者とアカウント管理者です。")
    found = Entry.objects.order_by("-sequence")
    target = request.GET.get("target", "").replace("\0", "")
    if target:
        found = found.filter(target=target)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/entries.html", {"page": page, "target": target})
