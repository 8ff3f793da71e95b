"""What happens when somebody else may know a password: everything shut, everyone told (5.4(3)④)."""

from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts import appointments, calendar_keys, notices, sessions
from accounts.models import LeakReport, Role, Staff
from accounts.sessions import Ending
from audit import trail
from audit.actions import Action
from audit.dates_ja import date_and_time

_TOLD: Final = """{who}について、パスワードなどの漏えいのおそれが報告されました。

　報告した人　{by}
　日時　　　　{when}
　気づいたこと
{note}

この職員のログインをすべて終了させ、次のログインでパスワードの変更を求めます。
覚えのないログインや操作がないかを、監査記録で確かめてください。監査記録は、アカウント管理者と
監査者が見られます。端末もなくしたときは、システム管理者が認証手段をリセットしてください。

{address}
"""


def report(staff: Staff, *, actor: Staff, note: str) -> LeakReport:
    """漏えいのおそれ: ends every session of the person and the address for other
    calendars, makes a new password due, and tells the
    account manager and all administrators.

    Everyone reports for themselves, the account manager and administrators for anybody; others
    get PermissionDenied. The view must still sign the request itself out, when it is the person's.
    """
    if not may_report(actor, staff):
        raise PermissionDenied("ほかの職員について報告できるのは、管理者だけです。")
    with transaction.atomic():
        # Not a temporary password: its owner still knows it, and has the second factor besides.
        Staff.objects.filter(pk=staff.pk).update(must_change_password=True)
        ended = sessions.end_all(staff, actor=actor, why=Ending.LEAK_REPORTED)
        calendar_keys.end(staff, actor=actor)
        leak = LeakReport.objects.create(
            staff=staff, reported_by=actor, note=note, ended_sessions=ended
        )
        for recipient in _responsible():
            _tell(recipient, leak)
        trail.record(
            Action.LEAK_REPORTED,
            target=staff,
            actor=actor.as_actor(),
            detail={"report": leak.pk, "ended_sessions": ended},
        )
    staff.refresh_from_db()
    return leak


def may_report(actor: Staff, staff: Staff) -> bool:
    """Oneself, always; the account manager and administrators anybody."""
    may_for_all = actor.is_account_manager or actor.holds(Role.ADMINISTRATOR)
    return actor.pk == staff.pk or may_for_all


def _responsible() -> list[Staff]:
    people = {person.pk: person for person in appointments.administrators()}
    manager = appointments.account_manager()
    if manager is not None:
        people[manager.pk] = manager
    return list(people.values())


def _tell(recipient: Staff, leak: LeakReport) -> None:
    notices.tell(
        recipient,
        subject="パスワードの漏えいのおそれが報告されました",
        body=_TOLD.format(
            who=f"{leak.staff}（職員番号 {leak.staff.staff_number}）",
            by=leak.reported_by,
            when=date_and_time(leak.reported_at),
            note=leak.note or "（記入なし）",
            address=f"{settings.SITE_URL}{reverse('personnel_leaks')}",
        ),
    )
