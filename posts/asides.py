"""What becomes of words that could not be saved, as somebody else had saved first? They are kept.

They stand in 変更の履歴 as 「採らなかった内容」, whichever of the two contents is taken in the end.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from posts import states
from posts.answering.answers import answers_in_words
from posts.field_differences import WORDS
from posts.forms import PostForm
from posts.models import FIELDS, Post, WorkingState
from posts.permissions import why_not_edit, writes
from posts.schedule_form import ScheduleForm
from posts.side_models import STRETCH

Form = PostForm | ScheduleForm


def set_aside(post: Post, form: Form, *, actor: Staff, by_hand: bool) -> WorkingState | None:
    """Keep what stands in the form, right or wrong; None when that is what was saved anyway.

    While the same person goes on typing, the last one kept is overwritten; one that was left
    `by_hand` no more. Nobody has had a hand in the post by that. Raises PermissionDenied.
    """
    if not writes(actor, post):
        raise PermissionDenied(why_not_edit(actor, post))
    fields = states.as_json(typed_in(form, post))
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if fields == states.stored(post):
            return None
        last = post.states.filter(staff=actor).order_by("-pk").first()
        if last is None or not _goes_on(last, by_hand=by_hand, fields=fields):
            last = WorkingState(post=post, staff=actor, is_aside=True)
        elif last.by_hand:
            return last
        last.version, last.fields, last.by_hand = post.version, fields, by_hand
        last.saved_at = timezone.now()
        last.save()
    return last


def typed_in(form: Form, post: Post) -> dict[str, Any]:
    """The working copy with what was typed; what cannot be read stays as it was saved."""
    form.is_valid()
    copy = {**post.working_copy(), "answers": answers_in_words(post)}
    read = form.cleaned_data
    found: dict[str, Any] = {name: read[name] for name in FIELDS if name in read}
    for name in ("title", *WORDS):
        if name in form.fields and name not in found:
            found[name] = str(form[name].value() or "")
    if "title" in form.fields:
        found["bubbles"] = form.bubbles.stored()
    if post.original_id is not None:
        found.pop("kind", None)
    answers = {**copy["answers"], **read.get("answers", {})}
    return {**copy, **found, "answers": {key: words for key, words in answers.items() if words}}


def _goes_on(last: WorkingState, *, by_hand: bool, fields: dict[str, Any]) -> bool:
    if not last.is_aside or last.began_at <= timezone.now() - STRETCH:
        return False
    return not last.by_hand or (by_hand and last.fields == fields)
