"""How a session begins and ends, so that its owner sees where they are in and the trail says why.

`request.session` holds the id of a `StaffSession` row; ending the row ends the session, on its
next request and whoever holds its cookie (`accounts/middleware.py`).
"""

import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Final

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts import notices, user_agents
from accounts.models import Staff, StaffSession
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time
from audit.trail import Actor

KEY: Final = "staff_session"
KEPT_AFTER_THE_END: Final = timedelta(days=30)

_ELSEWHERE: Final = """{name}さん（職員番号 {number}）の職員番号で、新しいログインがありました。

　日時　{when}
　端末　{device}

このとき、ほかの端末でもログインしたままでした。ご自分で2か所からログインしたとき、前の画面を
ログアウトせずに閉じたときは、何もする必要はありません。

心当たりがないときは、すぐにログインして「漏えいのおそれを報告」を押してください。
ログインできないときは、情報政策課へ電話で連絡してください。
"""


class Ending(StrEnum):
    """Why a session was ended."""

    BY_CHOICE = "by_choice"
    UNVERIFIED = "unverified"
    PASSWORD_DUE = "password_due"  # noqa: S105
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    STEP_UP_EXHAUSTED = "step_up_exhausted"
    IDLE = "idle"
    TOO_LONG = "too_long"
    ENDED_BY_OWNER = "ended_by_owner"
    ENDED_ELSEWHERE = "ended_elsewhere"
    LEAK_REPORTED = "leak_reported"
    BY_ADMINISTRATOR = "by_administrator"
    UNKNOWN = "unknown"


def begin(request: HttpRequest, staff: Staff) -> StaffSession:
    """Note that somebody is in, and tell their other open sessions; nobody is thrown out."""
    with transaction.atomic():
        # Of two that sign in at the same moment, the later one sees the earlier one.
        Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
        others = open_of(staff)
        session = StaffSession.objects.create(
            staff=staff,
            address=get_adapter().get_client_ip(request),
            user_agent=request.headers.get("User-Agent", "")[:400],
        )
        if others:
            _tell_of_second_place(staff, session, others)
    request.session[KEY] = str(session.pk)
    return session


def of_request(request: HttpRequest) -> StaffSession | None:
    """The row of the session that a request came with, ended or not; None without one."""
    try:
        pk = uuid.UUID(request.session.get(KEY, ""))
    except ValueError:
        return None
    return StaffSession.objects.filter(pk=pk, staff=request.user.pk).first()


def open_of(staff: Staff) -> list[StaffSession]:
    """Where this person is signed in, the newest first."""
    return list(StaffSession.objects.open().filter(staff=staff).order_by("-started_at"))


def end(request: HttpRequest, *, why: Ending) -> None:
    """Sign the person of this request out; without anybody signed in, only empty the session."""
    staff = request.user
    if isinstance(staff, Staff):
        session = of_request(request)
        with transaction.atomic():
            # One that was ended from elsewhere is in the trail already.
            if session is None or _close(session):
                _record(staff, why, actor=staff.as_actor(), session=session)
    logout(request)


def end_one(session: StaffSession, *, actor: Staff) -> bool:
    """End a session of one's own; False when it had ended anyway.

    The session of the request itself is ended with `end`. Raises ValueError for one of somebody
    else: views load only what belongs to the person.
    """
    if session.staff_id != actor.pk:
        raise ValueError("a session is ended one by one by its owner only")
    return bool(_end_all([session], actor, Ending.ENDED_BY_OWNER, actor.as_actor()))


def end_all(
    staff: Staff, *, actor: Staff | Actor, why: Ending, keep: StaffSession | None = None
) -> int:
    """End every session of a person, except `keep`; returns how many were open."""
    by = actor.as_actor() if isinstance(actor, Staff) else actor
    # All that have no end yet, not only the open ones: the limits may be made longer some day.
    rows = StaffSession.objects.filter(staff=staff, ended_at=None)
    return _end_all([row for row in rows if keep is None or row.pk != keep.pk], staff, why, by)


def forget_ended() -> int:
    """Delete the rows of sessions that ended long ago; the trail keeps what matters of them."""
    long_ago = timezone.now() - KEPT_AFTER_THE_END
    deleted, _ = StaffSession.objects.filter(active_at__lt=long_ago).delete()
    return deleted


def _end_all(sessions: list[StaffSession], staff: Staff, why: Ending, by: Actor) -> int:
    with transaction.atomic():
        ended = [session for session in sessions if _close(session) and not session.is_over]
        for session in ended:
            _record(staff, why, actor=by, session=session)
    return len(ended)


def _close(session: StaffSession) -> bool:
    # The condition is the claim: of two that end it, one finds it open and records why.
    now = timezone.now()
    return bool(StaffSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=now))


def _record(staff: Staff, why: Ending, *, actor: Actor, session: StaffSession | None) -> None:
    trail.record(
        Action.SIGNED_OUT,
        target=f"{Staff._meta.label_lower}:{staff.pk}",
        actor=actor,
        detail={"why": why.value, **({"session": str(session.pk)} if session else {})},
    )


def _tell_of_second_place(staff: Staff, new: StaffSession, others: list[StaffSession]) -> None:
    device = f"{user_agents.describe(new.user_agent)}　{new.address}"
    StaffSession.objects.filter(pk__in=[other.pk for other in others], ended_at=None).update(
        elsewhere_at=new.started_at, elsewhere=device[:100]
    )
    notices.tell(
        staff,
        subject="別の端末からログインがありました",
        body=_ELSEWHERE.format(
            name=staff.name,
            number=staff.staff_number,
            when=date_and_time(new.started_at),
            device=device,
        ),
    )
    trail.record(
        Action.SIGNED_IN_ELSEWHERE,
        target=f"{Staff._meta.label_lower}:{staff.pk}",
        actor=staff.as_actor(),
        detail={"session": str(new.pk), "beside": len(others)},
    )
