"""ホーム and 投稿: what waits for a person, and where every post stands."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import staff_of
from posts.choices import Status
from posts.desk import desk_of
from posts.models import Post

PER_PAGE = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """ホーム: what this person has to do now, then what comes and what has gone out."""
    staff = staff_of(request)
    visible = Post.objects.visible_to(staff)
    soon = visible.filter(status__in=[Status.APPROVED, Status.SENDING])
    return render(
        request,
        "posts/home.html",
        {
            "desk": desk_of(staff),
            "upcoming": soon.order_by("current_revision__send_at")[:7],
            "recent": visible.filter(status=Status.SENT)[:5],
        },
    )


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    """投稿: every post, by state."""
    visible = Post.objects.visible_to(staff_of(request))
    counts = {status: visible.filter(status=status).count() for status in Status}
    chosen = request.GET.get("status", "")
    found = visible.filter(status=chosen) if chosen in Status.values else visible
    words = request.GET.get("q", "").replace("\0", "").strip()
    if words:
        found = found.filter(title__icontains=words)
    return render(
        request,
        "posts/list.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "tabs": [(status.value, status.label, counts[status]) for status in Status],
            "total": sum(counts.values()),
            "chosen": chosen,
            "words": words,
            "query": _query(status=chosen, q=words),
        },
    )


def _query(**parts: str) -> str:
    """The parts that are not empty, ready to be followed by another one."""
    return "".join(f"{urlencode({name: value})}&" for name, value in parts.items() if value)
