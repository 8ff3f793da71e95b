"""Whose turn is it on the way of a revision, and how is a step taken?"""

from django.db import transaction

from accounts.models import Section, Staff
from audit import trail
from audit.actions import Action
from posts.choices import Status
from posts.models import Endorsement, Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.routing import calling
from posts.routing.hands import hand_in
from posts.routing.planning import endorsers, next_step


def why_not_endorse(staff: Staff, revision: Revision) -> str:
    """Empty when it is this person's turn; otherwise the reason, by name."""
    step = next_step(revision)
    if step is None:
        return "この投稿の課内確認と合議は、すべて済んでいます。"
    if staff in endorsers(step.section, revision.post):
        return ""
    if staff in revision.post.contributors():
        return (
            f"{staff.name}さんは{hand_in(revision.post, staff)}、確認できません。"
            "関わっていない人の確認が必要です。"
        )
    return f"いま確認できるのは、{step.section.name}の課内確認者だけです。"


def is_taken_for(section: Section, revision: Revision) -> bool:
    """Has somebody of this section taken its step already, and is nothing left to it?"""
    steps = revision.steps.filter(section=section)
    return steps.exists() and not steps.filter(endorsement=None).exists()


def endorse(revision: Revision, *, actor: Staff, words: str = "") -> Endorsement:
    """課内確認 or 合議: the next step is taken, and whoever comes next is asked.

    Raises PermissionDenied, and ChangedMeanwhile when the revision no longer waits or somebody
    else was faster.
    """
    demand(why_not_endorse(actor, revision))
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        if post.status != Status.IN_APPROVAL or post.current_revision_id != revision.pk:
            raise ChangedMeanwhile(f"revision {revision} no longer waits")
        step = next_step(revision)
        if step is None or actor not in endorsers(step.section, post):
            raise ChangedMeanwhile(f"revision {revision} has gone on")
        given = Endorsement.objects.create(step=step, staff=actor, words=words)
        trail.record(
            Action.POST_ENDORSED,
            target=post,
            actor=actor.as_actor(),
            detail={
                "revision": revision.number,
                "digest": revision.digest,
                "step": step.kind,
                "section": step.section.name,
                "section_id": step.section_id,
                "words": words,
            },
        )
        calling.ask(revision)
    return given
