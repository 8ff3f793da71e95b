"""Who hears what became of a post, when somebody else changed its time or has left the section."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Notice, Role, Section, Staff
from approvals import decisions, holding
from broadcasts import reports
from posts.models import Post, Revision
from posts.overdue import report_overdue
from posts.retiming import retime
from tests.office import approve, ask_approval, tamper
from tests.personnel.test_transferring import transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def retimed(drafter: Staff, manager: Staff, deputy: Staff) -> Revision:
    """田中 has changed the time of what 工藤 asked about, so 石田 decides."""
    later = timezone.now() + timedelta(hours=3)
    return retime(ask_approval(drafter), actor=manager, send_at=later)


def told(person: Staff, subject: str) -> bool:
    return Notice.objects.filter(recipient=person, subject__contains=subject).exists()


def test_the_drafter_hears_of_another_time(retimed: Revision, drafter: Staff) -> None:
    mail = Notice.objects.get(recipient=drafter, subject__contains="日時の変更")
    assert "変更前：" in mail.body
    assert "変更後：" in mail.body
    assert "承認されるまで配信しません" in mail.body


def test_both_hear_of_every_decision_afterwards(
    retimed: Revision, drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    holding.hold(retimed, actor=deputy, reason="雨雲を待ちます。")
    decisions.return_to_drafter(retimed, actor=deputy, reason="場所を直してください。")
    for subject in ("保留", "差戻し"):
        assert told(drafter, subject)
        assert told(manager, subject)


def test_the_drafter_hears_that_nobody_decided(
    retimed: Revision, drafter: Staff, manager: Staff
) -> None:
    tamper(
        "UPDATE posts_revision SET decide_by = now() - interval '1 min',"
        " send_at = now() - interval '1 min' WHERE id = %s",
        [retimed.pk],
    )
    report_overdue()
    mails = Notice.objects.filter(subject__contains="期限切れ")
    assert "取り下げて下書きに戻し" in mails.get(recipient=drafter).body
    assert "承認はできません" in mails.get(recipient=manager).body


def test_the_drafter_hears_that_it_could_not_be_sent(retimed: Revision, drafter: Staff) -> None:
    reports.tell_failed(Post.objects.get(), "理由", "直してください。")
    assert told(drafter, "配信できませんでした")


def test_once_who_asked_has_left_those_hear_who_can_go_on(
    drafter: Staff, colleague: Staff, outsider: Staff, manager: Staff, administrator: Staff
) -> None:
    revision = ask_approval(drafter)
    elsewhere, _ = Section.objects.get_or_create(name="環境政策課")
    transfer(drafter, elsewhere, 0, administrator, Role.DRAFTER)
    decisions.return_to_drafter(revision, actor=manager, reason="場所を直してください。")
    assert told(colleague, "差戻し")
    assert not told(outsider, "差戻し")


def test_with_nobody_left_in_the_section_who_asked_hears_it(
    drafter: Staff, manager: Staff, administrator: Staff
) -> None:
    revision = ask_approval(drafter)
    elsewhere, _ = Section.objects.get_or_create(name="環境政策課")
    transfer(drafter, elsewhere, 0, administrator, Role.DRAFTER)
    approve(revision, manager)
    assert told(drafter, "承認されました")
