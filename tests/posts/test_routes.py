"""決裁ルート: which steps a post passes before the last word, by a table that people keep."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice, Role, Staff
from approvals import decisions
from approvals.models import Decision
from approvals.validity import NotApproved, approval_of
from audit.actions import Action
from audit.models import Entry
from personnel.acts import NotPossible
from posts.choices import Status
from posts.content import read
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Contribution, Endorsement, Revision, RouteRule
from posts.moves import ChangedMeanwhile
from posts.routing import ruling, turns
from posts.routing.choices import Capacity, RuleKind
from posts.routing.planning import plan
from posts.submission import NotReady
from tests.office import approve, ask_approval, hire, tamper
from tests.posts.pages import Page
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def consulted(db: None) -> Staff:
    """吉田 speaks for 広報統計課."""
    return hire("1201", "吉田 真理", "広報統計課", Role.SECTION_REVIEWER)


def rule(kind: RuleKind, by: Staff, **more: object) -> RouteRule:
    return ruling.make_rule(kind, actor=by, reason="課で決めました。", **more)  # type: ignore[arg-type]


@pytest.fixture
def both(administrator: Staff, reviewer: Staff, consulted: Staff) -> None:
    rule(RuleKind.REVIEW, administrator)
    rule(RuleKind.CONSULTATION, administrator, category="3", consulted=consulted.section)


def test_without_rules_the_manager_is_asked_at_once(drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    assert not revision.steps.exists()
    assert Notice.objects.get().recipient == manager


def test_steps_are_frozen_into_the_revision_in_their_order(both: None, drafter: Staff) -> None:
    revision = ask_approval(drafter)
    assert [str(step) for step in revision.steps.all()] == [
        "課内確認（観光課）",
        "合議（広報統計課）",
    ]
    ids = [step.section_id for step in revision.steps.order_by("number")]
    assert read(revision.canonical).route == (
        {"number": 1, "kind": "review", "section": "観光課", "section_id": ids[0]},
        {"number": 2, "kind": "consultation", "section": "広報統計課", "section_id": ids[1]},
    )


def test_each_is_asked_when_it_is_their_turn(
    both: None, drafter: Staff, reviewer: Staff, consulted: Staff, manager: Staff
) -> None:
    def asked() -> list[Staff]:
        return [mail.recipient for mail in Notice.objects.order_by("pk")]

    revision = ask_approval(drafter)
    assert asked() == [reviewer]
    turns.endorse(revision, actor=reviewer, words="確認しました。")
    assert asked() == [reviewer, consulted]
    turns.endorse(revision, actor=consulted)
    assert asked() == [reviewer, consulted, manager]


def test_before_the_steps_nobody_approves(both: None, drafter: Staff, manager: Staff) -> None:
    revision = ask_approval(drafter)
    with pytest.raises(decisions.NotYet, match="観光課の課内確認が済んでいません"):
        approve(revision, manager)
    assert not Decision.objects.exists()


def test_after_the_steps_the_approval_counts(
    both: None, drafter: Staff, reviewer: Staff, consulted: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    turns.endorse(revision, actor=reviewer)
    turns.endorse(revision, actor=consulted)
    approve(revision, manager)
    assert approval_of(Revision.objects.get()).decider == manager


def test_a_step_taken_out_afterwards_takes_the_approval_along(
    both: None, drafter: Staff, reviewer: Staff, consulted: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    turns.endorse(revision, actor=reviewer)
    turns.endorse(revision, actor=consulted)
    approve(revision, manager)
    tamper("DELETE FROM posts_endorsement WHERE staff_id = %s", [consulted.pk])
    with pytest.raises(NotApproved, match="合議が済んでいません"):
        approval_of(Revision.objects.get())


@pytest.mark.parametrize("who", ["drafter", "colleague", "consulted", "manager", "auditor"])
def test_nobody_takes_a_step_that_is_not_theirs(
    who: str, both: None, drafter: Staff, manager: Staff, request: pytest.FixtureRequest
) -> None:
    revision = ask_approval(drafter)
    with pytest.raises(PermissionDenied):
        turns.endorse(revision, actor=request.getfixturevalue(who))
    step = revision.steps.get(number=1)
    if request.getfixturevalue(who).section != step.section:
        with pytest.raises(IntegrityError, match="is not for staff"), transaction.atomic():
            Endorsement.objects.create(step=step, staff=request.getfixturevalue(who))
    assert not Endorsement.objects.exists()


def test_a_reviewer_who_had_a_hand_in_it_is_passed_over(
    both: None, drafter: Staff, reviewer: Staff
) -> None:
    second = hire("1102", "川村 直樹", "観光課", Role.SECTION_REVIEWER)
    revision = ask_approval(drafter)
    Contribution.objects.create(post=revision.post, staff=reviewer, kind=Contribution.Kind.EDITED)
    with pytest.raises(PermissionDenied, match="関わったため"):
        turns.endorse(revision, actor=reviewer)
    with pytest.raises(IntegrityError, match="had a hand"), transaction.atomic():
        Endorsement.objects.create(step=revision.steps.get(number=1), staff=reviewer)
    assert turns.endorse(revision, actor=second).staff == second


def test_steps_are_taken_in_their_order(both: None, drafter: Staff, consulted: Staff) -> None:
    revision = ask_approval(drafter)
    last = revision.steps.get(number=2)
    with pytest.raises(IntegrityError, match="not for staff"), transaction.atomic():
        Endorsement.objects.create(step=last, staff=consulted)


def test_a_step_is_taken_once(both: None, drafter: Staff, reviewer: Staff) -> None:
    revision = ask_approval(drafter)
    turns.endorse(revision, actor=reviewer)
    with pytest.raises((PermissionDenied, ChangedMeanwhile)):
        turns.endorse(revision, actor=reviewer)
    assert Endorsement.objects.count() == 1


def test_whose_turn_it_is_sends_it_back_with_a_reason(
    both: None, drafter: Staff, reviewer: Staff
) -> None:
    revision = ask_approval(drafter)
    decision = decisions.return_to_drafter(revision, actor=reviewer, reason="電話番号が古いです。")
    assert decision.capacity == Capacity.REVIEWER
    with pytest.raises(PermissionDenied):
        decisions.reject(revision, actor=reviewer, reason="対象外です。")


def test_without_anybody_to_ask_it_is_not_submitted(administrator: Staff, drafter: Staff) -> None:
    rule(RuleKind.REVIEW, administrator)
    with pytest.raises(NotReady) as refused:
        ask_approval(drafter)
    assert "観光課に" in refused.value.problems["route"]


def test_what_is_urgent_skips_the_steps_but_not_the_last_word(
    both: None, drafter: Staff, manager: Staff
) -> None:
    original = post_in(Status.SENT, drafter)
    correction = follow_up(original, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    assert plan(correction) == ()
    assert len(plan(original)) == 2


def test_an_administrator_adds_and_ends_a_line_on_the_page(
    administrator: Staff, as_administrator: Client
) -> None:
    address = reverse("route_rules")
    said = {"kind": "review", "category": "", "section": "", "reason": "課内で見るため"}
    page = Page.of(as_administrator.post(address, said, follow=True))
    assert "課内確認" in page.words
    again = Page.of(as_administrator.post(address, said))
    assert "同じ決裁ルートが、すでにあります。" in again.words
    made = RouteRule.objects.get()
    end = reverse("route_rule_end", args=[made.pk])
    page = Page.of(as_administrator.post(end, {"reason": "見直し"}, follow=True))
    assert "廃止しました" in page.words
    assert not RouteRule.objects.in_force().exists()
    assert Entry.objects.filter(action=Action.ROUTE_RULE_MADE).count() == 1
    assert Entry.objects.filter(action=Action.ROUTE_RULE_ENDED).count() == 1


def test_a_consultation_names_a_section(administrator: Staff, as_administrator: Client) -> None:
    said = {"kind": "consultation", "reason": "合議のため"}
    page = Page.of(as_administrator.post(reverse("route_rules"), said))
    assert "合議する課を選んでください" in page.errors_at("consulted")
    with pytest.raises(NotPossible):
        rule(RuleKind.CONSULTATION, administrator)


def test_others_read_the_table_and_change_nothing(drafter: Staff, as_drafter: Client) -> None:
    page = Page.of(as_drafter.get(reverse("route_rules")))
    assert "決裁ルートを追加する" not in page.buttons
    assert as_drafter.post(reverse("route_rules"), {"kind": "review"}).status_code == 403
    with pytest.raises(PermissionDenied):
        rule(RuleKind.REVIEW, drafter)


def test_lines_are_kept_as_they_were_made(administrator: Staff) -> None:
    made = rule(RuleKind.WEIGHTY, administrator, category="6")
    for change in ({"category": ""}, {"reason": "別"}):
        with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
            RouteRule.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        made.delete()


def test_a_line_added_later_does_not_change_what_was_asked(
    administrator: Staff, drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter, send_at=timezone.now() + timedelta(days=2))
    rule(RuleKind.REVIEW, administrator)
    approve(revision, manager)
    assert approval_of(Revision.objects.get()).decider == manager
