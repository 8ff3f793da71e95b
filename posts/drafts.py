"""How a draft is written, rewritten and taken back: the verbs of the drafter's desk."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import holds, lifecycle, states
from posts.answering import answers
from posts.bubbles import read
from posts.embargo import before_embargo
from posts.kinds.choices import Kind
from posts.models import FIELDS, Contribution, PatternVersion, Post
from posts.moves import ChangedMeanwhile
from posts.permissions import (
    demand,
    why_not_draft,
    why_not_edit,
    why_not_follow_up,
    why_not_reopen,
    why_not_withdraw,
)
from posts.usable_media import demand_offered

FIRST_VERSION: Final = 1


@dataclass(frozen=True)
class Emergency:
    """What an emergency has besides its words: its level, and what was filled into the gaps."""

    level: str
    gap_values: Mapping[str, str]


def create(
    *,
    actor: Staff,
    origin: uuid.UUID,
    fields: Mapping[str, Any],
    original: Post | None = None,
    written_from: PatternVersion | None = None,
    emergency: Emergency | None = None,
    by_hand: bool = True,
) -> Post:
    """A new draft of the actor's section. `fields` are those of the working copy, and `answers`
    what was said about findings, by their keys. `origin` names the form it came from: the same form
    sent twice gives the same post, holding what was sent last. `original` is the post that it
    corrects or cancels, and whose section it stays in; `written_from` the version of a 文例 that
    it was begun with.

    Raises PermissionDenied when the actor may not draft, or the post has left the desk,
    ChangedMeanwhile when the post has been edited since the form made it, NotOffered for pictures
    that the library does not offer, and ValueError for bubbles of a wrong shape.
    """
    demand(why_not_follow_up(actor, original) if original else why_not_draft(actor))
    _demand_offered(fields, actor, already=written_from.bubbles if written_from else [])
    demand(_why_not_from(origin, actor, original))
    section = original.section if original else actor.section
    begun = {"section": section, "original": original, "written_from": written_from}
    begun |= asdict(emergency) if emergency else {}
    begun |= _of_its_original(original)
    with transaction.atomic():
        post, is_new = Post.objects.get_or_create(
            origin=origin, drafter=actor, defaults={**_content(fields), **begun}
        )
        if is_new:
            _begin(post, actor, fields, by_hand=by_hand)
    if not is_new and _differs(post, fields):
        # The form was corrected after "back", or while the first press was on its way.
        return edit(post, actor=actor, version=FIRST_VERSION, fields=fields, by_hand=by_hand)
    if not is_new:
        _answer(post, actor, fields, by_hand=by_hand)
    return post


def edit(
    post: Post,
    *,
    actor: Staff,
    version: int,
    fields: Mapping[str, Any],
    by_hand: bool = True,
) -> Post:
    """Save the working copy; `version` is the one the actor saw when starting to type.

    What is about another post keeps its kind and the category of the other, and stays 重要・異例 if
    that is; of an emergency only the bubbles change. What
    the page saves by itself is not `by_hand`: of a stretch of typing it leaves one contribution
    and one entry in the trail (`posts/states.py`).

    Raises PermissionDenied, also for a time before the 解禁日時, ChangedMeanwhile when somebody
    else saved in between, NotOffered for a picture newly chosen that the library does not offer,
    and ValueError for bubbles of a wrong shape.
    """
    demand(why_not_edit(actor, post))
    demand(_why_not_then(post, fields))
    _demand_offered(fields, actor, already=post.bubbles)
    with transaction.atomic():
        changed = Post.objects.filter(pk=post.pk, version=version, status=post.status).update(
            **_content(fields, post), version=F("version") + 1, changed_at=timezone.now()
        )
        if not changed:
            raise ChangedMeanwhile(f"post {post.pk} is no longer at version {version}")
        post.refresh_from_db()
        _answer(post, actor, fields, by_hand=by_hand)
        if states.keep(post, actor=actor, by_hand=by_hand):
            _contribute(post, actor, Contribution.Kind.EDITED)
            trail.record(
                Action.POST_EDITED,
                target=post,
                actor=actor.as_actor(),
                detail={"version": version + 1, **({} if by_hand else {"by_itself": True})},
            )
    return post


def withdraw(post: Post, *, actor: Staff, reason: str) -> None:
    """取下げ: take a post back before its sending starts; stopping needs no second factor.

    A 保留 of it ends. Raises PermissionDenied, and ChangedMeanwhile when the sending has just
    started.
    """
    with transaction.atomic():
        # Its time may just have been changed, so that another revision is the one that ends.
        Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        post.refresh_from_db()
        demand(why_not_withdraw(actor, post))
        lifecycle.mark_withdrawn(post, actor=actor.as_actor(), reason=reason)
        holds.end_on(post.current_revision, actor=actor)


def reopen(post: Post, *, actor: Staff) -> None:
    """Make a withdrawn or failed post a draft again, so that nothing written is lost."""
    demand(why_not_reopen(actor, post))
    lifecycle.mark_reopened(post, actor=actor.as_actor())


def _why_not_from(origin: uuid.UUID, actor: Staff, original: Post | None) -> str:
    if Post.objects.filter(origin=origin).exclude(drafter=actor, original=original).exists():
        return "この画面からは起案できません。「起案する」から開き直してください。"
    return ""


def _begin(post: Post, actor: Staff, fields: Mapping[str, Any], *, by_hand: bool) -> None:
    if post.written_from is not None:
        # None of an emergency: those words were approved by somebody else, one by one.
        for writer in post.written_from.writers():
            _contribute(post, writer, Contribution.Kind.COPIED)
    _contribute(post, actor, Contribution.Kind.CREATED)
    _answer(post, actor, fields, by_hand=by_hand)
    states.keep(post, actor=actor, by_hand=by_hand)
    trail.record(Action.POST_CREATED, target=post, actor=actor.as_actor(), detail={})


def _content(fields: Mapping[str, Any], post: Post | None = None) -> dict[str, Any]:
    found = {name: fields[name] for name in FIELDS if name in fields}
    if post is not None and post.original_id is not None:
        found.pop("kind", None)
        found |= _of_its_original(post.original)
    if post is not None and post.kind == Kind.EMERGENCY:
        found = {name: value for name, value in found.items() if name == "bubbles"}
    if "bubbles" in found:
        found["bubbles"] = [bubble.stored() for bubble in read(found["bubbles"])]
    return found


def _of_its_original(original: Post | None) -> dict[str, Any]:
    """What follows a post goes by the rules for that post: no words get around them this way."""
    if original is None:
        return {}
    weighty = {"is_weighty": True} if original.is_weighty else {}
    return {"category": original.category, **weighty}


def _demand_offered(fields: Mapping[str, Any], actor: Staff, *, already: Any) -> None:
    if "bubbles" in fields:
        demand_offered(read(fields["bubbles"]), actor=actor, already=read(already))


def _why_not_then(post: Post, fields: Mapping[str, Any]) -> str:
    then = {**post.working_copy(), **fields}
    return before_embargo(then["send_at"], then["embargo_until"])


def _differs(post: Post, fields: Mapping[str, Any]) -> bool:
    return any(getattr(post, name) != value for name, value in _content(fields, post).items())


def _answer(post: Post, actor: Staff, fields: Mapping[str, Any], *, by_hand: bool) -> None:
    if said := fields.get("answers"):
        answers.give(post, actor=actor, said=said, by_hand=by_hand)


def _contribute(post: Post, actor: Staff, kind: Contribution.Kind) -> None:
    Contribution.objects.create(post=post, staff=actor, kind=kind)
