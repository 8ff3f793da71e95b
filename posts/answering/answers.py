"""How a drafter says why something is right that screening found odd."""

import re
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts.models import Answer, Contribution, Post
from posts.permissions import demand, why_not_edit

KEY: Final = re.compile(r"[0-9a-f]{16}")
PREFIX: Final = "answer-"
LONGEST: Final = 500
MOST_AT_ONCE: Final = 100


def said_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the boxes for answers, by the key of the finding."""
    names = [name for name in sent if name.startswith(PREFIX)][:MOST_AT_ONCE]
    said = {name.removeprefix(PREFIX): str(sent[name]) for name in names}
    return {
        key: words.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST]
        for key, words in said.items()
        if KEY.fullmatch(key)
    }


def given_to(post: Post) -> dict[str, Answer]:
    """The answers that count, by the key of the finding; one that was emptied is taken back."""
    newest = {answer.key: answer for answer in post.answers.select_related("by__section")}
    return {key: answer for key, answer in newest.items() if answer.words}


def give(post: Post, *, actor: Staff, said: Mapping[str, str]) -> None:
    """Keep what was said, with the person; what was said before stays readable.

    Whoever answers has had a hand in the post. Raises PermissionDenied.
    """
    demand(why_not_edit(actor, post))
    with transaction.atomic():
        Post.objects.select_for_update().get(pk=post.pk)
        known = given_to(post)
        new = {
            key: words
            for key, words in said.items()
            if words != (known[key].words if key in known else "")
        }
        if not new:
            return
        for key, words in new.items():
            Answer.objects.create(post=post, key=key, words=words, by=actor)
        Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.EDITED)
        trail.record(
            Action.FINDINGS_ANSWERED,
            target=post,
            actor=actor.as_actor(),
            detail={"answers": len(new)},
        )
