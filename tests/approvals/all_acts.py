"""A machine that lets everybody try every act on one post, in any order, half an hour ago."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, Final

import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from accounts.models import Staff
from accounts.step_up import StepUpRefused
from approvals import decisions, halting, holding, later_reviewing
from approvals.models import Decision, Halt
from broadcasts.preparation import prepare_next
from posts import drafts
from posts.choices import Status
from posts.declaration import EVERYTHING, OF_AN_EMERGENCY
from posts.kinds.choices import Kind
from posts.models import Pattern, Post, Revision
from posts.moves import ChangedMeanwhile, TransitionNotAllowed
from posts.retiming import retime
from posts.routing import turns
from posts.submission import NotReady, submit
from tests.accounts.sign_in import code_for, enrol
from tests.approvals.everybody import AGO, PEOPLE
from tests.approvals.standing_in import bring_back, send_away
from tests.office import content, write
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import write_emergency

# What the verbs say no with; anything else that is raised is a fault.
REFUSALS: Final = (
    *(PermissionDenied, ChangedMeanwhile, TransitionNotAllowed, NotReady, StepUpRefused),
    *(decisions.NotYet, decisions.NowWrong, decisions.ReasonNeeded, decisions.TooLate),
    ValueError,
)
OVER: Final = frozenset({Status.SENDING, Status.REJECTED})
STORIES: Final = ("sent", "stopped", "rejected", "retimed", "reviewed")
REASON: Final = "試しに押します。"
who = st.sampled_from(sorted(PEOPLE))
deciders = st.sampled_from(["アカウント管理者", "緊急当番", "第一の代決者"])


def approve_as(revision: Revision, actor: Staff) -> Decision:
    """承認 with the next code; whoever has to give a ground gives one."""
    device, proof = enrol(actor), decisions.begin_approval(revision, actor=actor)
    device.last_t = -1  # as if the person had waited for the next code
    device.save()
    return decisions.approve(
        revision,
        actor=actor,
        step_up_id=str(proof.pk),
        code=code_for(device),
        ground_words="急ぐため",
    )


class Acts(RuleBasedStateMachine):
    """One post, and everybody who may or may not do something with it; the next when it is over."""

    people: ClassVar[dict[str, Staff]]
    pattern: ClassVar[Pattern | None]
    done: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        bring_back(self.people["アカウント管理者"])
        self.begin()

    def begin(self, *, is_due: bool = True) -> None:
        """起案 of the next post: an emergency where there is a 緊急の文例."""
        drafter = self.people["起案者"]
        self.post = (
            write_emergency(self.pattern, drafter)
            if self.pattern
            else write(drafter, send_at=self.moment(is_due=is_due))
        )

    def moment(self, *, is_due: bool) -> object:
        """Ahead of those who act; to PostgreSQL past already, or far ahead, too."""
        return timezone.now() + (AGO - timedelta(seconds=2) if is_due else timedelta(days=2))

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

    @rule(
        name=who,
        words=st.sampled_from(["市役所の開庁時間です。", "開館時間のお知らせです。"]),
        is_due=st.booleans(),
        at_once=st.booleans(),
    )
    def edit(self, name: str, words: str, is_due: bool, at_once: bool) -> None:
        send_at = None if at_once else self.moment(is_due=is_due)
        fields = content(text=words, send_at=send_at, at_once=at_once)
        if self.pattern:
            fields = {"bubbles": self.post.bubbles}
        self.attempt(
            lambda post, actor: drafts.edit(post, actor=actor, version=post.version, fields=fields),
            name,
        )

    @rule(name=who)
    def ask(self, name: str) -> None:
        def act(post: Post, actor: Staff) -> object:
            if post.is_open_for_editing and post.section_id == actor.section_id:
                answer_all(post, actor)
            declared = OF_AN_EMERGENCY if post.kind == Kind.EMERGENCY else EVERYTHING
            return submit(post, actor=actor, version=post.version, declared=declared)

        self.attempt(act, name)

    @rule(name=who)
    def endorse(self, name: str) -> None:
        self.attempt_on_revision(lambda one, actor: turns.endorse(one, actor=actor), name)

    @rule(name=who)
    def approve(self, name: str) -> None:
        self.attempt_on_revision(approve_as, name)

    @rule(name=who)
    def send_back(self, name: str) -> None:
        self.attempt_on_revision(
            lambda one, actor: decisions.return_to_drafter(one, actor=actor, reason=REASON), name
        )

    @rule(name=who)
    def reject(self, name: str) -> None:
        self.attempt_on_revision(
            lambda one, actor: decisions.reject(one, actor=actor, reason=REASON), name
        )

    @rule(name=who)
    def hold(self, name: str) -> None:
        self.attempt_on_revision(
            lambda one, actor: holding.hold(one, actor=actor, reason=REASON), name
        )

    @rule(name=who)
    def resume(self, name: str) -> None:
        self.attempt_on_revision(lambda one, actor: holding.resume(one, actor=actor), name)

    @rule(name=who, is_due=st.booleans())
    def change_time(self, name: str, is_due: bool) -> None:
        then = self.moment(is_due=is_due)
        self.attempt_on_revision(lambda one, actor: retime(one, actor=actor, send_at=then), name)  # type: ignore[arg-type]

    @rule(name=who)
    def take_back(self, name: str) -> None:
        self.attempt(lambda post, actor: drafts.withdraw(post, actor=actor, reason=REASON), name)

    @rule(name=who)
    def stop(self, name: str) -> None:
        self.attempt(lambda post, actor: halting.halt(post, actor=actor), name)

    @rule(name=who)
    def explain(self, name: str) -> None:
        stopped = Halt.objects.filter(revision__post=self.post).last()
        if stopped is not None:
            self.attempt(lambda _, actor: halting.explain(stopped, actor=actor, reason="中"), name)

    @rule(name=who)
    def review_later(self, name: str) -> None:
        decision = Decision.objects.filter(revision__post=self.post).last()
        if decision is not None:
            self.attempt(lambda _, actor: later_reviewing.review(decision, actor=actor), name)

    @rule(name=who)
    def reopen(self, name: str) -> None:
        self.attempt(lambda post, actor: drafts.reopen(post, actor=actor), name)

    @rule(decider=deciders)
    def the_usual_next_step(self, decider: str) -> None:
        """Without it hardly anything that was put together at random is ever approved."""
        post = Post.objects.get(pk=self.post.pk)
        if post.status in OVER:
            self.begin()
        elif post.is_open_for_editing:
            self.ask("起案者")
        elif post.status == Status.IN_APPROVAL:
            self.endorse("課内確認者")
            self.endorse("合議先の確認者")
            self.approve(decider)
        else:
            self.reopen("起案者")

    @rule(
        decider=deciders,
        end=st.sampled_from(STORIES),
    )
    def a_whole_story(self, decider: str, end: str) -> None:
        """From wherever it stands to an end, as far as nothing speaks against it."""
        wanted = {Status.IN_APPROVAL, Status.APPROVED} if end == "rejected" else {Status.APPROVED}
        self.go_on_until(wanted, decider)
        if end == "sent":
            self.the_time_comes()
        elif end == "stopped":
            self.stop("起案者")
            self.explain("起案者")
        elif end == "rejected":
            self.reject("アカウント管理者")
        elif end == "retimed":
            self.change_time("アカウント管理者", is_due=True)
        else:
            self.review_later("アカウント管理者")

    def go_on_until(self, wanted: set[Status], decider: str) -> None:
        """The usual steps; somebody's hand in the post or an absence may end them early."""
        for _ in range(5):
            if Post.objects.get(pk=self.post.pk).status in wanted:
                return
            self.the_usual_next_step(decider)

    @rule(is_away=st.booleans())
    def absence(self, is_away: bool) -> None:
        manager = self.people["アカウント管理者"]
        bring_back(manager)
        if is_away:
            send_away(manager, since_hours=0)

    @rule()
    def the_time_comes(self) -> None:
        with time_machine.travel(timezone.now() + AGO):
            prepare_next()
