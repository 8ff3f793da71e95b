"""Which places of the system a person is led to, and what waits there."""

from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.urls import reverse

from accounts.models import Staff
from approvals import later_reviewing
from approvals.inbox import own_number
from personnel.templatetags.personnel import waiting_for
from posts.routing.queues import takes_part

register = template.Library()


@dataclass(frozen=True)
class Place:
    """One entry of the menu; `waiting` is the number in its badge."""

    name: str
    address: str
    icon: str
    is_current: bool
    waiting: int = 0
    # The bar of a phone has no room for all of them: these are reached from ホーム and 投稿.
    only_wide: bool = False


@register.inclusion_tag("components/navigation.html", takes_context=True)
def navigation(context: dict[str, Any]) -> dict[str, list[Place]]:
    """The menu of the signed-in person."""
    request = context["request"]
    staff, here = request.user, request.path

    def place(name: str, view: str, icon: str, waiting: int = 0) -> Place:
        address = reverse(view)
        is_current = here == address if view == "home" else here.startswith(address)
        return Place(name, address, icon, is_current, waiting)

    places = [place("ホーム", "home", "home"), place("投稿", "post_list", "document-text")]
    calendar = place("予定表", "calendar", "calendar-days")
    places.append(replace(calendar, only_wide=True))
    if not isinstance(staff, Staff):
        return {"places": places}
    places.append(place("文例", "pattern_list", "document-duplicate"))
    if takes_part(staff):
        known = context.get("own_number")
        waiting = own_number(staff) if known is None else known
        waiting += later_reviewing.number_for(staff)
        places.append(place("承認", "approval_inbox", "clipboard-document-check", waiting))
    places.append(place("画像", "media_list", "photo"))
    places.append(replace(place("統計", "statistics", "chart-bar"), only_wide=True))
    if staff.is_administrator:
        places.append(place("職員", "personnel", "users", waiting_for(staff)))
        places.append(place("確認用の一覧", "screening_lists", "list-bullet"))
    if staff.may_read_audit_trail:
        places.append(place("監査記録", "audit_entries", "shield-check"))
    return {"places": places}
