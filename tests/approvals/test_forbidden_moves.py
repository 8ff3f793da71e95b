"""No act works in a state that it is not for, whoever presses, calls, or writes rows."""

from typing import Any, Final

import pytest

from accounts.models import Role, Staff
from approvals import decisions, halting, later_reviewing
from posts.choices import TRANSITIONS, Status
from posts.models import Post, Revision
from posts.routing.choices import RuleKind
from tests.approvals.acting import browser_of, rule
from tests.approvals.forbidden import ACTS, try_everything
from tests.approvals.scenes import ABOUT
from tests.approvals.whose_turn_it_is_not import HELD, IMMUTABLE, IN_TURN, TO_REVIEW
from tests.office import ask_approval
from tests.posts.pages import Page
from tests.posts.states import post_in, undone

pytestmark = pytest.mark.django_db

# 止めた理由 and 後閲 are about what was done: each is written once, in whatever state the post is.
ONCE: Final = frozenset({"explain", "review later"})
WAITING: Final = frozenset({Status.IN_APPROVAL})
TAKEN_BACK: Final = frozenset({Status.DRAFT, Status.IN_APPROVAL, Status.RETURNED})
FOR: Final = {
    **dict.fromkeys(("approve", "approve with a reason", "return", "reject", "hold"), WAITING),
    **dict.fromkeys(("resume", "endorse"), WAITING),
    "retime": WAITING | {Status.APPROVED},
    "halt": frozenset({Status.APPROVED}),
    "withdraw": TAKEN_BACK,
    "reopen": frozenset({Status.FAILED, Status.WITHDRAWN, Status.STOPPED}),
}
# What PostgreSQL takes for these acts.
MOVES: Final = {"halt": Status.STOPPED, "withdraw": Status.WITHDRAWN, "reopen": Status.DRAFT}
ROWS: Final = [(act, status) for act in FOR for status in Status if status not in FOR[act]]


def _said_in_sql(act: str, status: Status) -> str | None:
    if act == "resume" or MOVES.get(act) == status:
        return None  # There is no row to change.
    if act in MOVES:
        return f'Invalid transition of field "status" from "{status}" to "{MOVES[act]}"'
    decides = "does not wait for this decision"
    return {"hold": HELD, "endorse": IN_TURN, "retime": IMMUTABLE}.get(act, decides)


@pytest.mark.parametrize("status", Status)
def test_an_act_does_nothing_in_a_state_that_it_is_not_for(
    status: Status, drafter: Staff, manager: Staff, subtests: pytest.Subtests
) -> None:
    revision = _in(status, drafter)
    for act in [act for act, other in ROWS if other == status and act != "endorse"]:
        with subtests.test(act=act), undone():
            _refused(act, revision, drafter if act in {"withdraw", "reopen"} else manager)


@pytest.mark.parametrize("status", [one for one in Status if one not in FOR["endorse"]])
def test_no_step_is_taken_in_a_state_that_it_is_not_for(
    status: Status, drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    rule(RuleKind.REVIEW, manager)
    _refused("endorse", _in(status, drafter), reviewer)


@pytest.mark.parametrize("status", sorted(TAKEN_BACK - WAITING))
def test_the_manager_takes_back_nothing_that_is_still_being_written(
    status: Status, drafter: Staff, manager: Staff
) -> None:
    # A post does not say who took it back.
    answer = _try("withdraw", _in(status, drafter), manager, sql=None)
    assert answer.status_code == 403


def test_a_stop_that_was_explained_is_not_explained_again(drafter: Staff, manager: Staff) -> None:
    revision = ABOUT["explain"](drafter, manager)
    halting.explain(revision.halt, actor=drafter, reason="時刻の誤り")
    answer = _try("explain", revision, manager, sql="Cannot update rows from approvals_halt")
    assert answer.status_code == 403


def test_a_decision_that_was_reviewed_is_not_reviewed_again(drafter: Staff, manager: Staff) -> None:
    revision = ABOUT["review later"](drafter, manager)
    later_reviewing.review(revision.decision, actor=manager)
    answer = _try("review later", revision, manager, sql="duplicate key")
    assert answer.status_code == 302


def test_what_the_manager_decided_is_not_reviewed_by_the_same(
    drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    decisions.return_to_drafter(revision, actor=manager, reason="直してください。")
    assert _try("review later", revision, manager, sql=TO_REVIEW).status_code == 404


def test_what_was_decided_for_nobody_else_is_not_reviewed(drafter: Staff, manager: Staff) -> None:
    revision = ABOUT["endorse"](drafter, manager)
    reviewer = Staff.objects.get(appointments__role=Role.SECTION_REVIEWER)
    decisions.return_to_drafter(revision, actor=reviewer, reason="直してください。")
    assert _try("review later", revision, manager, sql=TO_REVIEW).status_code == 404


def test_every_act_has_states_that_it_is_for_and_the_table_is_long() -> None:
    assert set(FOR) == set(ACTS) - ONCE
    assert {
        act: {one for one in Status if to in TRANSITIONS[one]} for act, to in MOVES.items()
    } == {act: set(FOR[act]) for act in MOVES}
    assert len(ROWS) == len(FOR) * len(Status) - sum(map(len, FOR.values())) == 105


def _in(status: Status, drafter: Staff) -> Revision:
    revision = post_in(status, drafter).current_revision
    assert revision is not None
    return revision


def _try(act: str, revision: Revision, actor: Staff, *, sql: str | None) -> Any:
    return try_everything(ACTS[act], revision, actor, browser_of(actor), sql=sql)


def _refused(act: str, revision: Revision, actor: Staff) -> None:
    status, client = Status(revision.post.status), browser_of(actor)
    said = _said_in_sql(act, status)
    answer = try_everything(ACTS[act], revision, actor, client, sql=said)
    assert answer.status_code in {302, 403}
    if answer.status_code == 302:
        page = Page.of(client.get(answer["Location"], follow=True))
        assert "この画面を開いた後に状態が変わりました。" in page.words
        assert page.headings == [revision.post.title]
    assert Post.objects.get().status == status
