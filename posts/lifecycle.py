"""The whole life of a post: which moves exist, and what each leaves in the audit trail.

Only the modules named in pyproject's import contract call these; they have checked who may.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit import trail
from audit.actions import Action
from audit.trail import Actor
from posts.choices import TRANSITIONS, Status
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile, TransitionNotAllowed


def mark_submitted(post: Post, revision: Revision, *, actor: Actor) -> None:
    """承認依頼: the frozen revision now waits for the decision."""
    _move(post, Status.IN_APPROVAL, actor=actor, action=Action.POST_SUBMITTED, revision=revision)


def mark_retimed(post: Post, revision: Revision, *, actor: Actor, before: datetime) -> None:
    """日時の変更: what was asked about, or approved already, waits again at another time."""
    _move(
        post,
        Status.IN_APPROVAL,
        actor=actor,
        action=Action.POST_RETIMED,
        revision=revision,
        why={"before": before.isoformat(), "send_at": revision.send_at.isoformat()},
    )


def mark_returned(post: Post, *, actor: Actor, why: Mapping[str, Any]) -> None:
    """差戻し: back to the drafter, with the reason; no page opened before counts any more."""
    version = post.version + 1
    _move(post, Status.RETURNED, actor=actor, action=Action.POST_RETURNED, why=why, version=version)


def mark_rejected(post: Post, *, actor: Actor, why: Mapping[str, Any]) -> None:
    """却下: this post is over; what it was about needs a new one."""
    _move(post, Status.REJECTED, actor=actor, action=Action.POST_REJECTED, why=why)


def mark_approved(post: Post, *, actor: Actor, why: Mapping[str, Any], send_at: datetime) -> None:
    """決裁: the frozen revision may be sent from `send_at` on."""
    _move(
        post,
        Status.APPROVED,
        actor=actor,
        action=Action.POST_APPROVED,
        why=why,
        send_at=send_at,
    )


def mark_stopped(post: Post, *, actor: Actor) -> None:
    """配信停止: approved, and kept from going out before it began; the reason may follow."""
    _move(post, Status.STOPPED, actor=actor, action=Action.POST_STOPPED)


def mark_withdrawn(post: Post, *, actor: Actor, reason: str) -> None:
    """取下げ: as long as nobody has approved it."""
    _move(post, Status.WITHDRAWN, actor=actor, action=Action.POST_WITHDRAWN, why={"reason": reason})


def mark_reopened(post: Post, *, actor: Actor) -> None:
    """Back to a draft after a withdrawal, a stop, or a failure that reached nobody."""
    # The time that an approval gave to what goes out at once ends with that approval.
    change: dict[str, Any] = {"send_at": None} if post.at_once else {}
    change["version"] = post.version + 1
    _move(post, Status.DRAFT, actor=actor, action=Action.POST_REOPENED, **change)


def mark_sending(post: Post, *, actor: Actor, detail: Mapping[str, Any]) -> None:
    """The worker has frozen the request and is about to send it."""
    _move(post, Status.SENDING, actor=actor, action=Action.SENDING_STARTED, why=detail)


def mark_sent(
    post: Post, *, actor: Actor, detail: Mapping[str, Any], action: Action = Action.SENDING_ACCEPTED
) -> None:
    """LINE accepted the request, by its own answer or as people have found out."""
    _move(post, Status.SENT, actor=actor, action=action, why=detail)


def mark_failed(
    post: Post, *, actor: Actor, detail: Mapping[str, Any], action: Action = Action.SENDING_FAILED
) -> None:
    """Nobody received it, and it will not be tried again by itself."""
    _move(post, Status.FAILED, actor=actor, action=action, why=detail)


def mark_uncertain(post: Post, *, actor: Actor, detail: Mapping[str, Any]) -> None:
    """It may or may not have arrived; from here on a person decides."""
    _move(post, Status.UNCERTAIN, actor=actor, action=Action.SENDING_UNCERTAIN, why=detail)


def _move(
    post: Post,
    to: Status,
    *,
    actor: Actor,
    action: Action,
    revision: Revision | None = None,
    why: Mapping[str, Any] | None = None,
    **more: Any,
) -> None:
    before = Status(post.status)
    if to not in TRANSITIONS[before]:
        raise TransitionNotAllowed(f"{before} → {to}")
    change: dict[str, Any] = {"status": to, "changed_at": timezone.now(), **more}
    if revision is not None:
        change["current_revision"] = revision
    with transaction.atomic():
        if not Post.objects.filter(pk=post.pk, status=before).update(**change):
            raise ChangedMeanwhile(f"post {post.pk} is no longer {before}")
        known = revision or post.current_revision
        detail = {"revision": known.number, "digest": known.digest} if known else {}
        trail.record(action, target=post, actor=actor, detail={**detail, **(why or {})})
    for field, value in change.items():
        setattr(post, field, value)
