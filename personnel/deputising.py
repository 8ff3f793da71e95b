"""What people are told of 代決 as long as approvals take no decision of a deputy.

Deputies are named and absences registered beforehand, so that both stand ready; who decides
until then is said here and nowhere else.
"""

from typing import Final

from accounts import absences, appointments
from accounts.models import Absence
from audit.dates_ja import date_and_time

NOT_YET: Final = (
    "このシステムでは、代決はまだできません。アカウント管理者が不在の間、決裁は、"
    "アカウント管理者が戻るか、不在先からログインするのを待ちます。"
)


def who_decides() -> str:
    """Who decides at the moment, for a page that everyone may read."""
    manager = appointments.account_manager()
    if manager is None:
        return "いません。承認できません。"
    return why_it_waits() or f"{manager}（アカウント管理者）"


def why_it_waits() -> str:
    """Empty unless アカウント管理者 is away; otherwise until when decisions wait for them."""
    manager = appointments.account_manager()
    absence = absences.absence_of(manager) if manager else None
    return how_it_waits(absence) if absence else ""


def how_it_waits(absence: Absence) -> str:
    """What an absence of アカウント管理者 means for what is to be decided."""
    return (
        f"アカウント管理者（{absence.staff.name}さん）は、{date_and_time(absence.ends_at)}まで"
        f"不在です。{NOT_YET}急ぐ投稿があるときは、{absence.staff.name}さんに連絡してください。"
    )
