"""Which way has a revision gone so far, who is next, and why can somebody not act on it?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils import timezone

from accounts import absences
from accounts.models import Absence, Staff
from approvals import holding
from approvals.models import Outcome
from approvals.permissions import why_not_approve, why_not_return, why_not_yet
from posts.models import Post, Revision, Step
from posts.retiming import why_not_retime
from posts.routing.choices import Capacity
from posts.routing.deciders import Authority, authority_of, first_to_decide
from posts.routing.planning import endorsers, next_step
from posts.routing.those_asked import those_asked
from posts.routing.turns import why_not_endorse

NOBODY_DECIDES: Final = "いまこの投稿を決裁できる人がいません。"
ANEW: Final = "起案した人が取り下げてから「複製する」で新しい投稿を作り、承認を依頼してください。"


@dataclass(frozen=True)
class Stage:
    """One stage of the way: what, by whom, when it was taken, and what was said."""

    name: str
    who: str
    at: datetime | None = None
    words: str = ""
    is_next: bool = False


def stages(revision: Revision) -> list[Stage]:
    """From the request to the last word."""
    steps = list(revision.steps.select_related("section", "endorsement__staff__section"))
    upcoming = next((one for one in steps if not hasattr(one, "endorsement")), None)
    return [
        Stage("承認依頼", revision.submitted_by.with_section, revision.submitted_at),
        *(_stage(step, is_next=step is upcoming) for step in steps),
        Stage("承認", _last(revision), is_next=upcoming is None),
    ]


def acts_on(staff: Staff, revision: Revision) -> dict[str, Any]:
    """What this person may do with a waiting revision, and in words what they may not."""
    post = revision.post
    authority, step, held = authority_of(staff, post), next_step(revision), holding.of(revision)
    endorses = step is not None and not why_not_endorse(staff, revision)
    return {
        "authority": authority,
        "step": step,
        "held": held,
        "endorses": endorses,
        "may_approve": not why_not_approve(staff, post) and not why_not_yet(revision),
        "may_return": not why_not_return(staff, revision),
        "may_retime": may_retime(staff, post),
        "own_absence": _own_absence(staff, authority),
        "why_not": "" if endorses else why_not_act(staff, revision),
        "stages": stages(revision),
    }


def may_retime(staff: Staff, post: Post) -> bool:
    """May this person change the time, and is there somebody else to decide on it then?"""
    return not why_not_retime(staff, post) and first_to_decide(post, but=staff) is not None


def why_not_act(staff: Staff, revision: Revision) -> str:
    """Why this person cannot approve now, and who acts instead; empty when they can."""
    problem = why_not_approve(staff, revision.post)
    step = next_step(revision)
    if step is not None:
        return f"{problem}{why_not_yet(revision)}{_asked(step, revision)}"
    if problem:
        return f"{problem}{_instead(revision)}"
    return why_not_yet(revision)


def in_place_of(authority: Authority | None) -> str:
    """代決（アカウント管理者が不在）; empty for アカウント管理者."""
    if authority is None or authority.capacity == Capacity.ACCOUNT_MANAGER:
        return ""
    ground = f"（{authority.ground.label}）" if authority.ground else ""
    return f"{authority.capacity.label}{ground}"


def _own_absence(staff: Staff, authority: Authority | None) -> Absence | None:
    if authority is None or authority.capacity != Capacity.ACCOUNT_MANAGER:
        return None
    return absences.absence_of(staff, at=timezone.now())


def _stage(step: Step, *, is_next: bool) -> Stage:
    name = step.get_kind_display()
    if not hasattr(step, "endorsement"):
        return Stage(name, step.section.name, is_next=is_next)
    given = step.endorsement
    return Stage(name, given.staff.with_section, given.at, given.words)


def _last(revision: Revision) -> str:
    if hasattr(revision, "decision") and revision.decision.outcome == Outcome.APPROVED:
        return revision.decision.decider.with_section
    asked = those_asked(revision.post)
    if not asked:
        return "決裁できる人がいません"
    return "、".join(_as_asked(one) for one in asked)


def _as_asked(one: Authority) -> str:
    stands_in = in_place_of(one)
    return f"{one.staff.with_section}{'・' if stands_in else ''}{stands_in}"


def _asked(step: Step, revision: Revision) -> str:
    names = "、".join(one.with_section for one in endorsers(step.section, revision.post))
    return f"{names}の確認を待っています。" if names else "確認できる人がいません。"


def _instead(revision: Revision) -> str:
    asked = those_asked(revision.post)
    if not asked:
        return f"{NOBODY_DECIDES}情報政策課へ連絡するか、{ANEW}"
    names = "、".join(one.staff.with_section for one in asked)
    return f"いま決裁するのは、{names}です。"
