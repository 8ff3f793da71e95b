"""Who stands in for アカウント管理者 out of turn, or is suspended, does nothing with a request."""

from typing import Final

import pytest

from accounts.models import Role, Section, Staff
from approvals import holding
from posts.models import Revision
from posts.retiming import RETIMED_WHILE, retime
from posts.routing.choices import RuleKind
from tests.approvals.acting import HOUR, away, browser_of, rule
from tests.approvals.forbidden import ACTS, try_everything
from tests.approvals.scenes import ABOUT
from tests.approvals.standing_in import deputy_of
from tests.approvals.whose_turn_it_is_not import IMMUTABLE, IN_TURN
from tests.office import ask_approval, hire

pytestmark = pytest.mark.django_db

DECIDING: Final = ("approve", "approve with a reason", "return", "reject", "hold", "retime")


def _refused(act: str, revision: Revision, actor: Staff, *, said: str) -> None:
    answer = try_everything(ACTS[act], revision, actor, browser_of(actor), sql=_in_sql(act, said))
    assert answer.status_code == 403


def _in_sql(act: str, said: str) -> str | None:
    # Of a 保留, which lets nothing go out, rank, presence and suspension are asked by the verb.
    return {"retime": IMMUTABLE, "hold": None}.get(act, said)


@pytest.mark.parametrize("act", DECIDING)
def test_the_second_deputy_does_nothing_while_the_first_is_present(
    act: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    second = deputy_of("環境政策課")
    away(manager)
    _refused(act, ask_approval(drafter), second, said="a deputy before staff")


@pytest.mark.parametrize("act", DECIDING)
def test_a_deputy_who_is_away_does_nothing(
    act: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    away(manager)
    away(deputy)
    _refused(act, ask_approval(drafter), deputy, said="is away and stands in for nobody")


@pytest.mark.parametrize("act", DECIDING)
def test_who_changed_the_time_does_nothing_any_more(
    act: str, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    first = ask_approval(drafter)
    assert first.post.status in RETIMED_WHILE
    revision = retime(first, actor=manager, send_at=first.send_at + HOUR)
    said = {"hold": "is not to be held", "retime": IMMUTABLE}.get(act, "had a hand in revision")
    answer = try_everything(ACTS[act], revision, manager, browser_of(manager), sql=said)
    assert answer.status_code == 403
    holding.hold(revision, actor=deputy, reason="代決者は決裁できる")


def test_the_reviewer_of_a_section_that_is_not_consulted_endorses_nothing(
    drafter: Staff, manager: Staff
) -> None:
    consulted = hire("6101", "職員 6101", "環境政策課", Role.SECTION_REVIEWER).section
    other = hire("6102", "職員 6102", "防災課", Role.SECTION_REVIEWER)
    rule(RuleKind.CONSULTATION, manager, consulted=Section.objects.get(pk=consulted.pk))
    revision = ask_approval(drafter)
    answer = try_everything(ACTS["endorse"], revision, other, browser_of(other), sql=IN_TURN)
    assert answer.status_code == 403


@pytest.mark.parametrize("act", [*DECIDING, "explain", "withdraw", "review later"])
def test_a_suspended_manager_does_nothing_and_keeps_the_words(
    act: str, drafter: Staff, manager: Staff
) -> None:
    revision, client = ABOUT[act](drafter, manager), browser_of(manager)
    Staff.objects.filter(pk=manager.pk).update(is_active=False)
    manager.refresh_from_db()
    said = _in_sql(act, "is suspended and decides on nothing")
    answer = try_everything(ACTS[act], revision, manager, client, sql=said)
    # Out of the session: a page with what was written, or the sign-in where nothing was.
    assert answer.status_code == (302 if act in {"retime", "review later"} else 401)
