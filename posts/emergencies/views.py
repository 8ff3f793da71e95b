"""緊急の投稿 in the browser: choose a level and its text, fill its gaps, fill them anew."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Staff
from accounts.requests import staff_of
from posts import permissions
from posts.answering.answers import given_to, said_in
from posts.answering.looking import look_at_post
from posts.answering.shown import shown
from posts.composing import sketched
from posts.emergencies import writing
from posts.emergencies.fixed import words_of
from posts.emergencies.forms import EmergencyForm, GapsForm
from posts.kinds.levels import LEVELS, LevelFacts, facts_of
from posts.models import Pattern, PatternVersion, Post
from posts.moves import ChangedMeanwhile
from posts.patterns import approving, gaps
from posts.patterns.keeping import NotUsable
from posts.patterns.showing import load
from posts.permissions import demand, why_not_draft

EDITED_SINCE = (
    "この画面から作られた下書きは、そのあとで直されています。"
    "続きは「投稿」にある下書きで直してください。"
)


@dataclass(frozen=True)
class Choice:
    """One level with the texts that may be used for it today."""

    facts: LevelFacts
    patterns: list[Pattern]
    # With the reason why each of them cannot be used today.
    unusable: list[tuple[Pattern, str]]


@require_safe
def choosing(request: HttpRequest) -> HttpResponse:
    """緊急の投稿: the levels side by side, each with its approved texts."""
    staff = staff_of(request)
    demand(why_not_draft(staff))
    return render(request, "posts/emergencies/choose.html", {"choices": _choices()})


@require_http_methods(["GET", "HEAD", "POST"])
def filling(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill the gaps of one text and type its level once more; then the request is shown."""
    staff, pattern = load(request, pk)
    demand(why_not_draft(staff))
    version = pattern.current
    if version is None or not version.level:
        raise Http404
    problem = approving.why_not_use(pattern, timezone.localdate())
    if problem:
        messages.error(request, problem)
        return redirect(pattern)
    sent = request.POST if request.method == "POST" else None
    form = EmergencyForm(facts_of(version.level), gaps.read(version.gaps), sent)
    if sent is not None and form.is_valid():
        return _written(request, staff, pattern, form)
    return _page(request, "posts/emergencies/fill.html", version, form, pattern=pattern)


def editing(request: HttpRequest, staff: Staff, post: Post) -> HttpResponse:
    """The editor of an emergency: it offers the gaps, and answers to what screening asks."""
    version = post.written_from
    demand(permissions.why_not_edit(staff, post))
    if version is None:
        raise Http404
    known = gaps.read(version.gaps)
    sent = request.POST if request.method == "POST" else None
    form = GapsForm(known, sent, typed=post.gap_values)
    form.initial["version"] = post.version
    if sent is not None and form.is_valid():
        try:
            writing.fill_anew(
                post,
                form.in_words(),
                actor=staff,
                version=form.cleaned_data["version"] or 0,
                answers=said_in(request.POST),
            )
        except ChangedMeanwhile:
            form.add_error(
                None, "入力している間に、ほかの人が保存しました。いまの内容を確かめてください。"
            )
        else:
            return redirect("post_submission", pk=post.pk)
    look = look_at_post(post, now=timezone.now())
    found = shown(look, given_to(post), strict=True)
    return _page(request, "posts/emergencies/edit.html", version, form, post=post, findings=found)


def _choices() -> list[Choice]:
    today = timezone.localdate()
    known = [
        (one, one.current.level, approving.why_not_use(one, today))
        for one in Pattern.objects.emergencies()
        if one.current is not None
    ]
    return [
        Choice(
            facts,
            [one for one, level, problem in known if level == facts.level and not problem],
            [(one, problem) for one, level, problem in known if level == facts.level and problem],
        )
        for facts in LEVELS
    ]


def _written(
    request: HttpRequest, staff: Staff, pattern: Pattern, form: EmergencyForm
) -> HttpResponse:
    try:
        post = writing.write(
            pattern,
            form.in_words(),
            level_typed=form.cleaned_data["level_typed"],
            actor=staff,
            origin=form.cleaned_data["origin"] or uuid.uuid4(),
        )
    except NotUsable as problem:
        messages.error(request, str(problem))
        return redirect(pattern)
    except ChangedMeanwhile:
        form.add_error(None, EDITED_SINCE)
        version = pattern.current
        assert version is not None  # noqa: S101 - the caller has looked; for the type checker
        return _page(request, "posts/emergencies/fill.html", version, form, pattern=pattern)
    return redirect("post_submission", pk=post.pk)


def _page(
    request: HttpRequest, template: str, version: PatternVersion, form: GapsForm, **more: object
) -> HttpResponse:
    bubbles, _, _ = sketched(words_of(version, {}))
    context = {"form": form, "level": facts_of(version.level), "bubbles": bubbles, **more}
    return render(request, template, context)
