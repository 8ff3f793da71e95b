"""How a due approved post becomes a frozen request, or is blocked with the reason."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from audit.actions import Action
from audit.trail import SYSTEM
from broadcasts import advice, reports, restores, stops, waiting
from broadcasts.keys import retry_key
from broadcasts.models import Broadcast, State
from line.messages import broadcast_body
from posts import lifecycle, usable_media
from posts.answering.newly import settled
from posts.choices import Audience, Confidentiality
from posts.content import Content, read
from posts.kinds.choices import Kind
from posts.models import Post, Revision
from posts.screening.drafts import Text
from posts.screening.timely import overtaken

logger = logging.getLogger(__name__)


class Blocked(Exception):
    """This must not be sent; the text says why, for people."""


def prepare_next(*, only_emergencies: bool = False, overlooked: bool = False) -> bool:
    """Freeze the request of the post that is due next; False when none is about to be.

    A post that may not be sent any more is marked as failed instead, with the reason, so that
    every due post leaves the queue with a written outcome. Several workers may call it at once.
    """
    if stops.stands():
        return False
    posts = (
        waiting.overlooked_posts()
        if overlooked
        else waiting.posts_to_prepare(only_emergencies=only_emergencies)
    )
    with transaction.atomic():
        post = posts.select_for_update(skip_locked=True, of=("self",)).first()
        if post is None:
            return False
        revision = Revision.objects.select_related("post").get(pk=post.current_revision_id or 0)
        may_have_arrived = False
        try:
            _demand_own_and_unsent(post, revision)
            body = approved_body(revision)
            may_have_arrived = restores.may_have_lost(revision)
            demand_timely(revision)
            demand_whole(revision)
            start = _start_of(revision)
        except Blocked as blocked:
            end = _leave_in_doubt if may_have_arrived else _block
            end(post, revision, str(blocked))
            return True
        _freeze(post, revision, body, start=start, may_have_arrived=may_have_arrived)
        return True


def approved_body(revision: Revision) -> str:
    """The request body for an approved revision, made anew from what was approved.

    Raises Blocked, also for a row so damaged that checking it breaks off: one such row may
    neither be sent nor hold up the others.
    """
    try:
        return broadcast_body(list(_demand_sendable(revision).messages))
    except (Blocked, DatabaseError):
        raise
    except ValueError as problem:
        raise Blocked(str(problem)) from problem
    except Exception as problem:
        logger.exception("revision %s cannot be checked", revision.pk)
        raise Blocked("内容を確かめる途中で、想定外の問題が起きました。") from problem


def demand_timely(revision: Revision) -> None:
    """Last look by the real clock: is what the text says of days still so (責1)?

    Raises Blocked. The words are those of the canonical text, which has just been checked.
    """
    content = read(revision.canonical)
    texts = [Text(one["place"], one["text"], one["kind"]) for one in content.texts]
    wrong = overtaken(
        content.title,
        texts,
        category=content.category,
        kind=content.kind,
        now=timezone.now(),
        asked_for=content.send_at,
        settled=settled(content),
    )
    if wrong:
        raise Blocked(advice.OVERTAKEN + "".join(finding.words for finding in wrong))


def demand_whole(revision: Revision) -> None:
    """Last look at the files: would LINE fetch the very bytes that were approved?

    Raises Blocked, also when the storage breaks off: one such post may not hold up the others.
    """
    try:
        is_whole = usable_media.are_whole(read(revision.canonical))
    except Exception as problem:
        logger.exception("the files of revision %s cannot be checked", revision.pk)
        raise Blocked(advice.DAMAGED) from problem
    if not is_whole:
        raise Blocked(advice.DAMAGED)


def _demand_sendable(revision: Revision) -> Content:
    """The content of an approved revision, after checking everything again from the ground.

    Raises Blocked when the approval does not cover exactly this content, when the columns that
    the loop goes by differ from it, or when it may not be made public (法1).
    """
    try:
        approval_of(revision)
        content = read(revision.canonical)
    except (NotApproved, ValueError) as problem:
        raise Blocked(str(problem)) from problem
    columns = (revision.post_id, revision.number, revision.send_at, revision.not_after)
    if columns != (content.post, content.number, content.send_at, content.not_after):
        raise Blocked("配信の予定が、承認された内容と一致しません。")
    if content.confidentiality != Confidentiality.PUBLIC:
        raise Blocked("機密性2以上の情報は発信できません。")
    if content.kind == Kind.DRILL or revision.post.kind == Kind.DRILL:
        raise Blocked("訓練の投稿は、友だち全員へは配信しません。")
    if content.audience != Audience.EVERYONE:
        raise Blocked("配信先が、承認された内容と一致しません。")
    return content


def demand_due(revision: Revision) -> None:
    """Has the time come from which on it may be sent, by the clock of the database?

    Raises Blocked: nothing leaves early, whatever the rows say that the loop goes by.
    """
    if not Decision.objects.filter(revision=revision, send_from__lte=Now()).exists():
        raise Blocked("配信日時になっていません。")


def is_too_late(revision: Revision) -> bool:
    """Has the window in which the sending may start closed, by the clock of the database?"""
    return not Decision.objects.filter(revision=revision, send_until__gte=Now()).exists()


def _start_of(revision: Revision) -> datetime:
    start = Decision.objects.get(revision=revision).send_from
    if start is None:
        raise Blocked("承認の記録に、配信の時刻がありません。")
    return start


def _demand_own_and_unsent(post: Post, revision: Revision) -> None:
    if revision.post_id != post.pk:
        raise Blocked("投稿が、ほかの投稿の版を指しています。")
    if Broadcast.objects.filter(revision=revision).exists():
        raise Blocked("この版の配信は、すでに一度始まっています。")


def _freeze(
    post: Post, revision: Revision, body: str, *, start: datetime, may_have_arrived: bool
) -> None:
    broadcast = Broadcast.objects.create(
        revision=revision,
        retry_key=retry_key(revision),
        body=body,
        # From then on, by the clock of the database, as every later comparison is.
        next_attempt_at=start,
        may_have_arrived=may_have_arrived,
    )
    lifecycle.mark_sending(post, actor=SYSTEM, detail={"retry_key": str(broadcast.retry_key)})


def _leave_in_doubt(post: Post, revision: Revision, why: str) -> None:
    """It is not sent any more; whether it was, before the database was restored, nobody knows."""
    Broadcast.objects.create(
        revision=revision,
        retry_key=retry_key(revision),
        body="",
        state=State.UNCERTAIN,
        reason=why,
        may_have_arrived=True,
        finished_at=Now(),
    )
    reports.tell_uncertain(post, why)
    lifecycle.mark_sending(post, actor=SYSTEM, detail={"reason": why})
    lifecycle.mark_uncertain(post, actor=SYSTEM, detail={"reason": why})


def _block(post: Post, revision: Revision, why: str) -> None:
    Broadcast.objects.get_or_create(
        revision=revision,
        defaults={
            "retry_key": retry_key(revision),
            "body": "",
            "state": State.FAILED,
            "reason": why,
            "next_act": advice.after(why),
            "finished_at": Now(),
        },
    )
    reports.tell_failed(post, why, advice.after(why))
    lifecycle.mark_failed(post, actor=SYSTEM, detail={"reason": why}, action=Action.SENDING_BLOCKED)
