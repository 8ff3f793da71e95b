"""What changes between the first question of a verb and its lock is told, and is no fault."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Role, Staff
from approvals import decisions
from approvals.models import Decision
from posts import retiming
from posts.models import Post, Revision
from posts.moves import ChangedMeanwhile
from posts.routing import ruling, turns
from posts.routing.choices import RuleKind
from posts.submission import NotReady
from tests.approvals.acting import reviewed
from tests.approvals.meanwhile import just_before
from tests.office import approve, ask_approval, hire

pytestmark = pytest.mark.django_db


def test_a_decision_begun_in_time_is_one_moment(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    almost = time_machine.travel(revision.decide_by - timedelta(seconds=1), tick=False)
    late = timedelta(seconds=2)
    with (
        almost as clock,
        just_before("FOR UPDATE OF", "approvals_hold", happens=lambda: clock.shift(late)),
    ):
        approve(revision, manager)
    assert Decision.objects.get().decided_at < revision.decide_by


def test_an_endorser_who_was_overtaken_is_told_so(
    drafter: Staff, manager: Staff, reviewer: Staff
) -> None:
    revision = reviewed(drafter, manager)
    faster = hire("1102", "類家 光", "観光課", Role.SECTION_REVIEWER)
    with (
        just_before("FOR UPDATE OF", happens=lambda: turns.endorse(revision, actor=faster)),
        pytest.raises(ChangedMeanwhile),
    ):
        decisions.return_to_drafter(revision, actor=reviewer, reason="時刻")
    assert not Decision.objects.exists()
    assert Post.objects.get().status == "in_approval"


def test_a_time_is_not_changed_where_nobody_is_left_to_decide(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    revision = ask_approval(drafter)
    with (
        just_before(
            "FOR UPDATE OF",
            happens=lambda: ruling.make_rule(RuleKind.WEIGHTY, actor=manager, reason="重要"),
        ),
        pytest.raises(NotReady) as refused,
    ):
        retiming.retime(revision, actor=manager, send_at=timezone.now() + timedelta(hours=3))
    assert "承認できる人がいなくなります" in refused.value.problems["route"]
    assert Revision.objects.count() == 1
