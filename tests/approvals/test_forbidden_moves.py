"""No act works in a state that it is not for, whoever presses, calls, or writes rows."""

from typing import Final

import pytest

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from posts.routing.choices import RuleKind
from tests.approvals.acting import browser_of, rule
from tests.approvals.forbidden import ACTS, try_everything
from tests.approvals.whose_turn_it_is_not import HELD, IMMUTABLE, IN_TURN
from tests.posts.pages import Page
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

WAITING: Final = frozenset({Status.IN_APPROVAL})
FOR: Final = {
    **dict.fromkeys(("approve", "return", "reject", "hold", "resume", "endorse"), WAITING),
    "retime": WAITING | {Status.APPROVED},
    "halt": frozenset({Status.APPROVED}),
}
ROWS: Final = [(act, status) for act in ACTS for status in Status if status not in FOR[act]]


def _said_in_sql(act: str, status: Status) -> str | None:
    if act == "resume" or (act, status) == ("halt", Status.STOPPED):
        return None  # There is no row to change.
    decides = "does not wait for this decision"
    return {
        "hold": HELD,
        "endorse": IN_TURN,
        "retime": IMMUTABLE,
        "halt": f'Invalid transition of field "status" from "{status}" to "stopped"',
    }.get(act, decides)


@pytest.mark.parametrize(("act", "status"), ROWS, ids=[f"{act}-{state}" for act, state in ROWS])
def test_an_act_does_nothing_in_a_state_that_it_is_not_for(
    act: str, status: Status, drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    if act == "endorse":
        rule(RuleKind.REVIEW, manager)
    revision = post_in(status, drafter).current_revision
    assert revision is not None
    actor = reviewer if act == "endorse" else manager
    client = browser_of(actor)
    answer = try_everything(ACTS[act], revision, actor, client, sql=_said_in_sql(act, status))
    assert answer.status_code in {302, 403}
    if answer.status_code == 302:
        page = Page.of(client.get(answer["Location"], follow=True))
        assert "この画面を開いた後に状態が変わりました。" in page.words
        assert page.headings == [revision.post.title]
    assert Post.objects.get().status == status


def test_every_act_has_states_that_it_is_for_and_the_table_is_long() -> None:
    assert set(FOR) == set(ACTS)
    assert len(ROWS) == len(ACTS) * len(Status) - sum(map(len, FOR.values())) == 79
