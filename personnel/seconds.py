"""Who may be the second of the two when somebody who can approve or administer is let in."""

from accounts import appointments
from accounts.models import Role, Staff
from personnel import recent_help
from personnel.days import today
from personnel.models import HelpRequest


def why_not_second(request: HelpRequest, staff: Staff) -> str:
    """Empty when this person may confirm the request; otherwise the reason.

    An administrator who neither asked nor is concerned. Where the person concerned administers and
    no such administrator is left, the account manager.
    """
    if not (staff.is_administrator or staff.is_account_manager):
        return "確認できるのは、システム管理者だけです。"
    if staff == request.staff:
        return "自分についての申請は確認できません。ほかの人の確認が必要です。"
    if staff == request.asked_by:
        return "申請した人は、自分では確認できません。ほかの人の確認が必要です。"
    if not staff.is_administrator and not _falls_to_the_manager(request):
        return "この申請は、申請した人と本人を除く、システム管理者が確認します。"
    return recent_help.why_not_two(request.asked_by, staff)


def seconds_of(request: HelpRequest) -> list[Staff]:
    """Everybody who may confirm the request."""
    manager = appointments.account_manager()
    people = [*appointments.administrators(), *([manager] if manager else [])]
    return [staff for staff in people if not why_not_second(request, staff)]


def _falls_to_the_manager(request: HelpRequest) -> bool:
    # A suspended administrator is one too: what matters is whose term goes on, or is to come.
    held = request.staff.appointments.from_day(today()).filter(role=Role.ADMINISTRATOR)
    if not held.exists():
        return False
    others = appointments.administrators().exclude(pk__in=[request.staff_id, request.asked_by_id])
    return all(recent_help.why_not_two(request.asked_by, other) for other in others)
