"""The demo's office shows a post at every place of its route, brought there by the real verbs."""

from pathlib import Path

import pytest
from django.utils import timezone

from accounts import absences, appointments, duties
from accounts.models import Absence, Duty
from approvals import later_reviewing
from approvals.models import Decision, Halt, Hold, Outcome
from approvals.validity import approval_of
from audit import trail
from hachinohe_line.demo.sample_data import load
from posts.choices import Category, Status
from posts.kinds.choices import Kind
from posts.models import Post, Revision
from posts.routing.choices import Capacity, Ground, StepKind
from posts.routing.deciders import authorities, first_to_decide
from posts.routing.planning import is_weighty, next_step

pytestmark = pytest.mark.django_db(transaction=True)
MANAGER, DEPUTY, REVIEWER, CONSULTED, DRAFTER_OF_CRISIS = (
    *("田中 恵子", "石田 浩"),
    *("三上 直子", "大久保 久美", "中村 誠"),
)


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_DATA", str(tmp_path))
    load()


def asked(title: str) -> Revision:
    revision = Post.objects.get(title=title).current_revision
    assert revision is not None
    return revision


def test_posts_stand_in_every_state_that_people_bring_about() -> None:
    standing = set(Post.objects.values_list("status", flat=True))
    brought_about = {Status.SENDING, Status.SENT, Status.FAILED, Status.UNCERTAIN}
    assert standing == set(Status) - brought_about

    hold = Hold.objects.get(ended_at=None)
    assert (hold.revision.post.title, hold.held_by.name) == ("大雪への備え", MANAGER)
    assert hold.reason
    halt = Halt.objects.get()
    assert (halt.revision.post.status, halt.explained_at) == (Status.STOPPED, None)

    rejected = Decision.objects.get(outcome=Outcome.REJECTED)
    returned = Decision.objects.get(outcome=Outcome.RETURNED)
    assert (rejected.decider.name, rejected.capacity) == (MANAGER, Capacity.ACCOUNT_MANAGER)
    assert (returned.decider.name, returned.capacity) == (REVIEWER, Capacity.REVIEWER)


def test_posts_wait_at_every_step_of_their_route() -> None:
    waiting = {
        step.kind: (step.section.name, revision.post.title)
        for revision in Revision.objects.filter(
            pk__in=Post.objects.waiting().values("current_revision")
        )
        if (step := next_step(revision)) is not None
    }
    assert waiting == {
        StepKind.REVIEW: ("観光課", "館鼻岸壁朝市のお知らせ"),
        StepKind.CONSULTATION: ("広報統計課", "冬の種差海岸を歩く会"),
    }

    first = {
        post.title: (post.category, post.at_once)
        for post in Post.objects.waiting().filter(kind=Kind.ORDINARY)
        if next_step(asked(post.title)) is None
        and [one.staff.name for one in authorities(post)] == [MANAGER]
    }
    assert first == {
        "八戸リサイクルプラザの休館": (Category.USEFUL, False),
        "大雪への備え": (Category.WEATHER, False),
        "いかずきんズのLINEスタンプ": (Category.OTHER, False),
        "小中野地区のごみ収集の遅れ": (Category.ADMINISTRATION, True),
    }
    assert is_weighty(asked("いかずきんズのLINEスタンプ").post)


def test_a_deputy_decided_on_one_and_is_to_decide_on_one_that_the_manager_moved() -> None:
    decision = later_reviewing.waiting().get()
    assert (decision.decider.name, decision.ground) == (DEPUTY, Ground.ABSENCE)
    steps = decision.revision.steps.values_list("kind", "endorsement__staff__name")
    assert list(steps) == [
        (StepKind.REVIEW, REVIEWER),
        (StepKind.CONSULTATION, CONSULTED),
    ]
    manager = appointments.account_manager()
    assert manager is not None
    assert Absence.objects.count() == 1
    assert absences.absence_of(manager) is None

    post = Post.objects.get(title="資源回収の分別のお願い")
    before, now = post.revisions.order_by("number")
    assert before.decision.decider.name == MANAGER
    assert (before.send_at < now.send_at, post.current_revision) == (True, now)
    first = first_to_decide(post)
    assert first is not None
    assert (first.staff.name, first.ground) == (DEPUTY, Ground.INVOLVED)


def test_an_emergency_waits_for_anybody_but_its_writer_and_somebody_is_on_duty() -> None:
    post = Post.objects.get(kind=Kind.EMERGENCY)
    assert (post.drafter.name, post.status) == (DRAFTER_OF_CRISIS, Status.IN_APPROVAL)
    assert {one.staff.name: one.capacity for one in authorities(post)} == {
        MANAGER: Capacity.ACCOUNT_MANAGER,
        DEPUTY: Capacity.DEPUTY,
        "阿部 千秋": Capacity.DEPUTY,
        CONSULTED: Capacity.ON_DUTY,
    }

    this_week, next_week = Duty.objects.order_by("starts_at")
    assert duties.on_duty(timezone.now()).get() == this_week
    assert this_week.ends_at == next_week.starts_at


def test_what_is_approved_will_be_sent_and_the_trail_is_whole() -> None:
    approved = [asked(post.title) for post in Post.objects.filter(status=Status.APPROVED)]
    assert [approval_of(revision).revision for revision in approved] == approved
    assert approved
    assert list(trail.verify()) == []
