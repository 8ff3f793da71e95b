"""How a person gets in again, or is kept out: temporary password, lost factor, suspected leak.

Each act here is one of `accounts`, done by an administrator for somebody else with a fresh proof.
"""

from accounts import factors, leaks, temporary_passwords
from accounts.models import LeakReport, Staff
from audit import trail
from audit.actions import Action
from personnel.acts import Act, NotPossible, Proof, administering
from personnel.standing import why_not_alone


def why_not_help_in(staff: Staff) -> str:
    """Empty when this person may be given a temporary password; otherwise the reason."""
    return "" if staff.is_active else "利用停止か退職の職員には、仮パスワードを発行できません。"


def password_issuance(staff: Staff, reason: str) -> Act:
    """What is shown before a temporary password is issued."""
    return Act(Action.TEMPORARY_PASSWORD_ISSUED, trail.target_of(staff), {"reason": reason})


def issue_password(staff: Staff, *, actor: Staff, reason: str, proof: Proof) -> str:
    """仮パスワード, to be shown once; the old password and every session end.

    Of somebody who can approve or administer it takes two (`personnel.help_requests`).

    Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = password_issuance(staff, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_alone(staff) or why_not_help_in(staff))
        return temporary_passwords.issue(staff, actor=actor, reason=reason)


def factor_reset(staff: Staff, reason: str) -> Act:
    """What is shown before somebody's factors are reset."""
    return Act(Action.FACTORS_RESET, trail.target_of(staff), {"reason": reason})


def reset_factors(staff: Staff, *, actor: Staff, reason: str, proof: Proof) -> str:
    """紛失: all factors go, never without a new temporary password, which is shown once.

    Whoever holds both can sign in as that person: of somebody who can approve or administer it
    takes two (`personnel.help_requests`).

    Raises PermissionDenied, StepUpRefused, NotPossible.
    """
    act = factor_reset(staff, reason)
    with administering(act, actor=actor, proof=proof, about=staff):
        staff.refresh_from_db()
        NotPossible.unless_empty(why_not_alone(staff) or why_not_help_in(staff))
        return factors.reset_and_issue(staff, actor=actor, reason=reason)


def leak_report(staff: Staff, note: str) -> Act:
    """What is shown before a leak is reported for somebody."""
    return Act(Action.LEAK_REPORTED, trail.target_of(staff), {"note": note})


def report_leak(staff: Staff, *, actor: Staff, note: str, proof: Proof) -> LeakReport:
    """漏えいのおそれ, reported for somebody else. Raises PermissionDenied, StepUpRefused."""
    with administering(leak_report(staff, note), actor=actor, proof=proof, about=staff):
        return leaks.report(staff, actor=actor, note=note)
