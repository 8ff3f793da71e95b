"""漏えいの報告: every report is on one page, with what was done about it since."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts import leaks, passwords
from accounts.models import LeakReport, Notice, Staff
from audit.dates_ja import date_and_time
from personnel import credentials, incidents
from tests.accounts.sign_in import NEW_PASSWORD
from tests.personnel.acting import WHY, proof
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db


def words(client: Client) -> str:
    return Page.of(client.get(reverse("personnel_leaks"))).words


def test_without_a_report_the_page_says_so(as_administrator: Client, as_manager: Client) -> None:
    assert "漏えいの報告はありません。" in words(as_administrator)
    assert "漏えいの報告はありません。" in words(as_manager)


def test_when_who_about_whom_and_by_whom(
    as_manager: Client, administrator: Staff, drafter: Staff, colleague: Staff
) -> None:
    report = leaks.report(drafter, actor=administrator, note="紙が落ちていた。")
    leaks.report(colleague, actor=colleague, note="")
    shown = words(as_manager)
    for said in (date_and_time(report.reported_at), drafter, administrator, "紙が落ちていた。"):
        assert str(said) in shown
    assert f"{colleague}" in shown
    assert "本人" in shown
    assert shown.count("新しいパスワードへの変更待ち") == 2


def test_what_was_done_since_stands_beside_it(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    leaks.report(drafter, actor=drafter, note="")
    opened = proof(credentials.factor_reset(drafter, WHY), administrator)
    credentials.reset_factors(drafter, actor=administrator, reason=WHY, proof=opened)
    shown = words(as_administrator)
    assert "認証手段のリセット" in shown
    assert "変更待ち" not in shown


def test_an_answer_belongs_to_the_report_before_it(drafter: Staff, colleague: Staff) -> None:
    first = leaks.report(drafter, actor=drafter, note="1")
    leaks.report(colleague, actor=colleague, note="another's")
    passwords.choose(Staff.objects.get(pk=drafter.pk), NEW_PASSWORD)
    second = leaks.report(drafter, actor=drafter, note="2")
    found = {one.report: one for one in incidents.with_answers(LeakReport.objects.all())}
    assert len(found) == 3
    assert [entry.action for entry in found[first].answers] == ["account.password_changed"]
    assert found[second].answers == ()
    assert found[second].is_waiting


def test_the_mail_and_the_rooms_of_administration_lead_there(
    as_administrator: Client, administrator: Staff, drafter: Staff
) -> None:
    leaks.report(drafter, actor=drafter, note="")
    page = reverse("personnel_leaks")
    assert f"{settings.SITE_URL}{page}" in Notice.objects.get(recipient=administrator).body
    assert page in as_administrator.get(reverse("personnel")).content.decode()
