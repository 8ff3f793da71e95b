"""文例 being written in the browser, anew, from a post or as a new version; and being used."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import staff_of
from posts import rearranging
from posts.bubbles import new, read
from posts.loading import load as load_post
from posts.models import Pattern, Post
from posts.moves import ChangedMeanwhile
from posts.patterns import gaps, keeping
from posts.patterns.forms import FillingForm, PatternForm, dates_of_a_new_one
from posts.patterns.gaps import Gap, in_words
from posts.patterns.showing import barred, load
from posts.permissions import demand, why_not_draft
from posts.usable_media import NotOffered


@require_http_methods(["GET", "HEAD", "POST"])
def new_pattern(request: HttpRequest) -> HttpResponse:
    """文例を作る; `?post=` begins with the words of a post."""
    staff = staff_of(request)
    demand(why_not_draft(staff))
    if rearranging.is_asked(request.POST):
        return _rearranged(request, ())
    if request.method == "POST":
        form = PatternForm(request.POST)
        if form.is_valid():
            try:
                made = keeping.make(form.written(), actor=staff)
            except NotOffered as refused:
                form.bubbles.add_problems(refused.problems)
                return _page(request, form)
            messages.success(request, "文例を作りました。")
            return redirect(made)
        return _page(request, form)
    return _page(request, _begun(request))


@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """文例の新しい版を作る."""
    staff, pattern = load(request, pk)
    demand(keeping.why_not_keep(staff, pattern))
    known = gaps.read(pattern.current.gaps if pattern.current else ())
    if rearranging.is_asked(request.POST):
        return _rearranged(request, known, pattern)
    if request.method != "POST":
        return _page(request, _showing(pattern, known), pattern)
    form = PatternForm(request.POST, gaps=known)
    if not form.is_valid():
        return _page(request, form, pattern)
    try:
        seen = form.cleaned_data["seen"] or 0
        keeping.change(pattern, form.written(), actor=staff, seen=seen)
    except NotOffered as refused:
        form.bubbles.add_problems(refused.problems)
        return _page(request, form, pattern)
    except ChangedMeanwhile:
        form.add_error(
            None,
            "入力している間に、ほかの人が新しい版を作りました。文例の画面で確かめてから、"
            "もう一度編集してください。入力した内容は、この画面に残っています。",
        )
        return _page(request, form, pattern)
    messages.success(request, "文例の新しい版を作りました。")
    return redirect(pattern)


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """文例から書く: the gaps are asked for first, then the draft is opened in the editor."""
    staff, pattern = load(request, pk)
    demand(why_not_draft(staff))
    version = pattern.current
    form = FillingForm(
        gaps.read(version.gaps if version else ()),
        request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        values = {name: in_words(value) for name, value in form.values().items()}
        origin = form.cleaned_data["origin"] or uuid.uuid4()
        try:
            post = keeping.write_from(pattern, values, actor=staff, origin=origin)
        except keeping.NotUsable as problem:
            messages.error(request, str(problem))
            return redirect(pattern)
        except ChangedMeanwhile:
            messages.warning(request, "この画面から作られた下書きです。そのあとで直されています。")
            return redirect("post_edit", pk=Post.objects.get(origin=origin, drafter=staff).pk)
        messages.success(request, "文例から下書きを作りました。続きを書いてください。")
        return redirect("post_edit", pk=post.pk)
    context = {"pattern": pattern, "form": form, "barred": barred(version) if version else ""}
    return render(request, "posts/patterns/use.html", context)


def _begun(request: HttpRequest) -> PatternForm:
    asked = request.GET.get("post", "")
    if asked.isdecimal() and len(asked) < 10:
        _, post = load_post(request, int(asked))
        if post.is_under_embargo:  # every section reads every 文例
            raise PermissionDenied("解禁前の投稿からは、文例を作れません。")
        initial = {"title": post.title, "category": post.category, **dates_of_a_new_one()}
        return PatternForm(initial=initial, bubbles=read(post.bubbles))
    return PatternForm(initial=dates_of_a_new_one(), bubbles=(new("text"),))


def _showing(pattern: Pattern, known: Sequence[Gap]) -> PatternForm:
    version = pattern.current
    if version is None:
        return PatternForm(initial=dates_of_a_new_one(), bubbles=(new("text"),))
    initial: dict[str, Any] = {
        "title": version.title,
        "category": version.category,
        "valid_from": version.valid_from,
        "valid_until": version.valid_until,
        "level": version.level,
        "seen": version.number,
    }
    return PatternForm(initial=initial, bubbles=read(version.bubbles), gaps=known)


def _rearranged(
    request: HttpRequest, known: Sequence[Gap], pattern: Pattern | None = None
) -> HttpResponse:
    sent, identity = rearranging.rearranged(request.POST)
    return _page(request, PatternForm.taking_up(sent, known), pattern, focus=identity)


def _page(
    request: HttpRequest, form: PatternForm, pattern: Pattern | None = None, focus: str = ""
) -> HttpResponse:
    context = {"form": form, "pattern": pattern, "focus": focus}
    return render(request, "posts/patterns/edit.html", context)
