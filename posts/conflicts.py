"""What differs between what somebody typed and what was saved meanwhile, field by field?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from posts.bubble_differences import differences_of_bubbles
from posts.bubbles import read
from posts.bubbles.naming import name_in_form
from posts.choices import Audience, Category, Confidentiality
from posts.comparing import Difference, compared, replaced
from posts.dates_ja import date_and_time
from posts.forms import PostForm
from posts.kinds.choices import Kind
from posts.kinds.columns import KIND_FIELDS
from posts.models import Post

# Where in the form a difference is marked.
MARKED: Final = {"send_at": ("send_on", "send_time")}
CHOICES: Final = {
    "category": ("分類", Category),
    "confidentiality": ("機密性", Confidentiality),
    "audience": ("配信先", Audience),
}


def differences(form: PostForm, post: Post) -> list[Difference]:
    """The fields in which a valid form differs from the working copy, words first."""
    typed, found = form.cleaned_data, []
    if typed["title"] != post.title:
        found.append(Difference("title", "件名", compared(post.title, typed["title"])))
    found += differences_of_bubbles(read(post.bubbles), form.bubbles.typed())
    for name, (label, choices) in CHOICES.items():
        if typed[name] != getattr(post, name):
            labels = dict(choices.choices)
            before = str(labels.get(getattr(post, name), "未選択"))
            found.append(replaced(name, label, before, str(labels.get(typed[name], "未選択"))))
    found += _of_its_kind(form, post)
    if typed["send_at"] != post.send_at:
        found.append(replaced("send_at", "配信日時", _when(post.send_at), _when(typed["send_at"])))
    return found


def mark(form: PostForm, found: Sequence[Difference]) -> None:
    """Mark the fields of the form that hold the differences."""
    names = {field for one in found for field in MARKED.get(one.name, (one.name,))}
    form.differing = names
    for one in form.bubbles:
        one.differing = {
            field for field in one.fields if name_in_form(one.bubble.id, field) in names
        }


def _of_its_kind(form: PostForm, post: Post) -> Iterator[Difference]:
    for name in KIND_FIELDS:
        before, after = getattr(post, name), form.cleaned_data[name]
        if before == after or (name == "kind" and post.original_id is not None):
            continue
        label = str(form.fields[name].label)
        if name == "kind":
            yield replaced(name, label, str(Kind(before).label), str(Kind(after).label))
        else:
            yield Difference(name, label, compared(before, after))


def _when(moment: datetime | None) -> str:
    return date_and_time(moment) if moment else "未定"
