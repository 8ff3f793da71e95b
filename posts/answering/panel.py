"""What stands beside the text while it is being written: the findings, and boxes for answers."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import Staff
from posts.answering.answers import PREFIX, counting, given_to, said_in
from posts.answering.looking import Look, look_at
from posts.answering.shown import obstacles, shown
from posts.answering.tally import tally
from posts.bubbles import MOST
from posts.forms import PostForm
from posts.kinds.columns import KIND_FIELDS
from posts.models import Post

LONGEST_TITLE = 100
UNANSWERED = "「確認すること」に、確かめた内容を書いていないものがあります。"


def look_at_form(form: PostForm, *, staff: Staff, post: Post | None) -> Look:
    """At what stands in the boxes, right or wrong, as far as a post can hold it."""
    names = ("title", "category", *KIND_FIELDS)
    typed: dict[str, Any] = {name: form[name].value() for name in names}
    typed["title"] = str(typed["title"] or "")[:LONGEST_TITLE]
    typed["easy_text"] = str(typed["easy_text"] or "").replace("\r\n", "\n").rstrip()
    typed["send_at"] = _send_at(form, post)
    follows = post is not None and post.original_id is not None
    return look_at(
        typed,
        form.bubbles.typed()[:MOST],
        section=(post.section if post else staff.section).name,
        now=timezone.now(),
        kind=post.kind if post and follows else str(typed["kind"] or ""),
        repeats=(post.pk, post.original_id) if post else (),
    )


def panel(
    form: PostForm,
    *,
    staff: Staff,
    post: Post | None,
    sent: Mapping[str, str] | None = None,
    strict: bool = False,
) -> dict[str, Any]:
    """The findings for the page; with `strict` also told as errors at the fields of the form."""
    look = look_at_form(form, staff=staff, post=post)
    answers, typed = given_to(post) if post else {}, said_in(sent or {})
    if strict:
        said = {key: answer.words for key, answer in answers.items()}
        _demand(form, look, counting({**said, **typed}))
    found = shown(look, answers, typed=typed, strict=strict)
    return {"findings": found, "tally": tally(found)}


def post_behind(form: PostForm, staff: Staff) -> Post | None:
    """The post that a form without an address belongs to, by where it came from.

    None also for one that this person may not read.
    """
    origin = form.cleaned_data.get("origin")
    return Post.objects.visible_to(staff).filter(origin=origin).first() if origin else None


def _send_at(form: PostForm, post: Post | None) -> Any:
    if form.is_about_schedule:
        return form.cleaned_data.get("send_at") if hasattr(form, "cleaned_data") else None
    return post.send_at if post else None


def _demand(form: PostForm, look: Look, answered: set[str]) -> None:
    found = obstacles(look, answered)
    for name, message in found.items():
        if name.startswith(PREFIX):
            continue
        if name == "bubbles":
            form.bubbles.problem = form.bubbles.problem or message
        elif not form.bubbles.add_problem(name, message) and name not in form.errors:
            form.add_error(name, message)
    if any(name.startswith(PREFIX) for name in found):
        form.add_error(None, UNANSWERED)
