"""How a draft is submitted: frozen into a revision that nobody can change any more."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from posts import lifecycle, states, usable_media
from posts.answering.looking import Look, look_at_post, still_so
from posts.bubbles import read
from posts.declaration import undeclared
from posts.freezing import freeze
from posts.models import Contribution, Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand, why_not_submit
from posts.readiness import what_holds_back
from posts.routing import calling


class NotReady(Exception):
    """Something is missing; `problems` maps each field to what to do about it."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__(", ".join(found))
        self.problems = found


class Damaged(NotReady):
    """The files of its pictures or videos are not those that were brought."""


def submit(
    post: Post,
    *,
    actor: Staff,
    version: int,
    declared: Collection[str],
    look: Look | None = None,
) -> Revision:
    """承認依頼: freeze the working copy at `version`, and ask whoever comes first (運用).

    `declared` are the names of the statements of `posts/declaration.py` that the actor has made
    for this very revision; `look` is what screening found in this request already. Raises
    PermissionDenied, NotReady (also for what screening found and nobody has set right or
    answered), Damaged, and ChangedMeanwhile when the copy is no longer the one that the actor saw.
    """
    demand(why_not_submit(actor, post))
    look = look or look_at_post(post, now=timezone.now())
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if post.version != version or not post.is_open_for_editing:
            raise ChangedMeanwhile(f"post {post.pk} is no longer at version {version}")
        bubbles = read(post.bubbles)
        usable_media.hold(bubbles)
        look = still_so(look, post)
        found = what_holds_back(post, at=timezone.now(), look=look, actor=actor) or undeclared(
            declared, post.kind
        )
        if found:
            raise NotReady(found)
        if found := usable_media.damaged(bubbles):
            raise Damaged(found)
        revision = freeze(post, actor=actor, look=look)
        states.keep_submitted(post, revision, actor=actor)
        Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.SUBMITTED)
        lifecycle.mark_submitted(post, revision, actor=actor.as_actor())
        calling.ask(revision)
    return revision
