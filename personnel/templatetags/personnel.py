"""Days and terms in words, the standing of a person, and what waits for administrators."""

from datetime import date
from typing import Any

from django import template

from accounts.models import Absence, Appointment, Role, Staff
from personnel import confirmations, deciders, reviews, rosters
from personnel.days import in_words, term_in_words
from personnel.models import HelpRequest, RoleRequest
from personnel.seconds import why_not_second

register = template.Library()


@register.filter
def ja_day(day: date | None) -> str:
    """`{{ day|ja_day }}`: 2027年4月29日（木・祝）; empty for no day."""
    return in_words(day)


@register.filter
def term(appointment: Appointment) -> str:
    """From when to when; or that it was taken back."""
    words = term_in_words(appointment.starts_on, appointment.ends_on)
    return f"{words}（取消し）" if appointment.cancelled_at else words


@register.inclusion_tag("personnel/_home.html", takes_context=True)
def personnel_tasks(context: dict[str, Any]) -> dict[str, Any]:
    """What administrators have to do, who of the deciders is away, and one's own turns of duty."""
    staff = getattr(context["request"], "user", None)
    if not isinstance(staff, Staff):
        return {}
    decides = staff.is_account_manager or staff.holds(Role.DEPUTY)
    shown: dict[str, Any] = {
        "decides": decides,
        "is_administrator": staff.is_administrator,
        "own_duties": rosters.near(staff),
    }
    if decides:
        shown["own_absence"] = Absence.objects.not_over().filter(staff=staff).first()
        shown["why_another"] = deciders.why_another(staff)
    if staff.is_administrator or staff.is_account_manager:
        shown["help_to_confirm"] = help_for(staff)
    if staff.is_administrator:
        shown |= {
            "to_confirm": waiting_for(staff),
            "review_due": reviews.is_due(),
            "expiring": reviews.expiring().count(),
        }
    return shown


def waiting_for(staff: Staff) -> int:
    """How many requests this person could confirm."""
    waiting = RoleRequest.objects.waiting().select_related("staff", "asked_by")
    return sum(not confirmations.why_not_confirm(asked, staff) for asked in waiting)


def help_for(staff: Staff) -> list[HelpRequest]:
    """Requests to let somebody in that this person could confirm."""
    waiting = HelpRequest.objects.waiting().select_related("staff__section", "asked_by__section")
    return [asked for asked in waiting if not why_not_second(asked, staff)]
