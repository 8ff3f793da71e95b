"""How does a proposed wording (修正案) get into a post, and its author a hand in it?"""

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts import drafts
from posts.models import Comment, Contribution, Post
from posts.moves import ChangedMeanwhile
from posts.permissions import demand, why_not_edit
from posts.proposals import rewritten


def adopt(found: Comment, *, actor: Staff, version: int) -> Post:
    """この案に直す: the quoted words give way to the proposal, and the comment is resolved.

    `version` is the one of the working copy that the actor saw. From then on the author of the
    comment decides on the post no more, whoever pressed the button.

    Raises PermissionDenied for who may not edit the post, Unfit when the words cannot be replaced,
    and ChangedMeanwhile when the post was saved or the comment resolved in between.
    """
    post = found.post
    demand(why_not_edit(actor, post))
    if post.version != version or not _is_open(found):
        raise ChangedMeanwhile(f"post {post.pk} or comment {found.pk} changed meanwhile")
    fields = rewritten(post, found)
    with transaction.atomic():
        post = drafts.edit(post, actor=actor, version=version, fields=fields)
        Contribution.objects.create(post=post, staff=found.author, kind=Contribution.Kind.SUGGESTED)
        _mark_adopted(found, actor)
        trail.record(
            Action.PROPOSAL_ADOPTED,
            target=post,
            actor=actor.as_actor(),
            detail={"comment": found.pk, "proposed_by": found.author.with_section},
        )
    return post


def _is_open(found: Comment) -> bool:
    return bool(found.proposal) and not found.is_adopted and found.resolved_at is None


def _mark_adopted(found: Comment, actor: Staff) -> None:
    known = Comment.objects.filter(pk=found.pk, resolved_at=None, is_adopted=False)
    if not known.update(resolved_at=timezone.now(), resolved_by=actor, is_adopted=True):
        raise ChangedMeanwhile(f"comment {found.pk} was settled meanwhile")
