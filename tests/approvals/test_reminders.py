"""Who is asked and reminded of what waits: the right people, once, and not on closed days."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Notice, Role, Staff
from approvals import holding
from approvals.reminding import remind_everybody
from posts.models import Revision
from posts.routing.reminders import due_after
from tests.approvals.standing_in import send_away
from tests.office import ask_approval, hire

pytestmark = pytest.mark.django_db

ASKED = "承認の依頼"
REMINDED = "承認をお待ちしています"


def mails(staff: Staff, subject: str) -> int:
    return Notice.objects.filter(recipient=staff, subject__contains=subject).count()


@pytest.fixture
def revision(drafter: Staff, manager: Staff) -> Revision:
    return ask_approval(drafter, send_at=timezone.now() + timedelta(days=30))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2027-04-12T15:00+09:00", "2027-04-13T15:00+09:00"),
        ("2027-04-16T15:00+09:00", "2027-04-19T15:00+09:00"),
        ("2027-04-28T09:00+09:00", "2027-04-30T09:00+09:00"),
        ("2027-12-28T09:00+09:00", "2028-01-04T09:00+09:00"),
    ],
    ids=["monday", "friday", "before 昭和の日", "before 年末年始"],
)
def test_a_reminder_is_due_after_one_working_day(asked: str, due: str) -> None:
    moment = datetime.fromisoformat(asked)
    assert due_after(moment, is_urgent=False) == datetime.fromisoformat(due)
    assert due_after(moment, is_urgent=True) == moment + timedelta(minutes=15)


def test_whoever_decides_is_asked_once_and_then_reminded(
    revision: Revision, manager: Staff
) -> None:
    assert mails(manager, ASKED) == 1
    remind_everybody()
    assert (mails(manager, ASKED), mails(manager, REMINDED)) == (1, 0)
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        remind_everybody()
        remind_everybody()
    assert (mails(manager, ASKED), mails(manager, REMINDED)) == (1, 1)


def test_what_goes_out_at_once_is_reminded_of_after_a_quarter_of_an_hour(
    drafter: Staff, manager: Staff
) -> None:
    ask_approval(drafter, send_at=None, at_once=True)
    with time_machine.travel(timezone.now() + timedelta(minutes=14), tick=False):
        remind_everybody()
    assert mails(manager, REMINDED) == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        remind_everybody()
    assert mails(manager, REMINDED) == 1


def test_while_the_manager_is_away_the_deputy_is_asked(
    revision: Revision, manager: Staff, deputy: Staff
) -> None:
    assert mails(deputy, ASKED) == 0
    send_away(manager)
    remind_everybody()
    remind_everybody()
    assert mails(deputy, ASKED) == 1


def test_of_two_deputies_only_the_first_by_rank_is_asked(
    revision: Revision, manager: Staff
) -> None:
    second = hire("2103", "大久保 薫", "情報政策課", Role.DEPUTY)
    first = hire("2104", "松本 直", "情報政策課")
    first.appointments.create(
        role=Role.DEPUTY, rank=1, starts_on=timezone.localdate(), installed=True
    )
    send_away(manager)
    remind_everybody()
    assert (mails(first, ASKED), mails(second, ASKED)) == (1, 0)


def test_of_what_is_on_hold_nobody_is_reminded(revision: Revision, manager: Staff) -> None:
    holding.hold(revision, actor=manager, reason="会場の返事を待っています。")
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        remind_everybody()
        assert mails(manager, REMINDED) == 0
        holding.resume(revision, actor=manager)
        remind_everybody()
    assert mails(manager, REMINDED) == 1


def test_no_mail_holds_a_word_of_the_post(revision: Revision, manager: Staff) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        remind_everybody()
    bodies = "".join(Notice.objects.values_list("body", flat=True))
    assert "開庁時間のお知らせ" in bodies
    assert "市役所本館" not in bodies
