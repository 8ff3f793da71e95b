"""What waits can always be read, decided on, or left by somebody, and its page says the truth."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Duty, Role, Staff
from approvals import decisions, halting
from approvals.validity import approval_of
from posts import drafts
from posts.declaration import EVERYTHING
from posts.models import Post, Revision
from posts.moments import when
from posts.routing import ruling, turns
from posts.routing.choices import RuleKind
from posts.routing.deciders import authority_of
from posts.routing.planning import is_weighty, weighty_among
from posts.routing.queues import turns_of
from posts.submission import submit
from tests.approvals.acting import browser_of, correction, look, press, soon
from tests.approvals.standing_in import send_away
from tests.office import approve, ask_approval, hire, tamper
from tests.posts.emergencies.writing import ask_emergency

pytestmark = pytest.mark.django_db


def under_embargo(drafter: Staff) -> Revision:
    free = timezone.now() + timedelta(hours=5)
    return ask_approval(drafter, embargo_until=free, send_at=free)


def test_a_section_that_is_asked_reads_a_post_under_embargo(drafter: Staff, manager: Staff) -> None:
    asked = hire("5202", "職員", "環境政策課", Role.SECTION_REVIEWER)
    beside = hire("5203", "職員", "環境政策課", Role.DRAFTER)
    ruling.make_rule(RuleKind.CONSULTATION, actor=manager, reason="他課", consulted=asked.section)
    revision = under_embargo(drafter)
    assert "合議に同意する" in look(browser_of(asked), revision).buttons
    assert [turn.post.pk for turn in turns_of(asked)] == [revision.post_id]
    assert not Post.objects.visible_to(beside).exists()
    turns.endorse(revision, actor=asked)
    assert revision.steps.get().endorsement.staff == asked


def test_a_section_that_is_not_asked_reads_nothing_of_it(drafter: Staff, manager: Staff) -> None:
    other = hire("5202", "職員", "環境政策課", Role.SECTION_REVIEWER)
    under_embargo(drafter)
    assert not Post.objects.visible_to(other).exists()


def test_who_is_on_duty_reads_every_emergency(drafter: Staff, manager: Staff) -> None:
    ask_emergency(drafter, manager)
    tamper("UPDATE posts_post SET embargo_until = %s", [timezone.now() + timedelta(hours=1)])
    on_duty = hire("5501", "職員", "防災課", Role.DRAFTER)
    assert not Post.objects.visible_to(on_duty).exists()
    now = timezone.now()
    Duty.objects.create(
        staff=on_duty,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        registered_by=manager,
        registered_at=now - timedelta(hours=2),
    )
    assert Post.objects.visible_to(on_duty).exists()


@pytest.fixture
def asked_while_weighty(drafter: Staff, manager: Staff, deputy: Staff) -> Revision:
    rule = ruling.make_rule(RuleKind.WEIGHTY, actor=manager, reason="重要")
    revision = ask_approval(drafter)
    ruling.end_rule(rule, actor=manager, reason="終わり")
    send_away(manager)
    return Revision.objects.get(pk=revision.pk)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("approval_return", {"reason": "時刻"}),
        ("approval_rejection", {"rejection-reason": "時刻"}),
        ("approval_hold", {"hold-reason": "時刻"}),
    ],
)
def test_what_was_weighty_when_it_was_asked_about_is_not_for_a_deputy(
    asked_while_weighty: Revision, deputy: Staff, name: str, sent: dict[str, str]
) -> None:
    assert is_weighty(asked_while_weighty.post)
    assert authority_of(deputy, asked_while_weighty.post) is None
    page = press(browser_of(deputy), name, asked_while_weighty, **sent)
    assert "重要・異例の投稿のため" in page.words


def test_back_at_the_desk_only_the_table_of_today_counts(
    asked_while_weighty: Revision, drafter: Staff
) -> None:
    drafts.withdraw(asked_while_weighty.post, actor=drafter, reason="直す")
    drafts.reopen(Post.objects.get(), actor=drafter)
    post = Post.objects.get()
    assert weighty_among([post]) == set()
    again = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert not again.is_weighty


def test_no_line_of_the_table_keeps_a_correction_waiting(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    ruling.make_rule(RuleKind.WEIGHTY, actor=manager, reason="重要")
    revision = correction(drafter)
    send_away(manager)
    assert not is_weighty(revision.post)
    decisions.reject(revision, actor=deputy, reason="重複")
    assert Post.objects.get(pk=revision.post_id).status == "rejected"


def test_the_mark_of_the_drafter_keeps_a_correction_waiting(drafter: Staff, manager: Staff) -> None:
    revision = correction(drafter)
    revision.post.is_weighty = True
    assert is_weighty(revision.post)


def test_what_goes_out_at_once_is_asked_about_again_without_its_old_time(
    drafter: Staff, manager: Staff
) -> None:
    approve(soon(drafter), manager)
    halting.halt(Post.objects.get(), actor=drafter)
    drafts.reopen(Post.objects.get(), actor=drafter)
    post = Post.objects.get()
    assert post.send_at is None
    again = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    assert "承認されたらすぐ" in when(Revision.objects.get(pk=again.pk))
    approve(again, manager)
    assert approval_of(Revision.objects.get(pk=again.pk)).decider == manager


def test_a_time_left_over_is_not_shown_before_the_approval(drafter: Staff) -> None:
    revision = soon(drafter)
    revision.post.send_at = timezone.now()
    assert "承認されたらすぐ" in when(revision)
    revision.post.status = "approved"
    assert "承認されたらすぐ" not in when(revision)


def test_a_time_before_the_embargo_is_told_at_its_field(
    drafter: Staff, manager: Staff, deputy: Staff, as_manager: Client
) -> None:
    revision = under_embargo(drafter)
    early = timezone.localtime() + timedelta(hours=2)
    sent = {"send_on": f"{early:%Y-%m-%d}", "send_time": f"{early:%H:%M}"}
    page = press(as_manager, "approval_retiming", revision, **sent)
    assert "解禁日時より前です" in page.errors_at("send_on")
    assert Revision.objects.count() == 1
