"""What did the working copy look like before, and which saves are worth remembering?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import Staff
from posts.answering.answers import answers_in_words
from posts.models import FIELDS, Post, Revision, WorkingState
from posts.side_models import STRETCH

TIMES: Final = ("send_at", "embargo_until")


def keep(post: Post, *, actor: Staff, by_hand: bool) -> bool:
    """Remember the working copy just saved; True when this save is to be written down as an act.

    A press always is. What is saved by itself counts once per stretch: the same person, not
    longer than `STRETCH`, and nobody else in between. Of one person with two windows, each window
    leaves what it had. The caller holds the row of the post.
    """
    now = timezone.now()
    mine_or_shared = Q(is_aside=False) | Q(staff=actor)
    open_stretch = post.states.filter(mine_or_shared).order_by("-pk").first()
    if open_stretch is None or not _goes_on(open_stretch, actor, now):
        WorkingState.objects.create(
            post=post, staff=actor, version=post.version, fields=stored(post), by_hand=by_hand
        )
        return True
    WorkingState.objects.filter(pk=open_stretch.pk).update(
        version=post.version, fields=stored(post), by_hand=by_hand, saved_at=now
    )
    return by_hand


def keep_submitted(post: Post, revision: Revision, *, actor: Staff) -> None:
    """Remember the working copy that has just been frozen, bubble by bubble."""
    WorkingState.objects.create(
        post=post,
        staff=actor,
        version=post.version,
        fields=stored(post),
        by_hand=True,
        revision=revision,
    )


def stored(post: Post) -> dict[str, Any]:
    """The working copy as JSON: times in ISO form; and the answers to findings, by their keys."""
    return as_json({**post.working_copy(), "answers": answers_in_words(post)})


def as_json(copy: Mapping[str, Any]) -> dict[str, Any]:
    """A working copy with its times in ISO form."""
    return {**copy, **{name: copy[name].isoformat() if copy[name] else None for name in TIMES}}


def read(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The working copy behind what was stored; what was not yet asked for then is None."""
    times = {name: parse_datetime(str(fields.get(name) or "")) for name in TIMES}
    known = {name: fields.get(name) for name in (*FIELDS, "answers")}
    return {**known, **times}


def _goes_on(state: WorkingState, actor: Staff, now: datetime) -> bool:
    is_same = state.staff_id == actor.pk and not state.by_hand and not state.is_aside
    return is_same and state.began_at > now - STRETCH
