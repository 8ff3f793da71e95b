"""The posts of a run: made by the real verbs before it starts, each with its fate."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import time_machine
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import Role, Staff
from approvals.holding import hold
from posts.models import Post, Revision
from tests.crashes.chaos.plan import SENT, Fate, Lot
from tests.office import approve, ask_approval, hire

WHY: Final = "確かめるまで待ってください。"
NOT_APPROVED: Final = frozenset({Fate.NEVER_APPROVED, Fate.HELD, Fate.APPROVED_BY_HAND})
# Its time comes, and then it is written down that it was not sent.
ENDS_BY_ITSELF: Final = frozenset({Fate.TEXT_CHANGED, Fate.TIME_CHANGED, Fate.APPROVED_BY_HAND})
A_DAY: Final = timedelta(days=1)
STAYS_OPEN: Final = timedelta(hours=1)
CLOSES_AFTER: Final = timedelta(seconds=2)


@dataclass(frozen=True)
class Cast:
    """Who writes, who decides, and who decides when the manager changed the time."""

    drafter: Staff
    manager: Staff
    deputy: Staff


@dataclass
class Promise:
    """What may become of one post, as it was approved; never read again from the database."""

    lot: Lot
    post: int
    text: str
    send_from: datetime
    send_until: datetime
    may_be_sent: bool

    @property
    def must_end(self) -> bool:
        """Does its time come, with whatever end?"""
        return self.may_be_sent or self.lot.fate in ENDS_BY_ITSELF


def hire_cast() -> Cast:
    """Three people."""
    return Cast(
        hire("1001", "工藤 美咲", "観光課", Role.DRAFTER),
        hire("2001", "田中 恵子", "情報政策課", Role.ACCOUNT_MANAGER),
        hire("2101", "石田 浩", "情報政策課", Role.DEPUTY),
    )


def make(lot: Lot, cast: Cast, start: datetime) -> Promise:
    """Written, asked about and (unless its fate is another) approved half an hour before its time.

    `start` is when the run begins.
    """
    window = CLOSES_AFTER if lot.fate is Fate.CLOSING else STAYS_OPEN
    send_at = start + timedelta(seconds=lot.at)
    if lot.fate is Fate.TIME_CHANGED:
        send_at += A_DAY
    text = f"第{lot.number:04d}号のお知らせです。"
    half_an_hour_ago = timezone.now() - timedelta(minutes=30)
    with (
        override_settings(SEND_WINDOW_MINUTES=window / timedelta(minutes=1)),
        time_machine.travel(half_an_hour_ago, tick=False),
    ):
        revision = ask_approval(cast.drafter, send_at=send_at, text=text, title=text)
        if lot.fate is Fate.HELD:
            hold(revision, actor=cast.manager, reason=WHY)
        elif lot.fate not in NOT_APPROVED:
            approve(revision, cast.manager)
    return Promise(lot, revision.post_id, text, send_at, send_at + window, lot.fate in SENT)


def of(promise: Promise) -> tuple[Post, Revision]:
    """The post and its newest revision, as they are now."""
    post = Post.objects.get(pk=promise.post)
    return post, post.revisions.latest("number")
