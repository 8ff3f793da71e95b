"""Did a revision go the whole way it was frozen with before it was approved (運用)?"""

from accounts.models import Role
from approvals.models import Decision
from audit import trail
from audit.actions import Action
from posts.content import read
from posts.models import Step


def went_its_route(decision: Decision) -> bool:
    """Is each step of the frozen route there, and taken before the decision by who might?"""
    revision = decision.revision
    steps = revision.steps.exclude(endorsement=None).select_related("endorsement__staff")
    taken = list(steps.order_by("number"))
    asked = [_facts(one["number"], one["kind"], one["section_id"]) for one in _route(decision)]
    done = [_facts(step.number, step.kind, step.section_id) for step in taken]
    return asked == done and all(_was_taken(step, decision) for step in taken)


def _route(decision: Decision) -> list[dict[str, object]]:
    return [dict(one) for one in read(decision.revision.canonical).route]


def _facts(number: object, kind: object, section: object) -> tuple[object, ...]:
    return number, kind, section


def _was_taken(step: Step, decision: Decision) -> bool:
    given = step.endorsement
    holds = given.staff.appointments.held_at(given.at)
    hands = decision.revision.post.contributors()
    return (
        given.at <= decision.decided_at
        and holds.filter(role=Role.SECTION_REVIEWER).exists()
        and not hands.filter(pk=given.staff_id).exists()
        and _is_in_the_trail(step, decision)
    )


def _is_in_the_trail(step: Step, decision: Decision) -> bool:
    # In which section somebody was then, no row says: the verb asked, and wrote it down here.
    return (
        trail.history_of(decision.revision.post)
        .filter(
            action=Action.POST_ENDORSED,
            actor_id=step.endorsement.staff.as_actor().id,
            detail__digest=decision.digest,
            detail__step=step.kind,
            detail__section_id=step.section_id,
        )
        .exists()
    )
