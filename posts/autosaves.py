"""How is a draft saved while somebody types, without a press? By the same verb and check.

The answers are for `static/js/autosave.js`; `words` says to people what has become of it.
"""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Staff
from accounts.requests import staff_of
from posts import drafts, permissions
from posts.asides import Form, set_aside
from posts.bases import base_of
from posts.forms import PostForm
from posts.loading import load
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.schedule_form import ScheduleForm
from posts.usable_media import NotOffered

CONFLICT: Final = 409
WRONG: Final = 422
SOMEBODY: Final = "別の画面で"
KEPT_ASIDE: Final = "ここで入力した内容は、変更の履歴に残しています。"


@require_POST
def first_autosave(request: HttpRequest) -> JsonResponse:
    """A new post with its first title becomes a draft."""
    staff = staff_of(request)
    permissions.demand(permissions.why_not_draft(staff))
    form = PostForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["origin"]:
        return _refused(form)
    try:
        post = drafts.create(
            actor=staff,
            origin=form.cleaned_data["origin"],
            fields=form.cleaned_data,
            by_hand=False,
        )
    except NotOffered as refused:
        return _not_offered(form, refused)
    except ChangedMeanwhile:
        return _overtaken(staff, Post.objects.get(origin=form.cleaned_data["origin"]), form)
    return _saved(post)


@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """What was typed so far goes into the draft; never over what somebody else has saved."""
    staff, post = load(request, pk)
    problem = permissions.why_not_edit(staff, post)
    if problem:
        if not permissions.writes(staff, post):
            raise PermissionDenied(problem)
        words = f"この投稿は「{post.get_status_display()}」になりました。"
        return _aside(staff, post, _form(request), f"{words}{KEPT_ASIDE}")
    form = _form(request)
    if not form.is_valid():
        return _refused(form)
    try:
        post = drafts.edit(
            post,
            actor=staff,
            version=form.cleaned_data["version"] or 0,
            fields=form.cleaned_data,
            by_hand=False,
        )
    except NotOffered as refused:
        return _not_offered(form, refused)
    except ChangedMeanwhile:
        return _overtaken(staff, post, form)
    return _saved(post, page="post_schedule" if isinstance(form, ScheduleForm) else "post_edit")


def _form(request: HttpRequest) -> Form:
    is_schedule = "embargo_on" in request.POST
    return ScheduleForm(request.POST) if is_schedule else PostForm(request.POST)


def _saved(post: Post, *, page: str = "post_edit") -> JsonResponse:
    at = timezone.localtime()
    return JsonResponse(
        {
            "words": f"{at.hour}:{at.minute:02}に保存しました",
            "version": post.version,
            "base": base_of(post),
            "autosave": reverse("post_autosave", args=[post.pk]),
            "action": reverse(page, args=[post.pk]),
        }
    )


def _refused(form: Form) -> JsonResponse:
    return JsonResponse({"words": f"まだ保存していません。{_first_error(form)}"}, status=WRONG)


def _not_offered(form: Form, refused: NotOffered) -> JsonResponse:
    form.bubbles.add_problems(refused.problems)
    return _refused(form)


def _overtaken(staff: Staff, post: Post, form: Form) -> JsonResponse:
    last = post.contributions.select_related("staff").latest("at").staff
    who = SOMEBODY if last == staff else f"{last.name}さんが"
    words = f"{who}先に保存しました。「下書きを保存する」を押すと、違いを見て選べます。"
    return _aside(staff, post, form, f"{words}{KEPT_ASIDE}")


def _aside(staff: Staff, post: Post, form: Form, words: str) -> JsonResponse:
    """Nothing is saved over others; what goes on being typed goes on being kept."""
    set_aside(post, form, actor=staff, by_hand=False)
    return JsonResponse({"words": words, "is_over": True}, status=CONFLICT)


def _first_error(form: Form) -> str:
    found: list[Any] = [error for errors in form.errors.values() for error in errors]
    for one in form.bubbles.kept:
        found += [error for errors in one.errors.values() for error in errors]
    return str((found or [form.bubbles.problem])[0])
