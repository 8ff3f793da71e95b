"""How does a post become the beginning of another one? 複製: its words, and nothing decided."""

import uuid
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import states
from posts.kinds.choices import FOLLOWING, Kind
from posts.loading import load, origin_of
from posts.models import Contribution, Post
from posts.permissions import demand, why_not_draft

# The class is decided anew for every post (法1), and so is whether a source is still right (共有);
# a time, a decision, answers and comments belong to one.
COPIED: Final = (
    *("title", "category", "bubbles", "audience"),
    *("source_name", "source_url", "easy_text"),
)
# Whose words are in a post: barred from deciding on it, and on its copies.
WRITING: Final = (
    *(Contribution.Kind.CREATED, Contribution.Kind.EDITED),
    *(Contribution.Kind.SUGGESTED, Contribution.Kind.COPIED),
)


def duplicate(post: Post, *, actor: Staff, origin: uuid.UUID) -> Post:
    """A new draft of the actor's section with the words of `post`; the same `origin`, the same one.

    What is under embargo stays so: a copy in another section would undo it. The copy of a
    correction or a cancellation is an ordinary post, about no other. Whoever wrote the words has a
    hand in the copy as well. Raises PermissionDenied for
    who may not draft or not read the post.
    """
    demand(why_not_draft(actor))
    if not Post.objects.visible_to(actor).filter(pk=post.pk).exists():
        raise PermissionDenied("この投稿は複製できません。")
    if post.kind == Kind.EMERGENCY:
        raise PermissionDenied("緊急の投稿は複製できません。「緊急の投稿」から書いてください。")
    with transaction.atomic():
        copy, is_new = Post.objects.get_or_create(
            origin=origin, drafter=actor, defaults=_copied(post, actor)
        )
        if is_new:
            _hand_on(post, copy)
            kind = Contribution.Kind.CREATED
            Contribution.objects.create(post=copy, staff=actor, kind=kind)
            states.keep(copy, actor=actor, by_hand=True)
            trail.record(
                Action.POST_CREATED,
                target=copy,
                actor=actor.as_actor(),
                detail={"copied_from": post.pk},
            )
    return copy


def copied_from(post: Post, staff: Staff) -> Post | None:
    """The post that this one was copied from, if there is one that the person may read."""
    if post.copied_from_id is None:
        return None
    return Post.objects.visible_to(staff).filter(pk=post.copied_from_id).first()


@require_POST
def duplication(request: HttpRequest, pk: int) -> HttpResponse:
    """複製する: leads to the editor of the copy."""
    staff, post = load(request, pk)
    copy = duplicate(post, actor=staff, origin=origin_of(request))
    messages.success(request, "複製して、下書きを作りました。機密性と配信日時を決めてください。")
    return redirect("post_edit", pk=copy.pk)


def _hand_on(post: Post, copy: Post) -> None:
    writers = post.contributions.filter(kind__in=WRITING).values_list("staff_id", flat=True)
    kind = Contribution.Kind.COPIED
    for writer in sorted(set(writers)):
        Contribution.objects.create(post=copy, staff_id=writer, kind=kind)


def _copied(post: Post, actor: Staff) -> dict[str, Any]:
    return {
        **{name: getattr(post, name) for name in COPIED},
        "kind": Kind.ORDINARY if post.kind in FOLLOWING else post.kind,
        "section": actor.section,
        "copied_from": post,
        "embargo_until": post.embargo_until if post.is_under_embargo else None,
    }
