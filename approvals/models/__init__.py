"""What was decided on a revision, and everything that happened on the way there and afterwards."""

from approvals.choices import Outcome
from approvals.models.after_reports import AfterReport, ReportReminder
from approvals.models.decisions import Decision
from approvals.models.halts import Halt
from approvals.models.holds import Hold
from approvals.models.later_reviews import LaterReview
from posts.routing.choices import Capacity, Ground

__all__ = [
    "AfterReport",
    "Capacity",
    "Decision",
    "Ground",
    "Halt",
    "Hold",
    "LaterReview",
    "Outcome",
    "ReportReminder",
]
