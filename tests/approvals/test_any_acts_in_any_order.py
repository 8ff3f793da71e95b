"""Whatever people do in whatever order: what must never happen does not happen.

A machine lets everybody try every act on one post, and looks at the rows after each. More of it:
`ACTS_TRIED=500 pytest tests/approvals/test_any_acts_in_any_order.py`; other orders: `ACTS_SEED=7`.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from approvals import halting
from approvals.models import Capacity, Decision, Halt, LaterReview, Outcome
from approvals.validity import NotApproved, approval_of
from audit import trail
from audit.actions import Action
from broadcasts.models import Broadcast
from posts.choices import Status
from posts.models import Contribution, Endorsement, Post, Revision
from posts.routing import ruling
from posts.routing.choices import RuleKind
from posts.sealing import seal
from tests.approvals.all_acts import STORIES, Acts, deciders
from tests.approvals.everybody import AGO, the_office
from tests.office import tamper
from tests.posts.emergencies.writing import approved_skeleton

pytestmark = pytest.mark.django_db

EXAMPLES: Final = int(os.environ.get("ACTS_TRIED", "4"))
SEED: Final = os.environ.get("ACTS_SEED")
OFFICES: Final = {
    Capacity.ACCOUNT_MANAGER: {"アカウント管理者"},
    Capacity.DEPUTY: {"第一の代決者", "第二の代決者"},
    Capacity.ON_DUTY: {"緊急当番"},
}
# What takes the life of an approval.
ENDS: Final = frozenset(
    {Action.POST_STOPPED, Action.POST_RETIMED, Action.SENDING_STARTED, Action.SENDING_BLOCKED}
)
TAMPERING: Final = ("words", "audience", "minute", "seal of the decision", "endorsement")


class Office(Acts):
    """The acts, and what holds after each of them."""

    @rule(what=st.sampled_from(TAMPERING), decider=deciders)
    def somebody_with_full_rights_to_the_tables(self, what: str, decider: str) -> None:
        """Changes what was approved; nothing of it is sent any more."""
        self.go_on_until({Status.APPROVED}, decider)
        post = Post.objects.get(pk=self.post.pk)
        decision = Decision.objects.filter(revision=post.current_revision).first()
        if post.status != Status.APPROVED or decision is None:
            return
        if what != "minute" and _starts(decision) > timezone.now() + AGO:
            return  # its time never comes
        if not self._tamper(what, decision):
            return
        self.the_time_comes()
        blocked = Broadcast.objects.get(revision=decision.revision)
        assert (blocked.state, blocked.body) == ("failed", ""), what
        assert Post.objects.get(pk=post.pk).status == Status.FAILED
        self.done[what] += 1

    def _tamper(self, what: str, decision: Decision) -> bool:
        revision = decision.revision
        if what == "endorsement":
            taken = Endorsement.objects.filter(step__revision=revision)
            if taken.exists():
                tamper("DELETE FROM posts_endorsement WHERE id = %s", [taken.last().pk])  # type: ignore[union-attr]
                return True
            return False
        if what in {"words", "audience"}:
            old, new = ("お", "御") if what == "words" else ('"everyone"', '"district"')
            text = revision.canonical.replace(old, new)
            text = text if text != revision.canonical else f"{text} "
            sealed = [text, seal(text), revision.pk]
            tamper("UPDATE posts_revision SET canonical = %s, digest = %s WHERE id = %s", sealed)
            return True
        changed = {
            "minute": "send_from = send_from - interval '3 days'",
            "seal of the decision": f"digest = '{'f' * 64}'",
        }[what]
        tamper(f"UPDATE approvals_decision SET {changed} WHERE id = %s", [decision.pk])
        return True

    @invariant()
    def nobody_approves_what_they_had_a_hand_in(self) -> None:
        for decision in Decision.objects.filter(revision__post=self.post):
            hands = Contribution.objects.filter(post=self.post, at__lte=decision.decided_at)
            assert not hands.filter(staff=decision.decider).exists()

    @invariant()
    def only_offices_have_the_last_word(self) -> None:
        last = Decision.objects.filter(revision__post=self.post)
        for decision in last.filter(outcome__in=[Outcome.APPROVED, Outcome.REJECTED]):
            names = OFFICES[Capacity(decision.capacity)]
            assert decision.decider in {self.people[name] for name in names}
            assert decision.capacity != Capacity.ON_DUTY or self.pattern

    @invariant()
    def an_approval_is_alive_exactly_while_the_post_counts_as_approved(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        revisions = list(post.revisions.order_by("number"))
        alive = [one for one in revisions if self._is_alive(one, revisions[-1])]
        is_approved = post.status == Status.APPROVED
        assert alive == ([post.current_revision] if is_approved else [])

    def _is_alive(self, revision: Revision, newest: Revision) -> bool:
        try:
            approval_of(revision)
        except NotApproved:
            return False
        is_over = hasattr(revision, "halt") or hasattr(revision, "broadcast")
        return revision == newest and not is_over

    @invariant()
    def no_second_approval_comes_while_the_first_is_alive(self) -> None:
        alive = 0
        for entry in trail.history_of(self.post).order_by("sequence"):
            alive = 0 if entry.action in ENDS else alive + (entry.action == Action.POST_APPROVED)
            assert alive <= 1

    @invariant()
    def nothing_is_sent_without_a_matching_digest(self) -> None:
        for broadcast in Broadcast.objects.filter(revision__post=self.post).exclude(body=""):
            text = broadcast.revision.canonical
            digest = hashlib.sha256(text.encode()).hexdigest()
            assert approval_of(broadcast.revision).digest == digest
            assert json.loads(broadcast.body)["messages"] == json.loads(text)["messages"]
            assert Post.objects.get(pk=self.post.pk).status == Status.SENDING

    def tell_every_story(self) -> None:
        """Once in order, so that whatever the orders tried, all of it has happened."""
        for end in STORIES:
            decider = "緊急当番" if self.pattern and end == "reviewed" else "アカウント管理者"
            self._and_look(partial(self.a_whole_story, decider, end))
        for what in TAMPERING:
            self._and_look(
                partial(self.somebody_with_full_rights_to_the_tables, what, "アカウント管理者")
            )

    def _and_look(self, act: Callable[[], None]) -> None:
        self.stop("起案者")
        self.begin()
        act()
        for one in self.invariants:
            one.function(self)

    def teardown(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        if post.status == Status.APPROVED:  # nothing is left for the worker of the next example
            halting.halt(post, actor=self.people["アカウント管理者"])
        assert list(trail.verify()) == []


def _starts(decision: Decision) -> datetime:
    assert decision.send_from is not None
    return decision.send_from


def _try(office: type[Office]) -> None:
    with time_machine.travel(timezone.now() - AGO):
        office.people = the_office()
        office.done = Counter()
        office.pattern = None
        if office.__name__ == "WithSteps":
            maker, elsewhere = office.people["システム管理者"], office.people["合議先の確認者"]
            ruling.make_rule(RuleKind.REVIEW, actor=maker, reason="課内で見るため")
            ruling.make_rule(
                RuleKind.CONSULTATION, actor=maker, reason="合議", consulted=elsewhere.section
            )
        if office.__name__ == "OfEmergencies":
            author, manager = office.people["ほかの課の起案者"], office.people["アカウント管理者"]
            office.pattern = approved_skeleton(author, manager)
        first = office()
        first.tell_every_story()
        first.teardown()
        run_state_machine_as_test(
            office if SEED is None else seed(SEED)(office),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=25,
                deadline=None,
                derandomize=SEED is None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


class Direct(Office):
    """Nothing comes before アカウント管理者."""


class WithSteps(Office):
    """課内確認 and 合議 come first."""


class OfEmergencies(Office):
    """What may be decided by 緊急当番, too."""


@pytest.mark.parametrize("office", [Direct, WithSteps, OfEmergencies])
def test_no_order_of_acts_breaks_a_promise(office: type[Office]) -> None:
    _try(office)
    happened = {
        "approved": Decision.objects.filter(outcome=Outcome.APPROVED).count(),
        "sent": Broadcast.objects.exclude(body="").count(),
        "stopped": Halt.objects.count(),
        "rejected": Decision.objects.filter(outcome=Outcome.REJECTED).count(),
        **{what: office.done[what] for what in TAMPERING if what != "endorsement"},
    }
    if office is not OfEmergencies:  # which go out at once
        happened["retimed"] = Contribution.objects.filter(kind="retimed").count()
    else:
        happened["on duty"] = Decision.objects.filter(capacity=Capacity.ON_DUTY).count()
        happened["reviewed"] = LaterReview.objects.count()
    if office is WithSteps:
        happened["endorsed"] = Endorsement.objects.count()
        happened["endorsement taken away"] = office.done["endorsement"]
    assert all(happened.values()), happened
