"""How is a decision put off (保留), and taken up again?"""

from typing import Final

from django.db import IntegrityError, transaction

from accounts.models import Staff
from approvals.models.holds import Hold
from approvals.telling import tell_those_concerned
from audit import trail
from audit.actions import Action
from line.messages.visible import is_seen
from posts import holds
from posts.choices import Status
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.routing.deciders import why_not_decide

AGAIN: Final = "承認を待っています。"


def of(revision: Revision) -> Hold | None:
    """The hold that stands on a revision, if any."""
    return revision.holds.filter(ended_at=None).select_related("held_by__section").first()


def hold(revision: Revision, *, actor: Staff, reason: str) -> Hold:
    """保留: nobody approves it, and nobody is reminded of it, until it is taken up again.

    Raises PermissionDenied, ValueError without a reason, and ChangedMeanwhile when the post no
    longer waits or is on hold already.
    """
    demand(why_not_decide(actor, revision.post))
    if not is_seen(reason):
        raise ValueError("a hold has a reason")
    try:
        with transaction.atomic():
            post = _waiting(revision)
            held = Hold.objects.create(revision=revision, held_by=actor, reason=reason)
            trail.record(
                Action.POST_HELD, target=post, actor=actor.as_actor(), detail={"reason": reason}
            )
            why = f"\n\n理由：\n{post.words_in_mails(reason)}"
            _tell(held.revision, "保留", f"{actor.with_section}が保留にしました。{why}")
    except IntegrityError as error:
        raise ChangedMeanwhile(f"revision {revision} is on hold already") from error
    return held


def resume(revision: Revision, *, actor: Staff) -> None:
    """保留の解除: by whoever may decide. Raises PermissionDenied and ChangedMeanwhile."""
    with transaction.atomic():
        post = _waiting(revision)
        demand(why_not_decide(actor, post))
        if not holds.end_on(revision, actor=actor):
            raise ChangedMeanwhile(f"revision {revision} is not on hold")
        trail.record(Action.POST_RESUMED, target=post, actor=actor.as_actor(), detail={})
        _tell(revision, "保留の解除", f"{actor.with_section}が保留を解きました。{AGAIN}")


def _waiting(revision: Revision) -> Post:
    post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
    if post.status != Status.IN_APPROVAL or post.current_revision_id != revision.pk:
        raise ChangedMeanwhile(f"revision {revision} no longer waits")
    return post


def _tell(revision: Revision, what: str, words: str) -> None:
    tell_those_concerned(revision, subject=f"{what}：{revision.post.title_in_mails}", words=words)
