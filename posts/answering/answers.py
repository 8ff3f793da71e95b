"""How a drafter says why something is right that screening found odd."""

import re
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from line.messages.visible import readable
from posts.models import Answer, Contribution, Post
from posts.permissions import demand, why_not_edit
from posts.side_models import STRETCH

KEY: Final = re.compile(r"[0-9a-f]{16}")
PREFIX: Final = "answer-"
LONGEST: Final = 500
# Letters and figures: whoever decides reads why, and not 。
FEWEST: Final = 5
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
    """The answers in force, by the key of the finding; one that was emptied is taken back."""
    return {key: answer for key, answer in _newest(post).items() if answer.words}


def answers_in_words(post: Post) -> dict[str, str]:
    """What is in force of what was said, by the key of the finding."""
    return {key: answer.words for key, answer in given_to(post).items()}


def says_why(words: str) -> bool:
    """Is it an answer that somebody can read?"""
    return len(readable(words)) >= FEWEST


def counting(said: Mapping[str, str]) -> set[str]:
    """The keys of the findings that have been answered."""
    return {key for key, words in said.items() if says_why(words)}


def give(post: Post, *, actor: Staff, said: Mapping[str, str], by_hand: bool = True) -> None:
    """Keep what was said, with the person; what was said before stays readable.

    Whoever answers has had a hand in the post. What the page saves by itself is not `by_hand`:
    of a stretch of typing it leaves one answer, one contribution and one entry in the trail.
    Raises PermissionDenied.
    """
    demand(why_not_edit(actor, post))
    with transaction.atomic():
        Post.objects.select_for_update().get(pk=post.pk)
        known = _newest(post)
        new = {
            key: words
            for key, words in said.items()
            if words != (known[key].words if key in known else "")
        }
        begun = [key for key in new if not _goes_on(known.get(key), actor)]
        if count := len(new) if by_hand else len(begun):
            # First: PostgreSQL takes no answer of whoever has no hand in the post.
            _write_down(post, actor, count)
        for key, words in new.items():
            said_now = Answer(post=post, key=key, words=words, by=actor, by_hand=by_hand)
            _keep(said_now, known.get(key) if key not in begun else None)
        if by_hand:
            post.answers.filter(by=actor, by_hand=False).update(by_hand=True)


def _newest(post: Post) -> dict[str, Answer]:
    return {answer.key: answer for answer in post.answers.select_related("by__section")}


def _keep(said: Answer, typed: Answer | None) -> None:
    """`typed` is the same answer as far as it had been typed; what is said takes its place."""
    if typed is None:
        said.save()
    else:
        Answer.objects.filter(pk=typed.pk).update(words=said.words, by_hand=said.by_hand)


def _goes_on(known: Answer | None, actor: Staff) -> bool:
    """Is it still being typed, and no answer of its own?"""
    if known is None or known.by_id != actor.pk or known.by_hand:
        return False
    return known.at > timezone.now() - STRETCH


def _write_down(post: Post, actor: Staff, count: int) -> None:
    Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.EDITED)
    trail.record(
        Action.FINDINGS_ANSWERED,
        target=post,
        actor=actor.as_actor(),
        detail={"answers": count},
    )
