"""後閲 in the browser: what others decided in place of アカウント管理者, to be looked at."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import staff_of
from approvals import later_reviewing
from approvals.forms import LaterReviewForm
from approvals.looking import when_read
from approvals.models import Decision
from line.messages.visible import is_seen
from posts.content import alts_of, read
from posts.kinds.levels import facts_of
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.permissions import demand

NO_WORDS: Final = (
    "意見を入力してください。意見がないときは「確認しました（意見なし）」を押してください。"
)


@require_safe
def later_reviews(request: HttpRequest) -> HttpResponse:
    """後閲: what waits for it, the oldest first."""
    staff = staff_of(request)
    seen = Post.objects.visible_to(staff)
    return render(
        request,
        "approvals/later_reviews.html",
        {
            "decisions": later_reviewing.waiting().filter(revision__post__in=seen),
            "reviews": staff.is_account_manager,
            "viewer": staff,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def later_review(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: 確認しました, or an opinion in words."""
    staff = staff_of(request)
    decision = get_object_or_404(
        Decision.objects.filter(
            capacity__in=later_reviewing.FOR_ANOTHER,
            revision__post__in=Post.objects.visible_to(staff),
        ).select_related("revision__post", "decider__section", "later_review__reviewer"),
        pk=pk,
    )
    if hasattr(decision, "later_review"):
        messages.info(request, "この決裁の後閲は済んでいます。")
        return redirect(decision.revision.post)
    demand(later_reviewing.why_not_review(staff, decision))
    form = LaterReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opinion = form.cleaned_data["opinion"] if "with_opinion" in request.POST else ""
        if "with_opinion" in request.POST and not is_seen(opinion):
            form.add_error("opinion", NO_WORDS)
        else:
            return _reviewed(request, decision, opinion)
    return render(
        request,
        "approvals/later_review.html",
        {"decision": decision, "form": form, **_decided_on(decision)},
    )


def _decided_on(decision: Decision) -> dict[str, Any]:
    content = read(decision.revision.canonical)
    return {
        "post": decision.revision.post,
        "bubbles": content.messages,
        "alts": alts_of(content.media),
        "shown_at": when_read(content),
        "level": facts_of(content.level) if content.level else None,
    }


def _reviewed(request: HttpRequest, decision: Decision, opinion: str) -> HttpResponse:
    try:
        later_reviewing.review(decision, actor=staff_of(request), opinion=opinion)
    except ChangedMeanwhile:
        messages.error(request, "この決裁の後閲は、すでに済んでいます。")
    else:
        done = "意見を記録し、決裁した人に知らせました。" if opinion else "確認を記録しました。"
        messages.success(request, done)
    return redirect("later_reviews")
