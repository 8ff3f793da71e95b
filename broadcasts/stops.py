"""How every sending is stopped by one person, and set free again by two."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts import step_up
from accounts.models import Staff, StepUp
from audit import trail
from audit.actions import Action
from audit.trail import SYSTEM
from broadcasts.models import Stop
from broadcasts.pairs import why_not_together
from posts.choices import Status
from posts.models import Post, PostQuerySet
from posts.permissions import demand
from posts.sealing import seal

RELEASE: Final = "release_stop"
RESTORED: Final = "データベースを以前の控えに戻したため、システムが止めました。"


@dataclass(frozen=True)
class Consequences:
    """What becomes of the posts whose time has come, when the stop is lifted now."""

    at_once: PostQuerySet
    too_late: PostQuerySet


class NothingToRelease(Exception):
    """No stop stands any more, or it is not at this step."""


def current() -> Stop | None:
    """The stop that stands, if any: while it does, no request leaves for LINE."""
    return (
        Stop.objects.filter(stands=True)
        .select_related("stopped_by__section", "release_asked_by__section")
        .first()
    )


def stands() -> bool:
    """Does one stand? What the workers ask."""
    return Stop.objects.filter(stands=True).exists()


def consequences() -> Consequences:
    """Which posts would go out at once, and which no more, by the clock of the database."""
    due = Post.objects.filter(
        status__in=[Status.APPROVED, Status.SENDING],
        current_revision__decision__send_from__lte=Now(),
    ).by_time()
    return Consequences(
        at_once=due.filter(current_revision__decision__send_until__gte=Now()),
        too_late=due.filter(current_revision__decision__send_until__lt=Now()),
    )


def stop_everything(*, actor: Staff) -> Stop:
    """緊急停止: at once and without a second factor; pulling it twice changes nothing.

    Raises PermissionDenied for people without a part in sending.
    """
    demand(why_not_operate(actor))
    try:
        with transaction.atomic():
            stop = Stop.objects.create(stopped_by=actor)
            trail.record(Action.EVERYTHING_STOPPED, target=stop, actor=actor.as_actor(), detail={})
    except IntegrityError:
        return Stop.objects.get(stands=True)
    return stop


def stop_after_restore(*, data_until: datetime) -> None:
    """緊急停止 by the system: the restored database may ask for what was sent already.

    Call it inside a transaction. A stop that stands already is left as it is.
    """
    if Stop.objects.filter(stands=True).exists():
        return
    stop = Stop.objects.create(cause=RESTORED)
    detail = {"reason": RESTORED, "data_until": data_until.isoformat()}
    trail.record(Action.EVERYTHING_STOPPED, target=stop, actor=SYSTEM, detail=detail)


def ask_release(stop: Stop, *, actor: Staff, reason: str) -> None:
    """First of the two: says why sending may go on. Raises PermissionDenied, NothingToRelease."""
    demand(why_not_operate(actor))
    with transaction.atomic():
        asked = Stop.objects.filter(pk=stop.pk, stands=True, release_asked_by=None).update(
            release_asked_by=actor, release_asked_at=timezone.now(), reason=reason
        )
        if not asked:
            raise NothingToRelease
        trail.record(
            Action.RELEASE_ASKED, target=stop, actor=actor.as_actor(), detail={"reason": reason}
        )


def take_back_request(stop: Stop, *, actor: Staff) -> None:
    """The first of the two thinks again: nobody can confirm what is taken back.

    Raises PermissionDenied for anybody else, and NothingToRelease.
    """
    demand(why_not_take_back(stop, actor))
    with transaction.atomic():
        taken_back = Stop.objects.filter(pk=stop.pk, stands=True, release_asked_by=actor).update(
            release_asked_by=None, release_asked_at=None, reason=""
        )
        if not taken_back:
            raise NothingToRelease
        trail.record(
            Action.RELEASE_TAKEN_BACK,
            target=stop,
            actor=actor.as_actor(),
            detail={"reason": stop.reason},
        )


def begin_release(stop: Stop, *, actor: Staff) -> StepUp:
    """Start the proof of identity of the second person, bound to the first one's words."""
    demand(why_not_release(stop, actor))
    return step_up.begin(
        staff=actor, action=RELEASE, target=trail.target_of(stop), digest=_digest(stop)
    )


def release(
    stop: Stop, *, actor: Staff, step_up_id: str, code: str = "", assertion: str = ""
) -> None:
    """Second of the two: with a second factor, sending goes on.

    Raises PermissionDenied (also for the person who asked), StepUpRefused, NothingToRelease.
    """
    demand(why_not_release(stop, actor))
    step_up.confirm(
        step_up_id,
        staff=actor,
        action=RELEASE,
        target=trail.target_of(stop),
        digest=_digest(stop),
        code=code,
        assertion=assertion,
    )
    with transaction.atomic():
        lifted = Stop.objects.filter(
            pk=stop.pk,
            stands=True,
            release_asked_by=stop.release_asked_by,
            release_asked_at=stop.release_asked_at,
        ).update(stands=False, released_by=actor, released_at=timezone.now())
        if not lifted:
            raise NothingToRelease
        trail.record(Action.EVERYTHING_RELEASED, target=stop, actor=actor.as_actor(), detail={})


def why_not_operate(staff: Staff) -> str:
    """Empty when this person may pull a stop and ask for its release; otherwise the reason."""
    if staff.may_stop_everything:
        return ""
    return "緊急停止を操作できるのは、起案者・アカウント管理者・代決者と、緊急当番の職員です。"


def why_not_take_back(stop: Stop, staff: Staff) -> str:
    """Empty when this person may take the request for the release back; otherwise the reason."""
    return "" if stop.release_asked_by == staff else "申出を取り消せるのは、申し出た本人だけです。"


def why_not_release(stop: Stop, staff: Staff) -> str:
    """Empty when this person may be the second of the two; otherwise the reason."""
    first = stop.release_asked_by
    if why_not_operate(staff):
        return why_not_operate(staff)
    if first is None:
        return "まだ、だれも解除を申し出ていません。"
    if first == staff:
        return "解除を申し出た人は、自分では解除できません。ほかの人の確認が必要です。"
    return why_not_together(first, staff)


def _digest(stop: Stop) -> str:
    return seal(f"{stop.pk}\n{stop.release_asked_by_id}\n{stop.reason}")
