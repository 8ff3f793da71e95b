"""How does somebody who decides change the time of a post? By a revision that others decide on."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import notices
from accounts.models import Staff
from posts import holds, lifecycle, states
from posts.answering.looking import look_at_post, still_so
from posts.choices import Status
from posts.concerned import those_concerned
from posts.emergencies import owing
from posts.freezing import freeze
from posts.models import Contribution, Post, Revision
from posts.moments import when
from posts.moves import ChangedMeanwhile
from posts.permissions import demand
from posts.readiness import what_holds_back
from posts.routing import calling
from posts.routing.deciders import first_to_decide, why_not_decide
from posts.submission import NotReady

RETIMED_WHILE = (Status.IN_APPROVAL, Status.APPROVED)
SAME: Final = "いまと同じ日時です。変える場合は、別の日時を入力してください。"
NOBODY_THEN: Final = (
    "あなたが日時を変えると、この投稿を承認できる人がいなくなります。"
    "日時を変える場合は、差し戻して起案者に変えてもらってください。"
)


def why_not_retime(staff: Staff, post: Post) -> str:
    """Empty when this person may change the time of the post; otherwise the reason."""
    if post.status not in RETIMED_WHILE:
        return "配信日時を変えられるのは、承認待ちと配信予約の投稿だけです。"
    if post.at_once:
        return "承認されたらすぐに配信する投稿のため、日時は変えられません。"
    if holds.is_on_hold(post):
        return "保留になっています。日時を変える前に、保留を解いてください。"
    return why_not_decide(staff, post) or owing.why_not_ask(staff, post)


def why_nobody_then(staff: Staff, post: Post) -> str:
    """Empty when somebody else can decide once this person has changed the time."""
    return "" if first_to_decide(post, but=staff) is not None else NOBODY_THEN


def retime(revision: Revision, *, actor: Staff, send_at: datetime) -> Revision:
    """日時の変更: the same words at another time, asked about anew; the actor decides no more.

    Raises PermissionDenied, NotReady (dates in the words may not fit that time, or nobody else
    could decide then), and ChangedMeanwhile when the post no longer stands at this revision.
    """
    demand(why_not_retime(actor, revision.post))
    if send_at == revision.send_at:
        raise NotReady({"send_at": SAME})
    _demand_somebody_then(actor, revision.post)
    seen = Post.objects.get(pk=revision.post_id)
    seen.send_at = send_at
    look = look_at_post(seen, now=timezone.now())
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=revision.post_id)
        if post.current_revision_id != revision.pk or post.status not in RETIMED_WHILE:
            raise ChangedMeanwhile(f"post {post.pk} no longer stands at revision {revision}")
        demand(why_not_retime(actor, post))
        _demand_somebody_then(actor, post)
        post.send_at = send_at
        look = still_so(look, post)
        found = what_holds_back(post, at=timezone.now(), look=look, actor=actor)
        if found:
            raise NotReady(found)
        Post.objects.filter(pk=post.pk).update(send_at=send_at, version=post.version + 1)
        post.version += 1
        Contribution.objects.create(post=post, staff=actor, kind=Contribution.Kind.RETIMED)
        new = freeze(post, actor=actor, look=look)
        states.keep_submitted(post, new, actor=actor)
        lifecycle.mark_retimed(post, new, actor=actor.as_actor(), before=revision.send_at)
        calling.ask(new)
        _tell(new, actor, before=revision)
    return new


def _tell(new: Revision, actor: Staff, *, before: Revision) -> None:
    post = new.post
    for person in those_concerned(new):
        if person != actor:
            notices.tell(
                person,
                subject=f"日時の変更：{post.title_in_mails}",
                body=(
                    f"{actor.with_section}が、配信日時を変えました。\n"
                    "もう一度、ほかの人の承認が必要です。承認されるまで配信しません。\n\n"
                    f"件名：{post.title_in_mails}\n"
                    f"変更前：{when(before)}\n"
                    f"変更後：{when(new)}\n\n"
                    f"{settings.SITE_URL}{post.get_absolute_url()}\n"
                ),
            )


def _demand_somebody_then(actor: Staff, post: Post) -> None:
    if problem := why_nobody_then(actor, post):
        raise NotReady({"route": problem})
