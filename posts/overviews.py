"""ホーム and 投稿: what waits for a person, and where every post stands."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import staff_of
from posts.choices import Status
from posts.desk import SHOWN, desk_of
from posts.models import Post, PostQuerySet
from posts.tabs import query_of, state_tabs

PER_PAGE = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """ホーム: what this person has to do now, then what comes and what has gone out."""
    staff = staff_of(request)
    visible = Post.objects.visible_to(staff)
    # Minutes from the citizens: these stand above everything else.
    going = visible.filter(status=Status.APPROVED, at_once=True)
    soon = visible.filter(status__in=[Status.APPROVED, Status.SENDING]).exclude(
        status=Status.APPROVED, at_once=True
    )
    return render(
        request,
        "posts/home.html",
        {
            "desk": desk_of(staff),
            "going": going.order_by("send_at"),
            "upcoming": soon.order_by("send_at")[:SHOWN],
            "upcoming_number": soon.count(),
            "may_stop": staff.may_stop_everything,
            "recent": visible.filter(status=Status.SENT)[:SHOWN],
        },
    )


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    """投稿: every post, by state and by words of its title."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    chosen = request.GET.get("status", "")
    staff = staff_of(request)
    visible = Post.objects.visible_to(staff)
    matching = visible.filter(title__icontains=words) if words else visible
    found = matching.filter(status=chosen) if chosen in Status.values else matching
    # Counting takes the usual order away.
    found = found.counting_open_comments(staff).marking_held().order_by("-changed_at")
    return render(
        request,
        "posts/list.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "tabs": state_tabs(_counts(matching), chosen, q=words),
            "chosen": chosen,
            "words": words,
            "query": query_of(status=chosen, q=words),
        },
    )


def _counts(matching: PostQuerySet) -> dict[str, int]:
    grouped = matching.order_by().values("status").annotate(number=Count("pk"))
    return {row["status"]: row["number"] for row in grouped}
