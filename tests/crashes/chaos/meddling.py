"""What people, and somebody with full rights to the database, do to posts during a run."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from approvals.halting import halt
from broadcasts import stops
from posts.choices import Status
from posts.moves import ChangedMeanwhile
from posts.retiming import retime
from posts.sealing import seal
from tests.accounts.sign_in import code_for, enrol
from tests.crashes.chaos.plan import Fate
from tests.crashes.chaos.posts import Cast, Promise, of
from tests.office import tamper

Act = Callable[[Promise, Cast], None]
CHANGED_WORDS: Final = "改ざんしたお知らせです。"


def stop_it(promise: Promise, cast: Cast) -> None:
    """配信停止: in time, or the sending has begun and the post is one of those to be sent."""
    post, _ = of(promise)
    try:
        halt(post, actor=cast.drafter)
    except (ChangedMeanwhile, PermissionDenied):
        # Perhaps it was stopped, and PostgreSQL died before it could say so.
        promise.may_be_sent = of(promise)[0].status != Status.STOPPED


def retime_it(promise: Promise, cast: Cast) -> None:
    """日時の変更 of an approved post: nobody approves the new time."""
    _, revision = of(promise)
    retime(revision, actor=cast.manager, send_at=timezone.now() + timedelta(hours=3))


def change_text(promise: Promise, cast: Cast) -> None:
    """Other words, with a seal that fits them."""
    _, revision = of(promise)
    changed = revision.canonical.replace("のお知らせです。", CHANGED_WORDS)
    tamper(
        "UPDATE posts_revision SET canonical = %s, digest = %s WHERE id = %s",
        [changed, seal(changed), revision.pk],
    )


def change_time(promise: Promise, cast: Cast) -> None:
    """Due now, in every column that the loop might go by."""
    for statement in (
        "UPDATE posts_post SET send_at = now() WHERE id = %s",
        "UPDATE posts_revision SET send_at = now(), decide_by = now() WHERE post_id = %s",
        "UPDATE approvals_decision SET send_from = now() WHERE revision_id ="
        " (SELECT current_revision_id FROM posts_post WHERE id = %s)",
    ):
        tamper(statement, [promise.post])


def approve_by_hand(promise: Promise, cast: Cast) -> None:
    """The state of an approved post, without an approval."""
    tamper("UPDATE posts_post SET status = 'approved' WHERE id = %s", [promise.post])


# Before anything runs.
BEFOREHAND: Final[dict[Fate, Act]] = {
    Fate.STOPPED: stop_it,
    Fate.RETIMED: retime_it,
    Fate.TEXT_CHANGED: change_text,
}
# So many seconds before the time of the post.
MEANWHILE: Final[dict[Fate, tuple[float, Act]]] = {
    Fate.STOPPED_AT_ITS_TIME: (0.6, stop_it),
    Fate.TIME_CHANGED: (0.0, change_time),
    Fate.APPROVED_BY_HAND: (1.0, approve_by_hand),
}


def stop_everything(cast: Cast) -> None:
    """緊急停止 by one person."""
    stops.stop_everything(actor=cast.drafter)


def release_everything(cast: Cast) -> None:
    """…lifted by two."""
    stop = stops.current()
    if stop is None:
        return
    if stop.release_asked_by is None:
        stops.ask_release(stop, actor=cast.drafter, reason="確かめました。")
        stop.refresh_from_db()
    device = enrol(cast.manager)
    device.last_t = -1
    device.save()
    proof = stops.begin_release(stop, actor=cast.manager)
    stops.release(stop, actor=cast.manager, step_up_id=str(proof.pk), code=code_for(device))
