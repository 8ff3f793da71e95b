"""What was moved meanwhile: the time, the people, a section, the words; and a second stop."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Role, Section, Staff
from approvals import decisions, holding, reporting
from approvals.halting import halt
from approvals.models import Halt, Hold
from approvals.records.period import to_hand_out
from approvals.sheets.gathering import sheets_of
from audit.actions import Action
from audit.models import Entry
from posts import drafts
from posts.choices import Status
from posts.content import read
from posts.declaration import EVERYTHING
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Contribution, Post, Revision
from posts.retiming import retime
from posts.routing.choices import RuleKind
from posts.submission import NotReady, submit
from tests.approvals.acting import browser_of, rule
from tests.approvals.sheets import sheet_of, with_a_review_and_a_consultation
from tests.office import approve, ask_approval, hire, write
from tests.personnel.test_transferring import transfer
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import ask_emergency, decided_earlier
from tests.posts.pages import Page
from tests.posts.states import put

pytestmark = pytest.mark.django_db


def test_the_same_time_is_no_other_time(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    revision = ask_approval(drafter)
    with pytest.raises(NotReady, match="send_at"):
        retime(revision, actor=manager, send_at=revision.send_at)
    assert not Contribution.objects.filter(staff=manager).exists()
    assert Revision.objects.count() == 1


def test_who_owes_a_report_is_told_so_instead_of_changing_a_time(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    owed = ask_emergency(manager, deputy)
    decided_earlier(approve(owed, deputy, ground_words="急ぐため"), 25)
    revision = ask_approval(drafter)
    address = reverse("approval_retiming", args=[revision.pk])
    response = browser_of(manager).get(address)
    assert response.status_code == 403
    assert "事後報告が、期限" in Page.of(response).words


def test_who_asked_for_an_emergency_reports_on_it_from_another_section(
    drafter: Staff, manager: Staff, administrator: Staff
) -> None:
    revision = ask_emergency(drafter, manager)
    approve(revision, manager)
    transfer(drafter, Section.objects.create(name="会計課"), 0, administrator, Role.DRAFTER)
    elsewhere = Staff.objects.get(pk=drafter.pk)
    assert reporting.why_not_report(elsewhere, revision) == ""


def test_a_withdrawal_names_the_revision_that_stands_and_ends_its_hold(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    stale = ask_approval(drafter).post
    later = timezone.now() + timedelta(hours=3)
    new = retime(Revision.objects.get(), actor=manager, send_at=later)
    holding.hold(new, actor=deputy, reason="雨雲を待ちます。")
    drafts.withdraw(stale, actor=drafter, reason="中止になりました。")
    assert Entry.objects.get(action=Action.POST_WITHDRAWN).detail["revision"] == 2
    assert not Hold.objects.filter(ended_at=None).exists()


def test_who_asks_for_the_approval_takes_no_step_of_it(drafter: Staff, manager: Staff) -> None:
    both = hire("1200", "類家 守", "観光課", Role.DRAFTER, Role.SECTION_REVIEWER)
    rule(RuleKind.REVIEW, manager)
    post = write(drafter)
    answer_all(post, drafter)
    with pytest.raises(NotReady, match="route"):
        submit(post, actor=both, version=post.version, declared=EVERYTHING)
    submit(post, actor=drafter, version=post.version, declared=EVERYTHING)


def test_who_changes_the_time_takes_no_step_afterwards(manager: Staff, deputy: Staff) -> None:
    since = timezone.localdate() - timedelta(days=3)
    Appointment.objects.create(
        staff=manager, role=Role.SECTION_REVIEWER, starts_on=since, installed=True
    )
    drafter = hire("1201", "川村 純", "情報政策課", Role.DRAFTER)
    rule(RuleKind.REVIEW, manager)
    revision = ask_approval(drafter)
    with pytest.raises(NotReady, match="route"):
        retime(revision, actor=manager, send_at=timezone.now() + timedelta(hours=5))


def test_a_rule_that_asks_a_closed_section_is_named(drafter: Staff, manager: Staff) -> None:
    closed = Section.objects.create(name="古い課")
    rule(RuleKind.CONSULTATION, manager, consulted=closed)
    Section.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    with pytest.raises(NotReady) as held_back:
        ask_approval(drafter)
    assert "古い課は、廃止されています。" in held_back.value.problems["route"]


def test_each_of_two_stops_is_explained(drafter: Staff, manager: Staff) -> None:
    approve(ask_approval(drafter), manager)
    halt(Post.objects.get(), actor=manager)
    post = Post.objects.get()
    drafts.reopen(post, actor=drafter)
    again = submit(post, actor=drafter, version=post.version, declared=EVERYTHING)
    approve(again, manager)
    halt(Post.objects.get(), actor=manager)
    browser = browser_of(manager)
    for reason in ("日付の誤りに気づきました。", "場所の誤りに気づきました。"):
        browser.post(reverse("post_halt_reason", args=[post.pk]), {"reason": reason})
    explained = Halt.objects.order_by("pk").values_list("reason", flat=True)
    assert list(explained) == ["日付の誤りに気づきました。", "場所の誤りに気づきました。"]


def test_a_sheet_says_of_what_was_decided_on_what_it_was_then(
    drafter: Staff, manager: Staff
) -> None:
    revision = ask_approval(drafter)
    decisions.return_to_drafter(revision, actor=manager, reason="直してください。")
    post = Post.objects.get()
    drafts.edit(post, actor=drafter, version=post.version, fields={"confidentiality": "2"})
    assert sheet_of(post, manager).facts.confidentiality.startswith("機密性1")


def test_a_file_that_leaves_the_house_names_no_correction_still_being_written(
    drafter: Staff, manager: Staff
) -> None:
    approve(ask_approval(drafter), manager)
    put(Post.objects.get(), Status.SENT)
    original = Post.objects.get()
    made = follow_up(original, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    drafts.edit(made, actor=drafter, version=1, fields={"title": "まだ知られていない件名"})
    asked = Post.objects.visible_to(manager).filter(pk=original.pk)
    (inside,) = sheets_of(list(asked))
    assert "まだ知られていない件名" in str(inside)
    (handed_out,) = sheets_of(list(to_hand_out(asked)))
    assert "まだ知られていない件名" not in str(handed_out)


def test_who_was_asked_about_a_post_reads_no_draft_of_it(drafter: Staff, manager: Staff) -> None:
    _, consulted = with_a_review_and_a_consultation(manager)
    revision = ask_approval(drafter)
    assert Post.objects.visible_to(consulted).exists()
    decisions.return_to_drafter(revision, actor=manager, reason="直してください。")
    post = Post.objects.get()
    drafts.edit(post, actor=drafter, version=post.version, fields={"confidentiality": "2"})
    assert not Post.objects.visible_to(consulted).exists()


def test_a_correction_waits_no_longer_than_an_emergency(drafter: Staff, manager: Staff) -> None:
    approve(ask_approval(drafter), manager)
    put(Post.objects.get(), Status.SENT)
    original = Post.objects.get()
    made = follow_up(original, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    first = made.bubbles[0]
    words = [{**first, "text": first["text"].replace("｛", "").replace("｝", "")}]
    made = drafts.edit(made, actor=drafter, version=1, fields={"bubbles": words, "at_once": True})
    answer_all(made, drafter)
    revision = submit(made, actor=drafter, version=made.version, declared=EVERYTHING)
    assert read(revision.canonical).pause_seconds == 30
