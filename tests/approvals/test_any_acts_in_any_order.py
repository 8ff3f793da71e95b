"""Whatever people do in whatever order: what must never happen does not happen.

A machine lets everybody try every act on one post, and looks at the rows after each. More of it:
`ACTS_TRIED=500 pytest tests/approvals/test_any_acts_in_any_order.py`.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Role, Staff
from accounts.step_up import StepUpRefused
from approvals import decisions, halting, holding
from approvals.models import Capacity, Decision, Outcome
from approvals.validity import approval_of
from audit import trail
from broadcasts.models import Broadcast
from broadcasts.preparation import approved_body, prepare_next
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING
from posts.models import Contribution, Post, Revision
from posts.moves import ChangedMeanwhile, TransitionNotAllowed
from posts.retiming import retime
from posts.routing import ruling, turns
from posts.routing.choices import RuleKind
from posts.submission import NotReady, submit
from tests.approvals.standing_in import bring_back, send_away
from tests.office import approve, content, hire, tamper, write
from tests.posts.answering import answer_all

pytestmark = pytest.mark.django_db

EXAMPLES: Final = int(os.environ.get("ACTS_TRIED", "15"))
# What the verbs say no with; anything else that is raised is a fault.
REFUSALS: Final = (
    PermissionDenied,
    ChangedMeanwhile,
    TransitionNotAllowed,
    NotReady,
    StepUpRefused,
    decisions.NotYet,
    decisions.ReasonNeeded,
    decisions.TooLate,
    ValueError,
)
PEOPLE: Final = {
    "起案者": ("観光課", Role.DRAFTER),
    "同じ課の起案者": ("観光課", Role.DRAFTER),
    "ほかの課の起案者": ("環境政策課", Role.DRAFTER),
    "課内確認者": ("観光課", Role.SECTION_REVIEWER),
    "アカウント管理者": ("情報政策課", Role.ACCOUNT_MANAGER, Role.DRAFTER),
    "第一の代決者": ("情報政策課", Role.DEPUTY, Role.DRAFTER),
    "第二の代決者": ("観光課", Role.DEPUTY, Role.DRAFTER),
    "監査者": ("行政管理課", Role.AUDITOR),
    "システム管理者": ("行政管理課", Role.ADMINISTRATOR),
}
who = st.sampled_from(sorted(PEOPLE))


class Office(RuleBasedStateMachine):
    """One post, and everybody who may or may not do something with it."""

    people: dict[str, Staff]

    def __init__(self) -> None:
        super().__init__()
        self.post = write(self.people["起案者"], send_at=timezone.now() + timedelta(days=2))
        bring_back(self.people["アカウント管理者"])

    def attempt(self, act: Callable[[Post, Staff], object], name: str) -> None:
        post = Post.objects.get(pk=self.post.pk)
        try:
            act(post, self.people[name])
        except REFUSALS:
            return

    def attempt_on_revision(self, act: Callable[[Revision, Staff], object], name: str) -> None:
        revision = Revision.objects.filter(post=self.post).order_by("-number").first()
        if revision is not None:
            self.attempt(lambda _, actor: act(revision, actor), name)

    @rule(name=who, words=st.sampled_from(["市役所の開庁時間です。", "開館時間のお知らせです。"]))
    def edit(self, name: str, words: str) -> None:
        fields = content(text=words, send_at=timezone.now() + timedelta(days=2))
        self.attempt(
            lambda post, actor: drafts.edit(post, actor=actor, version=post.version, fields=fields),
            name,
        )

    @rule(name=who)
    def ask(self, name: str) -> None:
        def act(post: Post, actor: Staff) -> object:
            if post.is_open_for_editing and post.section_id == actor.section_id:
                answer_all(post, actor)
            return submit(post, actor=actor, version=post.version, declared=EVERYTHING)

        self.attempt(act, name)

    @rule(name=who)
    def endorse(self, name: str) -> None:
        self.attempt_on_revision(lambda one, actor: turns.endorse(one, actor=actor), name)

    @rule(name=who)
    def approve(self, name: str) -> None:
        self.attempt_on_revision(approve, name)

    @rule(name=who)
    def send_back(self, name: str) -> None:
        self.attempt_on_revision(
            lambda one, actor: decisions.return_to_drafter(one, actor=actor, reason="誤りです。"),
            name,
        )

    @rule(name=who)
    def hold(self, name: str) -> None:
        self.attempt_on_revision(
            lambda one, actor: holding.hold(one, actor=actor, reason="待ちます。"), name
        )

    @rule(name=who)
    def resume(self, name: str) -> None:
        self.attempt_on_revision(lambda one, actor: holding.resume(one, actor=actor), name)

    @rule(name=who)
    def change_time(self, name: str) -> None:
        later = timezone.now() + timedelta(days=3)
        self.attempt_on_revision(lambda one, actor: retime(one, actor=actor, send_at=later), name)

    @rule(name=who)
    def take_back(self, name: str) -> None:
        self.attempt(lambda post, actor: drafts.withdraw(post, actor=actor, reason="中止"), name)

    @rule(name=who)
    def stop(self, name: str) -> None:
        self.attempt(lambda post, actor: halting.halt(post, actor=actor), name)

    @rule(name=who)
    def reopen(self, name: str) -> None:
        self.attempt(lambda post, actor: drafts.reopen(post, actor=actor), name)

    @rule()
    def the_usual_next_step(self) -> None:
        """Without it hardly anything that was put together at random is ever approved."""
        post = Post.objects.get(pk=self.post.pk)
        if post.is_open_for_editing:
            self.ask("起案者")
        elif post.status == Status.IN_APPROVAL:
            self.endorse("課内確認者")
            self.approve("アカウント管理者")

    @rule(is_away=st.booleans())
    def absence(self, is_away: bool) -> None:
        manager = self.people["アカウント管理者"]
        bring_back(manager)
        if is_away:
            send_away(manager, since_hours=0)

    @rule()
    def the_time_comes(self) -> None:
        prepare_next()

    @invariant()
    def nobody_approves_what_they_had_a_hand_in(self) -> None:
        for decision in Decision.objects.filter(revision__post=self.post):
            hands = Contribution.objects.filter(post=self.post, at__lte=decision.decided_at)
            assert not hands.filter(staff=decision.decider).exists()

    @invariant()
    def only_offices_have_the_last_word(self) -> None:
        offices = {
            Capacity.ACCOUNT_MANAGER: {"アカウント管理者"},
            Capacity.DEPUTY: {"第一の代決者", "第二の代決者"},
        }
        for decision in Decision.objects.filter(revision__post=self.post, outcome="approved"):
            names = offices[Capacity(decision.capacity)]
            assert decision.decider in {self.people[name] for name in names}

    @invariant()
    def what_counts_as_approved_is_approved_to_the_letter(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        if post.status in {Status.APPROVED, Status.SENDING}:
            assert post.current_revision is not None
            assert approval_of(post.current_revision).outcome == Outcome.APPROVED

    @invariant()
    def at_most_one_approval_is_alive(self) -> None:
        post = Post.objects.get(pk=self.post.pk)
        alive = Decision.objects.filter(
            outcome=Outcome.APPROVED, revision__post=post, revision=post.current_revision
        )
        assert alive.count() <= 1
        if post.status in {Status.DRAFT, Status.IN_APPROVAL, Status.RETURNED}:
            waits = post.status == Status.IN_APPROVAL
            assert not (waits and alive.exists())

    @invariant()
    def nothing_is_sent_without_a_matching_digest(self) -> None:
        for broadcast in Broadcast.objects.filter(revision__post=self.post).exclude(body=""):
            assert broadcast.body == approved_body(broadcast.revision)

    def teardown(self) -> None:
        assert list(trail.verify()) == []
        if Broadcast.objects.filter(revision__post=self.post).exists():
            tamper("UPDATE posts_post SET status = 'failed' WHERE id = %s", [self.post.pk])


@pytest.mark.parametrize("has_review", [False, True], ids=["direct", "with 課内確認"])
def test_no_order_of_acts_breaks_a_promise(has_review: bool) -> None:
    Office.people = {
        name: hire(f"90{number:02}", name, where[0], *where[1:])  # type: ignore[arg-type]
        for number, (name, where) in enumerate(PEOPLE.items())
    }
    if has_review:
        ruling.make_rule(
            RuleKind.REVIEW, actor=Office.people["システム管理者"], reason="課内で見るため"
        )
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Decision.objects.filter(outcome=Outcome.APPROVED).exists()
