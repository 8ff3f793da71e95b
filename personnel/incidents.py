"""漏えいの報告: which there were, and what has been done about each since."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from accounts.models import LeakReport, Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry

# What closes a way in that somebody else may have found.
ANSWERS: Final = (
    Action.PASSWORD_CHANGED,
    Action.TEMPORARY_PASSWORD_ISSUED,
    Action.FACTORS_RESET,
    Action.FACTOR_REMOVED,
    Action.STAFF_SUSPENDED,
    Action.STAFF_RETIRED,
)


@dataclass(frozen=True)
class Incident:
    """One report, the answers to it (oldest first), and whether the password waits for a change."""

    report: LeakReport
    answers: tuple[Entry, ...]

    @property
    def is_waiting(self) -> bool:
        """Is nothing but the old password known for this person yet?"""
        return not self.answers and self.report.staff.must_change_password


def why_not_read(staff: Staff) -> str:
    """Empty when this person may read the reports; otherwise the reason."""
    if staff.is_administrator or staff.is_account_manager:
        return ""
    return "漏えいの報告を見られるのは、アカウント管理者とシステム管理者だけです。"


def reports() -> QuerySet[LeakReport]:
    """Every report, the newest first."""
    return LeakReport.objects.select_related("staff__section", "reported_by__section")


def with_answers(found: Iterable[LeakReport]) -> list[Incident]:
    """Each report with what was done about its person from then until their next report."""
    listed = list(found)
    targets = {trail.target_of(report.staff) for report in listed}
    entries = list(
        Entry.objects.filter(target__in=targets, action__in=ANSWERS).order_by("sequence")
    )
    return [Incident(report, tuple(_answers(report, entries))) for report in listed]


def _answers(report: LeakReport, entries: list[Entry]) -> Iterable[Entry]:
    later = LeakReport.objects.filter(
        staff=report.staff, reported_at__gt=report.reported_at
    ).order_by("reported_at")
    next_one = later.values_list("reported_at", flat=True).first()
    target = trail.target_of(report.staff)
    for entry in entries:
        is_after = entry.target == target and entry.at >= report.reported_at
        if is_after and (next_one is None or entry.at < next_one):
            yield entry
