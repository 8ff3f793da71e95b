"""How did a revision pass its route: who took which step, as what, with which proof of identity?"""

from collections.abc import Iterator
from typing import Final

from accounts.models import Absence, StepUp
from approvals.choices import Outcome
from approvals.models import Capacity, Decision, Ground
from approvals.sheets.sheet import Earlier, Held, LaterLook, RouteStep, Stopped
from approvals.sheets.trails import Names
from audit.codes import DEVICES
from audit.dates_ja import date_and_time
from posts.models import Revision, Step

ENDORSED: Final = "確認"
TO_DECIDE: Final = "決裁"


def route_of(revision: Revision, names: Names) -> tuple[RouteStep, ...]:
    """Every step in its order; the last one is the decision, taken or still to come."""
    decision = decision_on(revision)
    steps = [_step(step, names) for step in revision.steps.all()]
    last = _decided(decision, names) if decision else RouteStep(role=TO_DECIDE)
    return (*steps, last)


def decision_on(revision: Revision) -> Decision | None:
    """The decision, if there is one."""
    found: Decision | None = getattr(revision, "decision", None)
    return found


def halt_of(revision: Revision, names: Names) -> Stopped | None:
    """配信停止 of this revision, if it was stopped."""
    halt = getattr(revision, "halt", None)
    if halt is None:
        return None
    return Stopped(
        who=names.of(halt.stopped_by, halt.stopped_at),
        at=halt.stopped_at,
        reason=halt.reason,
        explained_by=names.of(halt.explained_by, halt.explained_at),
    )


def holds_of(revisions: list[Revision], names: Names) -> Iterator[Held]:
    """Every 保留 there was, of any revision."""
    for revision in revisions:
        for hold in revision.holds.all():
            yield Held(
                revision=revision.number,
                who=names.of(hold.held_by, hold.held_at),
                at=hold.held_at,
                reason=hold.reason,
                ended_by=names.of(hold.ended_by, hold.ended_at),
                ended_at=hold.ended_at,
            )


def earlier_than(newest: Revision, revisions: list[Revision], names: Names) -> Iterator[Earlier]:
    """The revisions before this one: returned, withdrawn, stopped or replaced."""
    for revision in revisions:
        if revision.number >= newest.number:
            continue
        decision = decision_on(revision)
        taken = _decided(decision, names) if decision else RouteStep(role="")
        yield Earlier(
            number=revision.number,
            asked_by=names.of(revision.submitted_by, revision.submitted_at),
            asked_at=revision.submitted_at,
            digest=revision.digest,
            became=taken.act,
            who=taken.who,
            role=taken.role,
            at=taken.at,
            reason=taken.words,
            halt=halt_of(revision, names),
        )


def later_look_at(revision: Revision, names: Names) -> LaterLook | None:
    """後閲 of a decision that was taken in place of アカウント管理者; None where none is due."""
    decision = decision_on(revision)
    if decision is None or not decision.is_for_another:
        return None
    look = getattr(decision, "later_review", None)
    if look is None:
        return LaterLook()
    verdict = "意見あり" if look.has_opinion else "確認"
    return LaterLook(names.of(look.reviewer, look.at), look.at, verdict, look.words)


def _step(step: Step, names: Names) -> RouteStep:
    given = getattr(step, "endorsement", None)
    role, section = step.get_kind_display(), step.section.name
    if given is None:
        return RouteStep(role=role, section=section)
    return RouteStep(
        role=role,
        section=section,
        who=names.of(given.staff, given.at),
        at=given.at,
        act=ENDORSED,
        words=given.words,
    )


def _decided(decision: Decision, names: Names) -> RouteStep:
    return RouteStep(
        role=Capacity(decision.capacity).label,
        who=names.of(decision.decider, decision.decided_at),
        at=decision.decided_at,
        act=Outcome(decision.outcome).label,
        factor=_factor(decision.step_up),
        ground=_ground(decision),
        words=decision.reason,
    )


def _factor(proof: StepUp | None) -> str:
    kind = proof.device.partition("/")[0] if proof else ""
    return DEVICES.get(kind, kind)


def _ground(decision: Decision) -> str:
    if not decision.ground:
        return ""
    parts = [Ground(decision.ground).label, _away(decision.absence), decision.ground_words]
    return "　".join(part for part in parts if part)


def _away(absence: Absence | None) -> str:
    if absence is None:
        return ""
    return f"（{date_and_time(absence.starts_at)}から{date_and_time(absence.ends_at)}まで）"
