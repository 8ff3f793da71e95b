"""Who decides now, and what an absence means for what waits: said here for pages and mails."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from accounts import absences, appointments
from accounts.models import Absence, Role, Staff
from audit.dates_ja import date_and_time

WHEN_AWAY: Final = (
    "アカウント管理者の不在が登録されている間、いちばん先の順位の、不在でない代決者が代決します。"
)
WEIGHTY_WAITS: Final = "重要・異例の投稿は代決できないため、{name}さんを待ちます。"


def who_decides() -> str:
    """Who decides at the moment, for a page that everyone may read."""
    manager = appointments.account_manager()
    if manager is None:
        return "いません。承認できません。"
    acting = absences.acting_approver()
    if acting is None:
        return f"代決者がいないため、{manager.name}さんを待ちます。"
    return f"{acting.staff}（{acting.capacity.label}）"


def why_another(reader: Staff | None = None) -> str:
    """Empty unless アカウント管理者 is away; otherwise until when, and who decides instead.

    A `reader` who is that person is called あなた.
    """
    manager = appointments.account_manager()
    absence = absences.absence_of(manager) if manager else None
    if absence is None:
        return ""
    return (
        f"アカウント管理者（{absence.staff.name}さん）は、{date_and_time(absence.ends_at)}まで"
        f"不在です。{during(absence, reader=reader)}"
    )


def during(absence: Absence, *, at: datetime | None = None, reader: Staff | None = None) -> str:
    """Who decides during an absence of アカウント管理者, at a moment of it: now, or its first."""
    moment = at or max(timezone.now(), absence.starts_at)
    return _instead_of(absence.staff, moment, reader)


def if_away(staff: Staff) -> str:
    """What an absence of this person will mean, before it is registered."""
    if staff.is_account_manager:
        return f"不在の間は、{_instead_of(staff, timezone.now(), None)}"
    if staff.holds(Role.DEPUTY):
        return "アカウント管理者も不在の間は、次の順位の代決者が代決します。"
    return (
        f"{staff.name}さんはアカウント管理者でも代決者でもないため、不在の間も、決裁する人は"
        "変わりません。"
    )


def _instead_of(manager: Staff, moment: datetime, reader: Staff | None) -> str:
    first = next(iter(absences.present_deputies(moment)), None)
    if first is None:
        return (
            f"代決者がいないため、決裁は、{manager.name}さんが戻るか、不在先からログインするのを"
            "待ちます。"
        )
    who = "あなた" if first.staff == reader else f"{first.staff.name}さん"
    return f"{who}が代決します。{WEIGHTY_WAITS.format(name=manager.name)}"
