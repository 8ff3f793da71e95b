"""No act works for those whose turn it is not, whether they press, call, or write rows."""

from collections.abc import Callable
from typing import Final

import pytest

from accounts.models import Staff
from approvals import holding
from posts.models import Revision
from tests.approvals.acting import away, browser_of, weighty
from tests.approvals.forbidden import ACTS, TRACES, try_everything
from tests.approvals.scenes import ABOUT, DECIDING
from tests.approvals.whose_turn_it_is_not import (
    HELD,
    IMMUTABLE,
    NO_OFFICE,
    PEOPLE,
    TO_EXPLAIN,
    TO_REVIEW,
    said_in_sql,
    somebody,
)
from tests.fingerprints import changed, rows
from tests.office import out_of_office
from tests.posts.states import undone

pytestmark = pytest.mark.django_db

# Besides the drafter, who had a hand in it.
MAY: Final[dict[str, set[str]]] = {
    **{act: {"manager"} for act in (*DECIDING, "explain", "review later")},
    "endorse": {"reviewer"},
    "halt": {"colleague", "drafter elsewhere", "deputy", "on duty", "manager"},
    "withdraw": {"colleague", "manager"},
    "reopen": {"colleague"},
}
ROWS: Final = [(act, who) for act in ACTS for who in PEOPLE if who not in MAY[act]]
OF_AN_OFFICE: Final = (*DECIDING, "explain", "withdraw", "reopen", "review later")


@pytest.mark.parametrize("act", ACTS)
def test_whose_turn_it_is_not_does_nothing(
    act: str, drafter: Staff, manager: Staff, subtests: pytest.Subtests
) -> None:
    revision = ABOUT[act](drafter, manager)
    for who in [who for name, who in ROWS if name == act]:
        with subtests.test(who=who), undone():
            actor = somebody(who)
            said = said_in_sql(act, who)
            answer = try_everything(ACTS[act], revision, actor, browser_of(actor), sql=said)
            assert answer.status_code == (404 if who == "newcomer" else 403)


@pytest.mark.parametrize("act", DECIDING)
def test_a_deputy_does_nothing_with_what_is_weighty_even_while_the_manager_is_away(
    act: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = weighty(drafter)
    if act == "resume":
        holding.hold(revision, actor=manager, reason="待つ")
    away(manager)
    # Whose turn a hold is, PostgreSQL does not ask: it lets nothing go out.
    said = {"hold": None, "resume": None, "retime": IMMUTABLE}.get(act, "no deputy decides on it")
    answer = try_everything(ACTS[act], revision, deputy, browser_of(deputy), sql=said)
    assert answer.status_code == 403


@pytest.mark.parametrize("act", OF_AN_OFFICE)
def test_whose_office_has_ended_does_nothing(
    act: str, drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    revision, actor = ABOUT[act](drafter, manager), _whose_turn(act, drafter, manager)
    out_of_office(actor)
    said = {
        "hold": HELD,
        "retime": IMMUTABLE,
        "explain": TO_EXPLAIN,
        "review later": TO_REVIEW,
        **dict.fromkeys(("resume", "withdraw", "reopen")),
    }.get(act, NO_OFFICE)
    answer = try_everything(ACTS[act], revision, actor, browser_of(actor), sql=said)
    assert answer.status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_whose_turn_it_is_does_it_in_all_three_ways(
    act: str, drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    revision = ABOUT[act](drafter, manager)
    actor = reviewer if act == "endorse" else _whose_turn(act, drafter, manager)
    revision = Revision.objects.select_related("post").get(pk=revision.pk)
    client, before, tried = browser_of(actor), rows(), ACTS[act]
    ways: list[Callable[[], object]] = [
        lambda: tried.verb(revision, actor),
        lambda: tried.page(client, revision, actor),
        lambda: tried.sql(revision, actor),
    ]
    # A revision is changed by nobody's hand.
    for way in ways[:2] if act == "retime" else ways:
        with undone():
            way()
            assert set(changed(before)) - TRACES


def test_the_table_is_long() -> None:
    others = len(DECIDING) + len(OF_AN_OFFICE)
    assert len(ROWS) + others >= 120


def _whose_turn(act: str, drafter: Staff, manager: Staff) -> Staff:
    return drafter if act == "reopen" else manager
