"""承認を依頼する in the browser: the declaration about this revision, and the request itself."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from line.client import LineUnavailable
from posts import asking_line, editor, permissions
from posts.answering.looking import Look, look_at_post
from posts.comments import beside_preview
from posts.declaration_form import DeclarationForm, form_for
from posts.kinds.choices import Kind
from posts.kinds.levels import facts_of
from posts.loading import load, where_missing
from posts.models import Post, Revision
from posts.moments import when, when_of
from posts.moves import ChangedMeanwhile
from posts.revisions import facts_of_working_copy, shown
from posts.routing.calling import whose_turn
from posts.routing.deciders import authorities, first_to_decide
from posts.routing.planning import next_step, plan
from posts.submission import Damaged, NotReady, submit
from posts.to_do import Todo, to_do

NOT_READY = "まだ承認を依頼できません。赤い文字の項目を直してください。"

NOT_ASKED = "LINEにつながらないため、LINEで送れる内容かどうかは確かめていません。"


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """The last step: what was found and answered, the statements to make, and the button.

    As long as something is missing it says so instead of asking.
    """
    staff, post = load(request, pk)
    permissions.demand(permissions.why_not_submit(staff, post))
    look = look_at_post(post, now=timezone.now())
    missing = to_do(post, at=look.draft.now, look=look)
    if request.method != "POST":
        form = form_for(post.kind)(initial={"version": post.version})
        return _page(request, post, form, missing, look)
    if missing:
        messages.error(request, NOT_READY)
        return redirect(where_missing(post, {one.field for one in missing}))
    form = form_for(post.kind)(request.POST)
    if not form.is_valid():
        return _page(request, post, form, [], look)
    return _asked(request, post, form, look)


def _asked(request: HttpRequest, post: Post, form: DeclarationForm, look: Look) -> HttpResponse:
    """LINE is asked first, and its answer is shown at the field."""
    try:
        refused = asking_line.refusals(post)
    except LineUnavailable:
        refused = {}
        messages.info(request, NOT_ASKED)
    if refused:
        return editor.refused(request, post, refused)
    return _submitted(request, post, form, look)


def _submitted(request: HttpRequest, post: Post, form: DeclarationForm, look: Look) -> HttpResponse:
    staff, post = load(request, post.pk)
    try:
        revision = submit(
            post,
            actor=staff,
            version=form.seen,
            declared=form.declared,
            look=look,
        )
    except Damaged as damaged:
        messages.error(request, NOT_READY)
        return editor.refused(request, post, damaged.problems)
    except NotReady as refused:
        messages.error(request, NOT_READY)
        return redirect(where_missing(post, refused.problems))
    except ChangedMeanwhile:
        messages.error(
            request,
            "この画面を開いた後に内容が変わりました。いまの内容を確かめてから、"
            "もう一度依頼してください。",
        )
        return redirect(post)
    _tell(request, revision)
    return redirect(post)


def _tell(request: HttpRequest, revision: Revision) -> None:
    step = next_step(revision)
    people = "、".join(f"{person.name}さん" for person in whose_turn(revision, step))
    what = step.get_kind_display() if step else "承認"
    then = (
        f"配信は、{when(revision)}です。"
        if revision.at_once
        else f"配信日時は、{when(revision)}です。"
    )
    if people:
        messages.success(request, f"{people}に{what}を依頼しました。{then}")
    else:
        messages.warning(
            request,
            f"承認を依頼しましたが、決裁できる人がいません。情報政策課へ連絡してください。{then}",
        )


def _page(
    request: HttpRequest,
    post: Post,
    form: DeclarationForm,
    missing: Sequence[Todo],
    look: Look,
) -> HttpResponse:
    seen = shown(post)
    context = {
        "post": post,
        "form": form,
        "missing": missing,
        "where_missing": where_missing(post, {one.field for one in missing}) if missing else "",
        "route": plan(post),
        "decider": first_to_decide(post),
        "when": when_of(post),
        "decide_minutes": settings.AT_ONCE_DECIDE_MINUTES,
        **seen,
        **beside_preview(post, seen["bubbles"], seen["sources"]),
        **facts_of_working_copy(post, look),
    }
    if post.kind == Kind.EMERGENCY:
        context["level"] = facts_of(post.level)
        context["deciders"] = [one.staff for one in authorities(post)]
        return render(request, "posts/emergencies/submission.html", context)
    return render(request, "posts/submission.html", context)
