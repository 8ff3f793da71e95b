"""No act works for who had a hand in a request, by whatever they did and whatever they are."""

from pathlib import Path
from typing import Any, Final

import pytest
from pytest_django import Settings

from accounts.models import Role, Staff
from approvals import holding
from posts.choices import Category
from posts.models import Contribution
from posts.routing.choices import RuleKind
from tests.approvals.acting import browser_of, rule
from tests.approvals.forbidden import ACTS, try_everything
from tests.approvals.hands_in_it import HANDS, with_a_hand_of
from tests.approvals.scenes import ABOUT, DECIDING
from tests.approvals.standing_in import deputy_of
from tests.approvals.whose_turn_it_is_not import HAD_A_HAND, HELD, IMMUTABLE, TO_REVIEW
from tests.office import hire
from tests.posts.states import undone

pytestmark = pytest.mark.django_db

SAID: Final = {
    **dict.fromkeys(("approve", "approve with a reason", "return", "reject"), HAD_A_HAND),
    **dict.fromkeys(("hold", "resume"), HELD),
    "endorse": "had a hand in the post of step",
    "retime": IMMUTABLE,
    "review later": TO_REVIEW,
}
# The request that they are tried on: the fields of the post, and the acts.
ASKED: Final[tuple[tuple[dict[str, Any], tuple[str, ...]], ...]] = (
    ({}, tuple(act for act in DECIDING if act != "approve with a reason")),
    ({"category": Category.OTHER.value}, ("approve with a reason",)),
)
ROWS: Final = [(hand, act) for hand in HANDS for act in (*DECIDING, "endorse")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    """Where pictures and films lie in this test."""
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.parametrize("hand", HANDS)
def test_who_decides_does_nothing_with_what_they_had_a_hand_in(
    hand: str, drafter: Staff, subtests: pytest.Subtests
) -> None:
    office = hire("6001", "職員 6001", "観光課", Role.ACCOUNT_MANAGER, Role.DRAFTER)
    deputy = deputy_of()
    for fields, acts in ASKED:
        revision = with_a_hand_of(office, drafter, hand, **fields)
        for act in acts:
            with subtests.test(act=act), undone():
                if act == "resume":
                    holding.hold(revision, actor=deputy, reason="待つ")
                client = browser_of(office)
                answer = try_everything(ACTS[act], revision, office, client, sql=SAID[act])
                assert answer.status_code == 403


@pytest.mark.parametrize("hand", HANDS)
def test_who_endorses_does_nothing_with_what_they_had_a_hand_in(hand: str, drafter: Staff) -> None:
    office = hire("6001", "職員 6001", "観光課", Role.SECTION_REVIEWER, Role.DRAFTER)
    hire("6004", "職員 6004", "観光課", Role.SECTION_REVIEWER)
    rule(RuleKind.REVIEW, drafter)
    revision = with_a_hand_of(office, drafter, hand)
    client = browser_of(office)
    answer = try_everything(ACTS["endorse"], revision, office, client, sql=SAID["endorse"])
    assert answer.status_code == 403


@pytest.mark.parametrize("act", [*DECIDING, "endorse", "review later"])
def test_the_drafter_does_nothing_with_the_own_post(
    act: str, drafter: Staff, manager: Staff
) -> None:
    revision = ABOUT[act](drafter, manager)
    answer = try_everything(ACTS[act], revision, drafter, browser_of(drafter), sql=SAID[act])
    assert answer.status_code == 403


def test_every_kind_of_hand_is_in_the_table_and_it_is_long() -> None:
    kinds = {"created", "edited", "submitted", "suggested", "copied", "retimed"}
    # Whoever changed the time is tried in test_forbidden_standing_in.
    assert set(Contribution.Kind.values) == kinds
    assert len(ROWS) == len(HANDS) * 8 == 64
