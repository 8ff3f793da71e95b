"""後閲: what a deputy decided waits for アカウント管理者, who confirms it or writes an opinion."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Appointment, Notice, Role, Staff
from approvals import later_reviewing
from approvals.models import Decision, LaterReview
from audit import trail
from audit.actions import Action
from posts.moves import ChangedMeanwhile
from tests.approvals.acting import browser_of
from tests.approvals.standing_in import bring_back, returned_for_the_manager, send_away
from tests.office import approve, ask_approval, out_of_office
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(drafter: Staff, manager: Staff, deputy: Staff) -> Decision:
    return returned_for_the_manager(drafter)


def test_what_was_decided_for_the_manager_waits_on_a_page(
    decision: Decision, deputy: Staff, as_manager: Client
) -> None:
    page = Page.of(as_manager.get(reverse("later_reviews")))
    assert "代決（アカウント管理者が不在）" in page.words
    assert deputy.with_section in page.words


def test_it_is_a_task_of_the_manager_and_counted_wherever_decisions_are(
    decision: Decision, manager: Staff, deputy: Staff, as_manager: Client
) -> None:
    home = Page.of(as_manager.get("/"))
    assert "後閲を待つ決裁（1件）" in home.words
    assert "後閲する" in home.buttons
    assert "承認1件" in home.words
    assert "いま、する作業はありません。" not in home.words
    inbox = Page.of(as_manager.get(reverse("approval_inbox")))
    assert "後閲 1" in inbox.buttons
    assert "承認1件" in inbox.words
    assert "後閲を待つ決裁" not in Page.of(browser_of(deputy).get("/")).words
    later_reviewing.review(decision, actor=manager)
    home = Page.of(as_manager.get("/"))
    assert "後閲を待つ決裁" not in home.words
    assert "承認1件" not in home.words


def test_an_own_decision_of_the_manager_does_not(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    approve(ask_approval(drafter), manager)
    page = Page.of(as_manager.get(reverse("later_reviews")))
    assert "後閲を待っている決裁はありません。" in page.words


def test_what_the_manager_decided_as_a_deputy_before_does_not_wait_for_them(
    decision: Decision, manager: Staff, deputy: Staff
) -> None:
    assert list(later_reviewing.waiting()) == [decision]
    out_of_office(manager)
    Appointment.objects.create(
        staff=deputy,
        role=Role.ACCOUNT_MANAGER,
        starts_on=timezone.localdate(),
        installed=True,
    )
    assert not later_reviewing.waiting().exists()
    assert later_reviewing.remind_reviewer() == 0


def test_a_press_confirms_it(decision: Decision, manager: Staff, as_manager: Client) -> None:
    address = reverse("later_review", args=[decision.pk])
    page = Page.of(
        as_manager.post(address, {"has_read": "on", "confirmed": "1", "opinion": ""}, follow=True)
    )
    assert "確認を記録しました。" in page.words
    done = LaterReview.objects.get()
    assert (done.reviewer, done.has_opinion, done.words) == (manager, False, "")
    history = trail.history_of(decision.revision.post)
    assert history.filter(action=Action.DECISION_REVIEWED).count() == 1


def test_what_was_decided_on_is_read_there_and_that_is_declared(
    decision: Decision, as_manager: Client
) -> None:
    address = reverse("later_review", args=[decision.pk])
    page = Page.of(as_manager.get(address))
    assert "市役所本館の開庁時間をご案内します。" in page.words
    page = Page.of(as_manager.post(address, {"confirmed": "1", "opinion": ""}))
    assert "本文を読んで、チェックを入れてください。" in page.errors_at("has_read")
    assert not LaterReview.objects.exists()


def test_an_opinion_reaches_whoever_decided(
    decision: Decision, deputy: Staff, as_manager: Client
) -> None:
    address = reverse("later_review", args=[decision.pk])
    as_manager.post(
        address, {"has_read": "on", "with_opinion": "1", "opinion": "次は電話をください。"}
    )
    assert LaterReview.objects.get().words == "次は電話をください。"
    mail = Notice.objects.get(recipient=deputy, subject__contains="後閲の意見")
    assert "次は電話を" not in mail.body


def test_an_opinion_without_words_is_told_at_its_field(
    decision: Decision, as_manager: Client
) -> None:
    address = reverse("later_review", args=[decision.pk])
    page = Page.of(
        as_manager.post(address, {"has_read": "on", "with_opinion": "1", "opinion": " "})
    )
    assert "意見を入力してください" in page.errors_at("opinion")
    assert not LaterReview.objects.exists()


@pytest.mark.parametrize("who", ["drafter", "deputy", "auditor"])
def test_nobody_else_reviews_it(
    who: str, decision: Decision, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        later_reviewing.review(decision, actor=request.getfixturevalue(who))
    assert not LaterReview.objects.exists()


def test_it_is_reviewed_once(decision: Decision, manager: Staff) -> None:
    later_reviewing.review(decision, actor=manager)
    with pytest.raises(ChangedMeanwhile):
        later_reviewing.review(decision, actor=manager, opinion="もう一度")
    assert LaterReview.objects.get().words == ""


def test_postgresql_refuses_the_review_of_an_own_decision(
    decision: Decision, deputy: Staff
) -> None:
    with pytest.raises(IntegrityError, match="not for staff"), transaction.atomic():
        LaterReview.objects.create(decision=decision, reviewer=deputy)


def test_the_manager_is_told_once_back_and_again_every_working_day(
    decision: Decision, manager: Staff
) -> None:
    mails = Notice.objects.filter(recipient=manager, subject__contains="後閲")
    send_away(manager, since_hours=0)
    assert later_reviewing.remind_reviewer() == 0
    bring_back(manager)
    assert later_reviewing.remind_reviewer() == 1
    assert later_reviewing.remind_reviewer() == 0
    assert mails.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert later_reviewing.remind_reviewer() == 1
    assert mails.count() == 2
    later_reviewing.review(decision, actor=manager)
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        assert later_reviewing.remind_reviewer() == 0
