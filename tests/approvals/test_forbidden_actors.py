"""No act works for those whose turn it is not, whether they press, call, or write rows."""

import uuid
from collections.abc import Callable
from typing import Final

import pytest

from accounts.models import Role, Staff
from approvals import holding
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.routing.choices import RuleKind
from posts.submission import submit
from tests.approvals.acting import away, browser_of, reviewed, rule, weighty
from tests.approvals.forbidden import ACTS, TRACES, try_everything
from tests.approvals.whose_turn_it_is_not import (
    HAD_A_HAND,
    HELD,
    IMMUTABLE,
    NO_OFFICE,
    PEOPLE,
    said_in_sql,
    somebody,
)
from tests.fingerprints import changed, rows
from tests.office import ask_approval, content, hire, out_of_office
from tests.posts.answering import answer_all
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

DECIDING: Final = ("approve", "return", "reject", "hold", "resume", "retime")
# Besides the drafter, who had a hand in it.
MAY: Final[dict[str, set[str]]] = {
    **{act: set() for act in DECIDING},
    "endorse": {"reviewer"},
    "halt": {"colleague", "drafter elsewhere", "deputy", "on duty"},
}
ROWS: Final = [(act, who) for act in ACTS for who in PEOPLE if who not in MAY[act]]
HANDS: Final = ("created", "edited", "submitted")
HAND_ROWS: Final = [(act, hand) for act in (*DECIDING, "endorse") for hand in HANDS]


SAID_TO_HANDS: Final = {
    **dict.fromkeys(("approve", "return", "reject"), HAD_A_HAND),
    **dict.fromkeys(("hold", "resume"), HELD),
    "endorse": "had a hand in the post of step",
    "retime": IMMUTABLE,
}


def _held(drafter: Staff, manager: Staff) -> Revision:
    revision = ask_approval(drafter)
    holding.hold(revision, actor=manager, reason="待つ")
    return revision


def _reviewed(drafter: Staff, manager: Staff) -> Revision:
    hire("6004", "職員 6004", "観光課", Role.SECTION_REVIEWER)
    return reviewed(drafter, manager)


def _approved(drafter: Staff, manager: Staff) -> Revision:
    revision = post_in(Status.APPROVED, drafter).current_revision
    assert revision is not None
    return revision


ABOUT: Final[dict[str, Callable[[Staff, Staff], Revision]]] = {
    **dict.fromkeys(
        ("approve", "return", "reject", "hold", "retime"), lambda d, _: ask_approval(d)
    ),
    "resume": _held,
    "endorse": _reviewed,
    "halt": _approved,
}


@pytest.mark.parametrize(("act", "who"), ROWS, ids=[f"{act}-{who}" for act, who in ROWS])
def test_whose_turn_it_is_not_does_nothing(
    act: str, who: str, drafter: Staff, manager: Staff
) -> None:
    actor = somebody(who)
    revision = ABOUT[act](drafter, manager)
    said = said_in_sql(act, who)
    answer = try_everything(ACTS[act], revision, actor, browser_of(actor), sql=said)
    assert answer.status_code == (404 if who == "newcomer" else 403)


@pytest.mark.parametrize("act", [*DECIDING, "endorse"])
def test_the_drafter_does_nothing_with_the_own_post(
    act: str, drafter: Staff, manager: Staff
) -> None:
    revision = ABOUT[act](drafter, manager)
    said = SAID_TO_HANDS[act]
    answer = try_everything(ACTS[act], revision, drafter, browser_of(drafter), sql=said)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("act", "hand"), HAND_ROWS, ids=[f"{act}-{hand}" for act, hand in HAND_ROWS]
)
def test_who_had_a_hand_in_it_does_nothing_whatever_office_they_hold(
    act: str, hand: str, drafter: Staff
) -> None:
    role = Role.SECTION_REVIEWER if act == "endorse" else Role.ACCOUNT_MANAGER
    office = hire("6001", "職員 6001", "観光課", role, Role.DRAFTER)
    deputy = hire("6002", "職員 6002", "情報政策課", Role.DEPUTY)
    if act == "endorse":
        rule(RuleKind.REVIEW, drafter)
        hire("6004", "職員 6004", "観光課", Role.SECTION_REVIEWER)
    revision = _with_a_hand_of(office, drafter, hand)
    if act == "resume":
        holding.hold(revision, actor=deputy, reason="待つ")
    said = SAID_TO_HANDS[act]
    answer = try_everything(ACTS[act], revision, office, browser_of(office), sql=said)
    assert answer.status_code == 403


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


@pytest.mark.parametrize("act", DECIDING)
def test_whose_office_has_ended_does_nothing(
    act: str, drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    revision = ABOUT[act](drafter, manager)
    out_of_office(manager)
    said = {"hold": HELD, "resume": None, "retime": IMMUTABLE}.get(act, NO_OFFICE)
    answer = try_everything(ACTS[act], revision, manager, browser_of(manager), sql=said)
    assert answer.status_code == 404


@pytest.mark.parametrize("act", [one for one in ACTS if one != "retime"])
def test_the_same_rows_are_taken_from_whose_turn_it_is(
    act: str, drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    revision = ABOUT[act](drafter, manager)
    before = rows()
    ACTS[act].sql(revision, reviewer if act == "endorse" else manager)
    assert set(changed(before)) - TRACES


def test_the_table_is_long() -> None:
    others = 7 + len(DECIDING) * 2
    assert len(ROWS) + len(HAND_ROWS) + others >= 100


def _with_a_hand_of(office: Staff, drafter: Staff, hand: str) -> Revision:
    creates, submits = (office if hand == one else drafter for one in ("created", "submitted"))
    post = drafts.create(actor=creates, origin=uuid.uuid4(), fields=content())
    if hand == "edited":
        fields = content(text="市役所本館の開庁時間です。")
        post = drafts.edit(post, actor=office, version=post.version, fields=fields)
    post = Post.objects.get(pk=post.pk)
    answer_all(post, drafter)
    return submit(post, actor=submits, version=post.version, declared=EVERYTHING)
