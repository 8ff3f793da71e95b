"""Who may decide on a post, and if not, why not, in a sentence for the page."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import Staff
from approvals import holding
from approvals.capacities import as_what
from posts.emergencies import owing
from posts.models import Post, Revision
from posts.routing.choices import Capacity, StepKind
from posts.routing.deciders import authority_of, why_not_decide
from posts.routing.planning import next_step
from posts.routing.turns import why_not_endorse


def why_not_approve(staff: Staff, post: Post) -> str:
    """Empty when this person may approve the post; otherwise the reason (運用, four eyes)."""
    return why_not_decide(staff, post) or owing.why_not_approve(staff, post)


def why_not_return(staff: Staff, revision: Revision) -> str:
    """Empty when this person may send the revision back; otherwise the reason."""
    problem = why_not_decide(staff, revision.post)
    return problem if problem and why_not_endorse(staff, revision) else ""


def why_not_yet(revision: Revision) -> str:
    """Empty when only the last word is missing; otherwise what has to happen first."""
    step = next_step(revision)
    if step is not None:
        return f"{step.section.name}の{step.get_kind_display()}が済んでいません。"
    if holding.of(revision) is not None:
        return "保留になっています。承認する前に、保留を解いてください。"
    return ""


def why_not_read_records(staff: Staff) -> str:
    """Empty when this person may take the records of a period along; otherwise the reason.

    アカウント管理者, who answers for the account (運用), and those who audit; not who administers.
    """
    if staff.may_read_audit_trail:
        return ""
    return "決裁の記録をまとめて見られるのは、アカウント管理者と監査者です。"


def how_to_return(staff: Staff, revision: Revision, *, at: datetime) -> dict[str, Any]:
    """As what a person sends a revision back at that moment: the columns of the decision.

    Raises PermissionDenied.
    """
    authority = authority_of(staff, revision.post, at=at)
    if authority is not None:
        return as_what(authority)
    step = next_step(revision)
    if step is None or why_not_endorse(staff, revision):
        raise PermissionDenied(why_not_return(staff, revision))
    is_review = step.kind == StepKind.REVIEW
    return {"capacity": Capacity.REVIEWER if is_review else Capacity.CONSULTED}
