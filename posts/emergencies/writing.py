"""How is an emergency begun with an approved text, and what stands in its gaps changed?"""

import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from posts import drafts
from posts.bubbles import read
from posts.choices import Audience, Category, Confidentiality
from posts.emergencies.fixed import words_of
from posts.form_fields import one_line
from posts.kinds.choices import Kind
from posts.kinds.levels import facts_of
from posts.models import Pattern, PatternVersion, Post
from posts.patterns import approving
from posts.patterns.gaps import read as read_gaps
from posts.patterns.gaps import renamed
from posts.patterns.keeping import ANOTHER_TEXT, NotUsable
from posts.permissions import demand, why_not_draft


class LevelMistyped(Exception):
    """What was typed is not the name of the level that was chosen."""


def write(
    pattern: Pattern,
    values: Mapping[str, str],
    *,
    level_typed: str,
    actor: Staff,
    origin: uuid.UUID,
) -> Post:
    """緊急の投稿: a draft with the gaps filled, to go out as soon as it is approved (投5).

    `values` are by the names of the gaps; others are left out. `level_typed` is the name of the
    level, to the letter. `origin` is that of the form: the same form sent twice gives the same
    draft, with what was sent last in its gaps. Raises PermissionDenied, NotUsable, LevelMistyped,
    and ChangedMeanwhile when the draft has been edited since the form made it.
    """
    demand(why_not_draft(actor))
    problem = approving.why_not_use(pattern, timezone.localdate())
    version = pattern.current
    if problem or version is None:
        raise NotUsable(problem)
    if level_typed != facts_of(version.level).word:
        raise LevelMistyped
    existing = Post.objects.filter(origin=origin, drafter=actor).first()
    if existing is None:
        return _begun(version, _typed(version.gaps, values), actor=actor, origin=origin)
    if existing.written_from_id != version.pk:
        raise NotUsable(ANOTHER_TEXT)
    if existing.gap_values == _typed(version.gaps, values):
        return existing
    return fill_anew(existing, values, actor=actor, version=drafts.FIRST_VERSION, answers={})


def fill_anew(
    post: Post,
    values: Mapping[str, str],
    *,
    actor: Staff,
    version: int,
    answers: Mapping[str, str],
) -> Post:
    """Other words in the gaps; `version` is the one the actor saw, `answers` as in `drafts.edit`.

    Raises PermissionDenied, and ChangedMeanwhile when somebody else saved in between.
    """
    pattern = post.written_from
    assert pattern is not None  # noqa: S101 - a constraint says so; for the type checker
    typed = _typed(pattern.gaps, values)
    ids = [bubble.id for bubble in read(post.bubbles)]
    words = words_of(pattern, typed)
    if len(ids) != len(words):
        ids = [secrets.token_hex(4) for _ in words]
    bubbles = [
        renamed(bubble, identity).stored() for bubble, identity in zip(words, ids, strict=True)
    ]
    with transaction.atomic():
        post = drafts.edit(
            post, actor=actor, version=version, fields={"bubbles": bubbles, "answers": answers}
        )
        Post.objects.filter(pk=post.pk).update(gap_values=typed)
        post.gap_values = typed
    return post


def _begun(
    version: PatternVersion, typed: Mapping[str, str], *, actor: Staff, origin: uuid.UUID
) -> Post:
    bubbles = [renamed(bubble, secrets.token_hex(4)) for bubble in words_of(version, typed)]
    return drafts.create(
        actor=actor,
        origin=origin,
        fields={
            "title": version.title,
            "category": Category.WEATHER,
            "confidentiality": Confidentiality.PUBLIC,
            "bubbles": [bubble.stored() for bubble in bubbles],
            "audience": Audience.EVERYONE,
            "kind": Kind.EMERGENCY,
            "at_once": True,
        },
        written_from=version,
        emergency=drafts.Emergency(version.level, typed),
    )


def _typed(gaps: Any, values: Mapping[str, str]) -> dict[str, str]:
    return {gap.name: one_line(values.get(gap.name, "")) for gap in read_gaps(gaps)}
