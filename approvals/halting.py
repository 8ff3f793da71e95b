"""How is one approved post kept from going out? By one press; the reason may come afterwards."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import appointments, notices
from accounts.models import Staff
from approvals.models.halts import Halt
from audit import trail
from audit.actions import Action
from line.messages.visible import is_seen
from posts import lifecycle
from posts.choices import Status
from posts.concerned import those_concerned
from posts.models import Post
from posts.moves import ChangedMeanwhile
from posts.permissions import demand


def why_not_halt(staff: Staff, post: Post) -> str:
    """Empty when this person may keep the post from going out; otherwise the reason."""
    if post.status != Status.APPROVED:
        return "配信を止められるのは、承認されてから配信が始まるまでの間だけです。"
    if not staff.may_stop_everything:
        return "配信を止められるのは、起案者、アカウント管理者、代決者、緊急当番です。"
    return ""


def halt(post: Post, *, actor: Staff) -> Halt:
    """配信停止: at once, without a reason and without a second factor: a stop harms nobody.

    Raises PermissionDenied, and ChangedMeanwhile when the sending has just begun.
    """
    demand(why_not_halt(actor, post))
    with transaction.atomic():
        post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        revision = post.current_revision
        if post.status != Status.APPROVED or revision is None:
            raise ChangedMeanwhile(f"post {post.pk} is no longer approved")
        stopped = Halt.objects.create(revision=revision, stopped_by=actor)
        lifecycle.mark_stopped(post, actor=actor.as_actor())
        _tell(stopped, post)
    return stopped


def why_not_explain(staff: Staff, halt: Halt) -> str:
    """Empty when this person may write down why the post was stopped; otherwise the reason."""
    if halt.explained_at is not None:
        return "止めた理由は、すでに記録されています。"
    if halt.stopped_by != staff and not staff.is_account_manager:
        return "止めた理由を書けるのは、止めた人とアカウント管理者です。"
    return ""


def explain(halt: Halt, *, actor: Staff, reason: str) -> None:
    """止めた理由: once. Raises PermissionDenied, and ValueError without words."""
    demand(why_not_explain(actor, halt))
    if not is_seen(reason):
        raise ValueError("an explanation has words")
    with transaction.atomic():
        written = Halt.objects.filter(pk=halt.pk, explained_at=None).update(
            reason=reason, explained_by=actor, explained_at=timezone.now()
        )
        if not written:
            raise ChangedMeanwhile(f"halt {halt.pk} is explained already")
        trail.record(
            Action.STOP_EXPLAINED,
            target=halt.revision.post,
            actor=actor.as_actor(),
            detail={"reason": reason},
        )


def _tell(halt: Halt, post: Post) -> None:
    manager = appointments.account_manager()
    told = {*those_concerned(halt.revision), halt.revision.decision.decider} - {halt.stopped_by}
    if manager is not None and manager != halt.stopped_by:
        told.add(manager)
    for person in sorted(told, key=lambda one: one.pk):
        notices.tell(
            person,
            subject=f"配信停止：{post.title_in_mails}",
            body=(
                f"{halt.stopped_by.with_section}が配信を止めました。市民には届いていません。\n\n"
                f"件名：{post.title_in_mails}\n\n"
                f"{settings.SITE_URL}{post.get_absolute_url()}\n"
            ),
        )
