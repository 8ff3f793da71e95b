"""While アカウント管理者 is away and no deputy can decide yet, nobody is told otherwise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, AbsenceCategory, Notice, Staff
from approvals.permissions import why_not_approve
from audit.dates_ja import date_and_time
from personnel import absences, deputising
from tests.accounts.sign_in import sign_in
from tests.office import ask_approval
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def go_away(manager: Staff) -> Absence:
    now = timezone.now()
    return absences.register_own(
        actor=manager,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=2),
        category=AbsenceCategory.TRIP,
    )


def words_of(staff: Staff, view: str) -> str:
    client = Client()
    sign_in(client, staff)
    return Page.of(client.get(reverse(view))).words


@pytest.mark.parametrize("view", ["home", "personnel_approvers"])
def test_a_deputy_reads_until_when_decisions_wait_and_for_whom(
    view: str, manager: Staff, deputy: Staff
) -> None:
    absence = go_away(manager)
    words = words_of(deputy, view)
    assert f"アカウント管理者（田中 恵子さん）は、{date_and_time(absence.ends_at)}まで" in words
    assert "代決はまだできません" in words
    assert "あなたが代決します" not in words


def test_what_is_said_is_what_approvals_do(drafter: Staff, manager: Staff, deputy: Staff) -> None:
    post = ask_approval(drafter).post
    go_away(manager)
    assert "アカウント管理者だけ" in why_not_approve(deputy, post)
    assert why_not_approve(manager, post) == ""


def test_while_the_account_manager_is_here_the_page_names_them(
    manager: Staff, deputy: Staff
) -> None:
    assert f"{manager}（アカウント管理者）" in words_of(deputy, "personnel_approvers")
    assert "代決はまだ" not in words_of(deputy, "home")


def test_without_an_account_manager_nobody_decides(deputy: Staff) -> None:
    assert "いません。承認できません。" in words_of(deputy, "personnel_approvers")


def test_the_mail_to_deputies_says_it_too(manager: Staff, deputy: Staff) -> None:
    absence = go_away(manager)
    mail = Notice.objects.get(recipient=deputy)
    assert deputising.NOT_YET in mail.body
    assert date_and_time(absence.ends_at) in mail.body
    assert "代決者が決裁します" not in mail.body
    assert reverse("personnel_approvers") in mail.body
