"""What does a page of the editor do when somebody else has saved first?

What only one of them changed is brought together by itself. Where both changed something, people
choose; what they do not take is kept in 変更の履歴.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest

from accounts.middleware import UNATTENDED
from accounts.requests import staff_of
from posts import saving
from posts.asides import Form, set_aside
from posts.conflicts import differences, mark
from posts.forms import PostForm
from posts.merging import Merged, merged
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.schedule_form import ScheduleForm
from posts.usable_media import NotOffered

AForm = TypeVar("AForm", PostForm, ScheduleForm)


@dataclass(frozen=True)
class Settled(Generic[AForm]):
    """Either nothing is left to be chosen, or `form` and `context` are what the page shows."""

    is_done: bool
    form: AForm
    context: dict[str, Any]


def settle(request: HttpRequest, post: Post, typed: AForm) -> Settled[AForm]:
    """Save both contents together, or say what is to be chosen. `typed` is a valid form.

    What the page saves by itself is never brought together: its boxes would not show it.
    """
    post.refresh_from_db()
    found = merged(typed, post)
    if found.is_sure and not found.contested and UNATTENDED not in request.headers:
        if _saved(request, post, typed, found):
            return Settled(is_done=True, form=typed, context={})
        post.refresh_from_db()
        found = merged(typed, post)
    set_aside(post, typed, actor=staff_of(request), by_hand=False)
    # The next save overwrites what is shown beside the form now, and nothing newer than that.
    form = type(typed)(found.sent)
    form.is_valid()
    differing = differences(form, post)
    mark(form, [one for one in differing if one.name in found.contested])
    context = {
        "is_conflict": True,
        "chosen": [one for one in differing if one.name in found.contested],
        "mine": [one for one in differing if one.name not in found.contested],
        "taken": found.taken,
        **saving.whoever_saved(request, post),
    }
    return Settled(is_done=False, form=form, context=context)


def _saved(request: HttpRequest, post: Post, typed: Form, found: Merged) -> bool:
    if found.is_same:
        messages.info(request, "入力した内容は、保存された内容と同じです。")
        return True
    form = type(typed)(found.sent)
    if not form.is_valid():
        return False
    who = saving.whoever_saved(request, post)
    try:
        saving.save(request, post, form)
    except (ChangedMeanwhile, NotOffered):
        return False
    names = "、".join(f"「{one.label}」" for one in found.taken)
    whose = "別の画面で" if who["is_own"] else f"{who['changed_by'].name}さんが"
    messages.success(
        request,
        f"下書きを保存しました。{whose}変えた{names}も取り入れました。"
        if names
        else "下書きを保存しました。",
    )
    return True
