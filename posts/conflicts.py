"""What differs between what somebody typed and what was saved meanwhile, field by field?"""

from collections.abc import Sequence
from typing import Final

from posts.answering.answers import answers_in_words
from posts.bubbles.naming import name_in_form
from posts.comparing import Difference
from posts.field_differences import differences_of
from posts.forms import PostForm
from posts.models import Post
from posts.schedule_form import ScheduleForm

# Which boxes of the form hold a part of the working copy that has none of its name.
KEYS: Final = {
    "send_at": ("send_on", "send_time"),
    "embargo_until": ("embargo_on", "embargo_time"),
}


def differences(form: PostForm | ScheduleForm, post: Post) -> list[Difference]:
    """The fields in which a valid form differs from the working copy, words first."""
    saved = {**post.working_copy(), "answers": answers_in_words(post)}
    typed = {name: form.cleaned_data[name] for name in saved if name in form.cleaned_data}
    typed["answers"] = {**saved["answers"], **typed.get("answers", {})}
    if post.original_id is not None:
        typed.pop("kind", None)  # what follows another post stays what it is
    return differences_of(saved, typed)


def mark(form: PostForm | ScheduleForm, found: Sequence[Difference]) -> None:
    """Mark the fields of the form that hold the differences."""
    names = {field for one in found for field in KEYS.get(one.name, (one.name,))}
    form.differing = names
    for one in form.bubbles:
        one.differing = {
            field for field in one.fields if name_in_form(one.bubble.id, field) in names
        }
