"""Which two people may settle together what nobody settles alone."""

from accounts import absences
from accounts.models import Staff


def why_not_together(first: Staff, second: Staff) -> str:
    """Empty when one of the two is who decides now; otherwise the reason.

    That is the account manager, also one who is away, or while away the first deputy who is
    there.
    """
    if absences.capacity_of(first) or absences.capacity_of(second):
        return ""
    acting = absences.acting_approver()
    who = f"（いまは{acting.staff.name}さん）" if acting else ""
    return f"2人のうち1人は、アカウント管理者か、不在のときの代決者でなければなりません{who}。"
