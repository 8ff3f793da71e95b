"""What other pages show of decisions: what is to be stopped, explained, or counted down."""

from collections.abc import Mapping
from typing import Any

from django import template

from accounts.models import Staff
from approvals import holding
from approvals.besides import Besides, besides
from approvals.counting_down import countdown_of, is_about_to_go
from approvals.halting import why_not_explain, why_not_halt
from approvals.later_reviewing import FOR_ANOTHER
from approvals.models import Decision, Halt, Hold
from approvals.way import in_place_of, may_retime, stages
from posts.choices import Status
from posts.models import Post, Revision
from posts.routing.choices import Capacity, Ground
from posts.routing.deciders import Authority

register = template.Library()


@register.simple_tag(takes_context=True)
def besides_deciding(context: dict[str, Any]) -> Besides | None:
    """`{% besides_deciding as besides %}`: reports, stops to be explained, and 後閲."""
    staff = getattr(context["request"], "user", None)
    return besides(staff) if isinstance(staff, Staff) else None


@register.inclusion_tag("approvals/_countdown.html")
def countdown(post: Post) -> dict[str, Any]:
    """`{% countdown post %}`: how long there is for stopping it; nothing for other posts."""
    return {"post": post, "countdown": countdown_of(post)}


@register.inclusion_tag("approvals/_halt_now.html", takes_context=True)
def halt_now(context: dict[str, Any], post: Post, *, is_in_list: bool = False) -> dict[str, Any]:
    """`{% halt_now post %}`: one press stops what is about to go, for whoever may stop it."""
    staff = context["request"].user
    may_halt = is_about_to_go(post) and not why_not_halt(staff, post)
    return {"post": post, "may_halt": may_halt, "is_in_list": is_in_list}


@register.inclusion_tag("approvals/_post_acts.html", takes_context=True)
def approval_acts(context: dict[str, Any], post: Post) -> dict[str, Any]:
    """`{% approval_acts post %}`: the buttons for what was approved, stopped, or asked about."""
    staff = context["request"].user
    halt = _halt(post) if post.status == Status.STOPPED else None
    return {
        "post": post,
        "may_halt": not is_about_to_go(post) and not why_not_halt(staff, post),
        "may_retime": post.status == Status.APPROVED and may_retime(staff, post),
        "may_explain": halt is not None and not why_not_explain(staff, halt),
    }


@register.inclusion_tag("approvals/_stages.html")
def stages_of(post: Post) -> dict[str, Any]:
    """`{% stages_of post %}`: while it waits, who has said what on its way, and who is next."""
    revision = post.current_revision
    waits = revision is not None and post.standing == Status.IN_APPROVAL
    return {"stages": stages(revision)} if waits and revision is not None else {}


@register.filter
def halt_of(revision: Revision | None) -> Halt | None:
    """`{{ revision|halt_of }}`: how this revision was stopped, if it was."""
    return getattr(revision, "halt", None) if revision else None


@register.filter
def hold_of(revision: Revision) -> Hold | None:
    """`{{ revision|hold_of }}`: the 保留 that stands on a revision, if any."""
    return holding.of(revision)


@register.filter
def as_what(one: Decision | Authority | None) -> str:
    """`{{ decision|as_what }}`: 代決（アカウント管理者が不在）; empty for アカウント管理者."""
    if isinstance(one, Decision):
        if not one.is_for_another:
            return ""
        ground = f"（{one.get_ground_display()}）" if one.ground else ""
        return f"{one.get_capacity_display()}{ground}"
    # Django gives an empty string for what is not there.
    return in_place_of(one) if isinstance(one, Authority) else ""


@register.filter
def in_whose_place(detail: Mapping[str, Any]) -> str:
    """`{{ entry.detail|in_whose_place }}`: the same of an entry of the trail."""
    if not detail or detail.get("capacity") not in FOR_ANOTHER:
        return ""
    ground = f"（{Ground(detail['ground']).label}）" if detail.get("ground") else ""
    return f"{Capacity(detail['capacity']).label}{ground}"


def _halt(post: Post) -> Halt | None:
    return Halt.objects.filter(revision=post.current_revision_id).first()
