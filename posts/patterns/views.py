"""The pages of 文例: which there are, one with its versions, and retiring it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Staff
from accounts.requests import staff_of
from posts.bubbles import read
from posts.choices import Category
from posts.composing import sketched
from posts.content import alts_of
from posts.forms import ReasonForm
from posts.kinds.levels import facts_of
from posts.models import Pattern, PatternVersion
from posts.patterns import approving, gaps, keeping
from posts.patterns.showing import barred, load, usable
from posts.permissions import demand, why_not_draft


@require_safe
def pattern_list(request: HttpRequest) -> HttpResponse:
    """文例: those in use, by category and by words; or the retired and expired ones."""
    staff = staff_of(request)
    words = request.GET.get("q", "").replace("\0", "").strip()
    chosen = request.GET.get("category", "")
    is_old = "old" in request.GET
    found = Pattern.objects.select_related("current", "section")
    found = found.exclude(pk__in=Pattern.objects.good()) if is_old else found.good()
    if words:
        found = found.filter(current__title__icontains=words)
    if chosen in Category.values:
        found = found.filter(current__category=chosen)
    context = {
        "patterns": found,
        "words": words,
        "chosen": chosen,
        "categories": Category.choices,
        "is_old": is_old,
        "may_draft": not why_not_draft(staff),
        "today": timezone.localdate(),
    }
    return render(request, "posts/patterns/list.html", context)


@require_safe
def pattern(request: HttpRequest, pk: int) -> HttpResponse:
    """One 文例, or with `?version=` an older version of it."""
    staff, shown = load(request, pk)
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else None
    version = get_object_or_404(shown.versions, number=number) if number else shown.current
    if version is None:
        return redirect("pattern_list")
    messages_, media, _ = sketched(read(version.bubbles), seen_by=staff)
    today = timezone.localdate()
    context = {
        "pattern": shown,
        "version": version,
        "gaps": gaps.read(version.gaps),
        "versions": shown.versions.select_related("made_by__section").order_by("-number"),
        "bubbles": messages_,
        "alts": alts_of(media),
        "why_not_use": shown.why_not_use(today),
        **_of_emergency(version, staff, today),
        "barred": barred(version),
        "may_use": usable(shown, staff),
        "may_keep": not keeping.why_not_keep(staff, shown),
    }
    return render(request, "posts/patterns/pattern.html", context)


def _of_emergency(version: PatternVersion, staff: Staff, today: date) -> dict[str, object]:
    if not version.level:
        return {}
    return {
        "level": facts_of(version.level),
        "approval": approving.approval_of(version),
        "why_not_approve": approving.why_not_approve(staff, version),
        "ends_soon": approving.ends_soon(version, today),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """文例を廃止する, with a reason."""
    staff, shown = load(request, pk)
    demand(keeping.why_not_keep(staff, shown))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keeping.retire(shown, actor=staff, reason=form.cleaned_data["reason"])
        messages.success(request, "文例を廃止しました。これからの投稿には使えません。")
        return redirect(shown)
    return render(request, "posts/patterns/retirement.html", {"pattern": shown, "form": form})
