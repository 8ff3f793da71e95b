"""Who decides now is said on the pages and in the mails, and is what approvals do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.absences import acting_approver
from accounts.models import Absence, AbsenceCategory, Appointment, Notice, Role, Staff
from audit.dates_ja import date_and_time
from personnel import absences, deciders
from tests.accounts.sign_in import sign_in
from tests.office import hire
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def go_away(staff: Staff, *, in_hours: float = -1) -> Absence:
    now = timezone.now()
    return absences.register_own(
        actor=staff,
        starts_at=now + timedelta(hours=in_hours),
        ends_at=now + timedelta(days=2),
        category=AbsenceCategory.TRIP,
    )


def words_of(staff: Staff, view: str) -> str:
    client = Client()
    sign_in(client, staff)
    return Page.of(client.get(reverse(view))).words


@pytest.fixture
def second(db: None) -> Staff:
    """根城 decides after 石田, who has no rank: so before."""
    staff = hire("2102", "根城 南", "行政管理課")
    Appointment.objects.create(
        staff=staff, role=Role.DEPUTY, starts_on=timezone.localdate(), rank=1, installed=True
    )
    return staff


def test_while_the_account_manager_is_here_the_page_names_them(
    manager: Staff, deputy: Staff
) -> None:
    assert f"{manager}（アカウント管理者）" in words_of(deputy, "personnel_approvers")
    assert "代決します。" not in words_of(deputy, "home")


@pytest.mark.parametrize("view", ["home", "personnel_approvers"])
def test_everyone_who_decides_reads_until_when_and_who_stands_in(
    view: str, manager: Staff, deputy: Staff, second: Staff
) -> None:
    absence = go_away(manager)
    words = words_of(deputy, view)
    assert f"アカウント管理者（田中 恵子さん）は、{date_and_time(absence.ends_at)}まで" in words
    assert "根城 南さんが代決します。" in words
    assert "重要・異例の投稿は代決できない" in words
    acting = acting_approver()
    assert acting is not None
    assert acting.staff == second


def test_whose_turn_it_is_reads_it_at_home(manager: Staff, deputy: Staff) -> None:
    go_away(manager)
    assert "あなたが代決します。" in words_of(deputy, "home")
    assert f"{deputy}（代決者）" in words_of(deputy, "personnel_approvers")


def test_without_a_deputy_decisions_wait(manager: Staff, auditor: Staff) -> None:
    go_away(manager)
    words = words_of(auditor, "personnel_approvers")
    assert "代決者がいないため、田中 恵子さんを待ちます。" in words
    assert "戻るか、不在先からログインするのを待ちます。" in words
    assert acting_approver() is None


def test_without_an_account_manager_nobody_decides(deputy: Staff) -> None:
    assert "いません。承認できません。" in words_of(deputy, "personnel_approvers")


def test_before_an_absence_is_registered_its_meaning_is_said(
    manager: Staff, deputy: Staff, drafter: Staff
) -> None:
    assert "石田 浩さんが代決します。" in words_of(manager, "personnel_absences")
    assert "次の順位の代決者" in words_of(deputy, "personnel_absences")
    assert "決裁する人は変わりません" in words_of(drafter, "personnel_absences")


def test_without_a_deputy_the_account_manager_is_told_that_decisions_wait(manager: Staff) -> None:
    assert "代決者がいないため" in words_of(manager, "personnel_absences")


def test_an_administrator_reads_it_too(
    manager: Staff, deputy: Staff, as_administrator: Client
) -> None:
    page = as_administrator.get(reverse("personnel_absence", args=[manager.pk]))
    assert "石田 浩さんが代決します。" in Page.of(page).words
    page = as_administrator.get(reverse("personnel_absence", args=[deputy.pk]))
    assert "ほかのシステム管理者にも知らせます" not in Page.of(page).words


def test_the_mail_to_deputies_says_whose_turn_it_is(
    manager: Staff, deputy: Staff, second: Staff
) -> None:
    absence = go_away(manager, in_hours=3)
    mails = Notice.objects.all()
    assert {mail.recipient for mail in mails} == {deputy, second}
    for mail in mails:
        assert "根城 南さんが代決します。" in mail.body
        assert date_and_time(absence.ends_at) in mail.body
        assert reverse("personnel_approvers") in mail.body


def test_a_deputy_away_at_the_same_time_passes_it_on(
    manager: Staff, deputy: Staff, second: Staff
) -> None:
    go_away(second)
    assert not Notice.objects.exists(), "while the account manager is here nothing changes"
    absence = Absence.objects.get()
    absences.end(absence, actor=second)
    go_away(manager, in_hours=3)
    Notice.objects.all().delete()
    go_away(second, in_hours=1)
    mails = Notice.objects.filter(subject__contains="代決者が不在になります")
    assert {mail.recipient for mail in mails} == {manager, deputy}
    assert all("石田 浩さんが代決します。" in mail.body for mail in mails)


def test_the_last_deputy_away_leaves_decisions_to_the_account_manager(
    manager: Staff, deputy: Staff
) -> None:
    go_away(manager)
    go_away(deputy)
    mail = Notice.objects.get(recipient=manager)
    assert "代決者がいないため、決裁は、田中 恵子さんが戻るか" in mail.body
    assert acting_approver() is None


def test_the_deputies_hear_that_the_account_manager_is_back(manager: Staff, deputy: Staff) -> None:
    absence = go_away(manager)
    absences.end(absence, actor=manager)
    mail = Notice.objects.get(subject__contains="不在の登録が終了")
    assert mail.recipient == deputy
    assert "決裁は、田中 恵子さんがします。" in mail.body
    assert deciders.who_decides() == f"{manager}（アカウント管理者）"
