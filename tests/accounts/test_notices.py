"""How mails to staff are sent: by a worker, once each, and tried again when the server is down."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from accounts import notices, tasks
from accounts.models import Notice, Staff

pytestmark = pytest.mark.django_db


def test_a_notice_is_mailed_once(manager: Staff, mailoutbox: list[mail.EmailMessage]) -> None:
    notices.tell(manager, subject="承認の依頼", body="確かめてください。")
    assert tasks.send_notices.apply().get() == 1
    assert tasks.send_notices.apply().get() == 0
    (sent,) = mailoutbox
    assert sent.to == [manager.email]
    assert sent.subject == "【LINE配信管理】承認の依頼"
    assert sent.body == "確かめてください。"
    assert Notice.objects.get().sent_at is not None


def test_a_mail_server_that_is_down_loses_nothing(manager: Staff, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    notices.tell(manager, subject="承認の依頼", body="確かめてください。")
    assert notices.send_waiting() == 0
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.attempts) == (None, 1)
    assert notice.last_error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notices.send_waiting() == 0  # not again at once: the server may need a while
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        assert notices.send_waiting() == 1


def test_a_mail_server_may_be_down_for_three_days(manager: Staff) -> None:
    tries = [notices._wait(attempts) for attempts in range(notices.GIVE_UP_AFTER)]
    assert sum(tries, timedelta()) > timedelta(days=2, hours=22)


def test_a_mail_that_never_goes_through_is_given_up_and_kept(manager: Staff) -> None:
    notices.tell(manager, subject="承認の依頼", body="確かめてください。")
    Notice.objects.update(attempts=notices.GIVE_UP_AFTER)
    assert notices.send_waiting() == 0
    assert Notice.objects.get().sent_at is None


def test_a_person_without_an_address_is_written_down_as_not_reachable(manager: Staff) -> None:
    Staff.objects.filter(pk=manager.pk).update(email="")
    notices.tell(Staff.objects.get(pk=manager.pk), subject="承認の依頼", body="本文")
    assert notices.send_waiting() == 0
    assert "メールアドレス" in Notice.objects.get().last_error


def test_a_subject_is_one_line_whatever_the_title_was(
    manager: Staff, mailoutbox: list[mail.EmailMessage]
) -> None:
    notices.tell(manager, subject="件名\nBcc: everybody@example.jp", body="本文")
    assert notices.send_waiting() == 1
    assert mailoutbox[0].subject == "【LINE配信管理】件名 Bcc: everybody@example.jp"
    assert mailoutbox[0].recipients() == [manager.email]


def test_one_mail_that_cannot_be_built_holds_up_no_other(
    manager: Staff, mailoutbox: list[mail.EmailMessage]
) -> None:
    Notice.objects.create(recipient=manager, subject="壊れた\n件名", body="本文")
    notices.tell(manager, subject="承認の依頼", body="本文")
    assert notices.send_waiting() == 1
    assert len(mailoutbox) == 1
    assert Notice.objects.exclude(last_error="").count() == 1
