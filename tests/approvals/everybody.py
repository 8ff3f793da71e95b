"""Everybody who may, or may not, do something with a post, and when they do it."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from accounts.models import Duty, Role, Staff
from tests.office import hire

# People act that long ago, so that what they approved for today is due by the clock of PostgreSQL.
AGO: Final = timedelta(minutes=45)
PEOPLE: Final = {
    "起案者": ("観光課", Role.DRAFTER),
    "同じ課の起案者": ("観光課", Role.DRAFTER),
    "ほかの課の起案者": ("環境政策課", Role.DRAFTER),
    "課内確認者": ("観光課", Role.SECTION_REVIEWER),
    "合議先の確認者": ("環境政策課", Role.SECTION_REVIEWER),
    "アカウント管理者": ("情報政策課", Role.ACCOUNT_MANAGER, Role.DRAFTER),
    "第一の代決者": ("情報政策課", Role.DEPUTY, Role.DRAFTER),
    "第二の代決者": ("観光課", Role.DEPUTY, Role.DRAFTER),
    "緊急当番": ("防災課", Role.DRAFTER),
    "監査者": ("行政管理課", Role.AUDITOR),
    "システム管理者": ("行政管理課", Role.ADMINISTRATOR),
}


def the_office() -> dict[str, Staff]:
    """Everybody, with the duty of the day."""
    people = {
        name: hire(f"90{number:02}", name, where[0], *where[1:])  # type: ignore[arg-type]
        for number, (name, where) in enumerate(PEOPLE.items())
    }
    now = timezone.now()
    Duty.objects.create(
        staff=people["緊急当番"],
        starts_at=now - 2 * AGO,
        ends_at=now + timedelta(days=1),
        registered_by=people["アカウント管理者"],
        registered_at=now - 2 * AGO,
    )
    return people
