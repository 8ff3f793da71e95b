"""How does somebody who decides change the time of a post? By a revision that others decide on."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Staff
from posts import lifecycle, states
from posts.answering.looking import look_at_post, still_so
from posts.choices import Status
from posts.freezing import freeze
from posts.models import Contribution, Post, Revision
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.readiness import what_holds_back
from posts.routing import calling
from posts.routing.deciders import why_not_decide
from posts.submission import NotReady

RETIMED_WHILE = (Status.IN_APPROVAL, Status.APPROVED)


def why_not_retime(staff: Staff, post: Post) -> str:
    """Empty when this person may change the time of the post; otherwise the reason."""
    if post.status not in RETIMED_WHILE:
        return "配信日時を変えられるのは、承認待ちと配信予約の投稿だけです。"
    if post.at_once:
        return "承認されたらすぐに配信する投稿のため、日時は変えられません。"
    return why_not_decide(staff, post)


def retime(revision: Revision, *, actor: Staff, send_at: datetime) -> Revision:
    """日時の変更: the same words at another time, asked about anew; the actor decides no more.

    Raises PermissionDenied, NotReady (dates in the words may not fit that time), and
    ChangedMeanwhile when the post no longer stands at this revision.
    """
    demand(why_not_retime(actor, revision.post))
    seen = Post.objects.get(pk=revision.post_id)
    seen.send_at = send_at
    look = look_at_post(seen, now=timezone.now())
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        if post.current_revision_id != revision.pk or post.status not in RETIMED_WHILE:
            raise ChangedMeanwhile(f"post {post.pk} no longer stands at revision {revision}")
        post.send_at = send_at
        look = still_so(look, post)
        found = what_holds_back(post, at=timezone.now(), look=look)
        if found:
            raise NotReady(found)
        Post.objects.filter(pk=post.pk).update(send_at=send_at, version=post.version + 1)
        post.version += 1
        Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.RETIMED)
        new = freeze(post, actor=actor, look=look)
        states.keep_submitted(post, new, actor=actor)
        lifecycle.mark_retimed(post, new, actor=actor.as_actor(), before=revision.send_at)
        calling.ask(new)
    return new
