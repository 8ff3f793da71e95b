"""How is a 文例 made, changed and retired, and a post begun with one?"""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import drafts
from posts.bubbles import Bubble, read
from posts.choices import Audience
from posts.emergencies.skeletons import why_not_for
from posts.models import Pattern, PatternVersion, Post
from posts.moves import ChangedMeanwhile
from posts.patterns.gaps import Gap, filled, renamed
from posts.permissions import demand, why_not_draft
from posts.usable_media import demand_offered

ANOTHER_TEXT: Final = (
    "この画面からは、すでに別の文例で下書きが作られています。"
    "作られた下書きは「投稿」にあります。書き直す場合は、文例を選び直してください。"
)
FOR_EMERGENCIES: Final = "緊急の文例です。「緊急の投稿」から書いてください。"


class NotUsable(Exception):
    """The 文例 is retired or out of its time; the text says so, for people."""


@dataclass(frozen=True)
class Written:
    """What an author has written of a 文例."""

    title: str
    category: str
    bubbles: Sequence[Bubble]
    gaps: Sequence[Gap]
    valid_from: date
    valid_until: date
    level: str = ""


def why_not_keep(staff: Staff, pattern: Pattern) -> str:
    """Empty when this person may change or retire the 文例; otherwise the reason."""
    if pattern.retired_at is not None:
        return "廃止した文例は変えられません。"
    if not staff.may_draft or staff.section_id != pattern.section_id:
        return "文例を変えられるのは、持ち主の課の起案者だけです。"
    return ""


def make(written: Written, *, actor: Staff) -> Pattern:
    """A new 文例 of the actor's section.

    Raises PermissionDenied, NotOffered, and ValueError for a 緊急の文例 whose words are not of
    its level.
    """
    demand(why_not_draft(actor))
    demand_offered(written.bubbles, actor=actor)
    with transaction.atomic():
        pattern = Pattern.objects.create(section=actor.section)
        _write(pattern, 1, written, actor)
        trail.record(
            Action.PATTERN_MADE, target=pattern, actor=actor.as_actor(), detail={"pattern": 1}
        )
    return pattern


def change(pattern: Pattern, written: Written, *, actor: Staff, seen: int) -> PatternVersion:
    """A new version; older ones stay readable. `seen` is the number that the actor began with.

    Raises PermissionDenied, NotOffered, ChangedMeanwhile when there is a newer one, and
    ValueError as `make`.
    """
    demand_offered(written.bubbles, actor=actor)
    with transaction.atomic():
        pattern = _locked(pattern)
        demand(why_not_keep(actor, pattern))
        latest = pattern.versions.count()
        if latest != seen:
            raise ChangedMeanwhile(f"pattern {pattern.pk} is at version {latest}")
        version = _write(pattern, latest + 1, written, actor)
        trail.record(
            Action.PATTERN_CHANGED,
            target=pattern,
            actor=actor.as_actor(),
            detail={"pattern": version.number},
        )
    return version


def retire(pattern: Pattern, *, actor: Staff, reason: str) -> None:
    """廃止: no post is written from it any more; it stays readable. Raises PermissionDenied."""
    with transaction.atomic():
        pattern = _locked(pattern)
        demand(why_not_keep(actor, pattern))
        Pattern.objects.filter(pk=pattern.pk).update(
            retired_at=timezone.now(), retired_by=actor, retired_because=reason
        )
        trail.record(
            Action.PATTERN_RETIRED,
            target=pattern,
            actor=actor.as_actor(),
            detail={"reason": reason},
        )


def write_from(
    pattern: Pattern, values: Mapping[str, str], *, actor: Staff, origin: uuid.UUID
) -> Post:
    """文例から書く: a draft with the gaps filled. `origin` is as in `drafts.create`.

    Raises PermissionDenied, NotUsable, and ChangedMeanwhile when the draft has been edited since
    the form made it.
    """
    demand(why_not_draft(actor))
    problem = FOR_EMERGENCIES if pattern.is_emergency else pattern.why_not_use(timezone.localdate())
    version = pattern.current
    if problem or version is None:
        raise NotUsable(problem)
    existing = Post.objects.filter(origin=origin, drafter=actor).first()
    if existing is not None and existing.written_from_id != version.pk:
        raise NotUsable(ANOTHER_TEXT)
    whole = read(version.bubbles)
    ids = [one.id for one in read(existing.bubbles)] if existing is not None else []
    if len(ids) != len(whole):
        ids = [secrets.token_hex(4) for _ in whole]
    bubbles = [
        filled(renamed(bubble, identity), values)
        for bubble, identity in zip(whole, ids, strict=True)
    ]
    return drafts.create(
        actor=actor,
        origin=origin,
        fields={
            "title": version.title,
            "category": version.category,
            "bubbles": [bubble.stored() for bubble in bubbles],
            "audience": Audience.EVERYONE,
        },
        written_from=version,
    )


def _locked(pattern: Pattern) -> Pattern:
    return Pattern.objects.select_for_update(of=("self",)).get(pk=pattern.pk)


def _write(pattern: Pattern, number: int, written: Written, actor: Staff) -> PatternVersion:
    problem = why_not_for(written.level, written.title, written.bubbles) if written.level else ""
    if problem:
        raise ValueError(problem)
    version = PatternVersion.objects.create(
        pattern=pattern,
        number=number,
        title=written.title,
        category=written.category,
        bubbles=[bubble.stored() for bubble in written.bubbles],
        gaps=[gap.stored() for gap in written.gaps],
        valid_from=written.valid_from,
        valid_until=written.valid_until,
        level=written.level,
        made_by=actor,
    )
    Pattern.objects.filter(pk=pattern.pk).update(current=version)
    return version
