"""How does a sample post come as far as it is to stand, by the verbs of the system?"""

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from accounts.models import AbsenceCategory, Staff
from approvals import decisions, halting, holding
from hachinohe_line.demo.cast import ACCOUNT_MANAGER, DEPUTY
from hachinohe_line.demo.proving import code_of
from hachinohe_line.demo.sample_patterns import SamplePattern
from hachinohe_line.demo.sample_post import SamplePost, Stage
from personnel import absences
from posts import drafts
from posts.answering.answers import give
from posts.answering.looking import look_at_post
from posts.bubbles import new
from posts.choices import Audience, Confidentiality
from posts.declaration import EVERYTHING
from posts.emergencies.writing import write
from posts.kinds.levels import facts_of
from posts.models import Pattern, Post, Revision
from posts.retiming import retime
from posts.routing.planning import endorsers, next_step
from posts.routing.turns import endorse
from posts.screening.engine import needing_answers
from posts.submission import submit

ANSWER: Final = "課で確かめました。このままで差し支えありません。"
A_MEETING: Final = timedelta(hours=2)
LATER_THAT_DAY: Final = timedelta(hours=5)
# How many steps of its route such a post has passed; the others have passed all of it.
PASSED: Final = {Stage.SUBMITTED: 0, Stage.RETURNED: 0, Stage.WITHDRAWN: 0, Stage.REVIEWED: 1}


def bring(sample: SamplePost, staff: Mapping[str, Staff], pictures: Mapping[str, int]) -> None:
    """Write the post, ask for its approval, and move it on."""
    drafter = staff[sample.drafter.staff_number]
    post = _write(sample, drafter, pictures)
    if sample.stage is Stage.DRAFT:
        return
    revision = _ask(post, drafter)
    _pass_route(revision, steps=PASSED.get(sample.stage))
    if sample.stage in MOVES:
        MOVES[sample.stage](revision, staff, sample)


def bring_emergency(sample: SamplePattern, drafter: Staff) -> None:
    """An emergency out of a 緊急の文例, its examples in the gaps: it waits for a second person."""
    post = write(
        Pattern.objects.select_related("current").get(current__title=sample.title),
        dict(sample.examples),
        level_typed=facts_of(sample.level).word,
        actor=drafter,
        origin=uuid.uuid4(),
    )
    _ask(post, drafter)


def _write(sample: SamplePost, drafter: Staff, pictures: Mapping[str, int]) -> Post:
    return drafts.create(
        actor=drafter,
        origin=uuid.uuid4(),
        fields={
            "title": sample.title,
            "category": sample.category,
            "confidentiality": Confidentiality.PUBLIC,
            "bubbles": _bubbles(sample, pictures),
            "audience": Audience.EVERYONE,
            "send_at": sample.send_at,
            "at_once": sample.at_once,
        },
    )


def _bubbles(sample: SamplePost, pictures: Mapping[str, int]) -> list[dict[str, Any]]:
    shown: list[tuple[str, Mapping[str, Any]]] = []
    if sample.picture:
        shown = [("image", {"image": pictures[sample.picture]})]
    filled_in = [("text", {"text": sample.text}), *shown, *sample.more]
    return [new(kind).filled(values).stored() for kind, values in filled_in]


def _ask(post: Post, drafter: Staff) -> Revision:
    look = look_at_post(post, now=timezone.now())
    said = {finding.key: ANSWER for finding in needing_answers(look.findings)}
    give(post, actor=drafter, said=said)
    return submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def _pass_route(revision: Revision, *, steps: int | None) -> None:
    left = revision.steps.count() if steps is None else steps
    while left and (step := next_step(revision)):
        endorse(revision, actor=endorsers(step.section, revision.post)[0])
        left -= 1


def _approve(revision: Revision, by: Staff) -> None:
    # As it stands now: the steps of its route, or the act before, have moved the post on.
    revision = Revision.objects.select_related("post").get(pk=revision.pk)
    proof = decisions.begin_approval(revision, actor=by)
    with code_of(by) as code:
        decisions.approve(revision, actor=by, step_up_id=str(proof.pk), code=code)


def _approved(revision: Revision, staff: Mapping[str, Staff], _: SamplePost) -> None:
    _approve(revision, staff[ACCOUNT_MANAGER.staff_number])


def _deputised(revision: Revision, staff: Mapping[str, Staff], _: SamplePost) -> None:
    manager, now = staff[ACCOUNT_MANAGER.staff_number], timezone.now()
    absence = absences.register_own(
        actor=manager, starts_at=now, ends_at=now + A_MEETING, category=AbsenceCategory.TRIP
    )
    _approve(revision, staff[DEPUTY.staff_number])
    absences.end(absence, actor=manager)


def _retimed(revision: Revision, staff: Mapping[str, Staff], sample: SamplePost) -> None:
    _approved(revision, staff, sample)
    manager = staff[ACCOUNT_MANAGER.staff_number]
    revision = Revision.objects.select_related("post").get(pk=revision.pk)
    retime(revision, actor=manager, send_at=revision.send_at + LATER_THAT_DAY)


def _stopped(revision: Revision, staff: Mapping[str, Staff], sample: SamplePost) -> None:
    _approved(revision, staff, sample)
    post = Post.objects.get(pk=revision.post_id)
    halting.halt(post, actor=staff[sample.drafter.staff_number])


def _held(revision: Revision, staff: Mapping[str, Staff], sample: SamplePost) -> None:
    holding.hold(revision, actor=staff[ACCOUNT_MANAGER.staff_number], reason=sample.reason)


def _rejected(revision: Revision, staff: Mapping[str, Staff], sample: SamplePost) -> None:
    decisions.reject(revision, actor=staff[ACCOUNT_MANAGER.staff_number], reason=sample.reason)


def _returned(revision: Revision, _: Mapping[str, Staff], sample: SamplePost) -> None:
    step = next_step(revision)
    assert step is not None  # noqa: S101 - those samples have a route; for the type checker
    first = endorsers(step.section, revision.post)[0]
    decisions.return_to_drafter(revision, actor=first, reason=sample.reason)


def _withdrawn(revision: Revision, staff: Mapping[str, Staff], sample: SamplePost) -> None:
    post = Post.objects.get(pk=revision.post_id)
    drafts.withdraw(post, actor=staff[sample.drafter.staff_number], reason=sample.reason)


MOVES: Final[Mapping[Stage, Callable[[Revision, Mapping[str, Staff], SamplePost], None]]] = {
    Stage.APPROVED: _approved,
    Stage.DEPUTISED: _deputised,
    Stage.RETIMED: _retimed,
    Stage.STOPPED: _stopped,
    Stage.HELD: _held,
    Stage.REJECTED: _rejected,
    Stage.RETURNED: _returned,
    Stage.WITHDRAWN: _withdrawn,
}
