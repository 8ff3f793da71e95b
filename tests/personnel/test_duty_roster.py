"""緊急当番表: day by day with its gaps, copied from a week, saved as a file, and seen at home."""

import csv
import io
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Duty, Notice, Staff
from audit.actions import Action
from audit.models import Entry
from personnel import duties, rosters
from personnel.rosters import WEEK, monday_of
from tests.accounts.sign_in import enrol, sign_in
from tests.personnel.acting import act_in_browser, days
from tests.personnel.rosters import put_on_duty, register, turn
from tests.posts.pages import Page

pytestmark = pytest.mark.django_db

# A Wednesday.
NOW = datetime(2027, 6, 16, 10, tzinfo=timezone.get_default_timezone())


def on(day: int, hour: int = 17) -> datetime:
    """An hour of a day of June 2027."""
    return datetime(2027, 6, day, hour, tzinfo=timezone.get_default_timezone())


def given(staff: Staff, by: Staff, first: datetime, last: datetime) -> Duty:
    """A turn as it stands in the table, registered a day before it began."""
    enrol(staff)
    return Duty.objects.create(
        staff=staff, starts_at=first, ends_at=last, registered_by=by,
        registered_at=first - timedelta(days=1),
    )  # fmt: skip


@time_machine.travel(NOW, tick=False)
def test_every_day_says_who_is_there_in_which_hours(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    given(drafter, manager, on(16, 9), on(18, 9))
    given(reviewer, manager, on(18, 17), on(19, 0))
    lines = rosters.days()
    assert [(line.day.day, line.hours, line.duty and line.duty.staff) for line in lines[:5]] == [
        (16, "9:00〜24:00", drafter),
        (17, "終日", drafter),
        (18, "0:00〜9:00", drafter),
        (18, "17:00〜24:00", reviewer),
        (19, "", None),
    ]
    assert [line.is_first for line in lines[:4]] == [True, False, False, True]
    assert (lines[-1].day, lines[-1].duty) == (on(29).date(), None)


@time_machine.travel(NOW, tick=False)
def test_far_turns_lengthen_the_table(drafter: Staff, manager: Staff) -> None:
    given(drafter, manager, on(30, 9), on(30, 17) + timedelta(days=5))
    assert rosters.days()[-1].day == days(19)


def test_what_is_over_or_taken_back_is_not_shown(drafter: Staff, manager: Staff) -> None:
    duty = put_on_duty(drafter, by=manager)
    assert rosters.days()
    duties.end(duty, actor=manager)
    assert rosters.days() == []


@time_machine.travel(NOW, tick=False)
def test_a_week_is_copied_for_several_weeks(
    drafter: Staff, reviewer: Staff, manager: Staff, administrator: Staff
) -> None:
    given(drafter, manager, on(7, 17), on(8, 9))  # Monday of last week
    ended = given(drafter, manager, on(8, 17), on(9, 9))
    Duty.objects.filter(pk=ended.pk).update(ended_at=ended.starts_at, ended_by=manager)
    given(reviewer, manager, on(12, 9), on(13, 9))
    given(manager, administrator, on(13, 9), on(14, 0))
    given(drafter, manager, on(14, 9), on(15, 9))  # of this week
    copies = rosters.copies(monday_of(on(16).date()) - WEEK, 2, actor=manager)
    assert [(turn.staff, turn.starts_at) for turn in copies.turns] == [
        (reviewer, on(19, 9)),
        (drafter, on(21, 17)),
        (reviewer, on(26, 9)),
    ]
    why = {(turn.staff.name, turn.starts_at.day): reason for turn, reason in copies.left_out}
    assert "過ぎた" in why["工藤 美咲", 14]
    assert "自分の当番" in why["田中 恵子", 20]


@time_machine.travel(NOW, tick=False)
def test_turns_longer_than_a_week_do_not_overtake_each_other(
    drafter: Staff, manager: Staff
) -> None:
    given(drafter, manager, on(11, 9), on(11, 9) + timedelta(days=10))
    copies = rosters.copies(monday_of(on(16).date()) - WEEK, 3, actor=manager)
    assert [turn.starts_at for turn in copies.turns] == [on(25, 9)]
    assert [len(copies.left_out), "重なります" in copies.left_out[-1][1]] == [2, True]


def test_it_is_registered_and_ended_in_the_browser(
    as_manager: Client, manager: Staff, drafter: Staff
) -> None:
    empty = Page.of(as_manager.get(reverse("personnel_duties")))
    assert "まだ登録されていません" in empty.words
    enrol(drafter)
    start = timezone.localtime().replace(second=0, microsecond=0)
    fields = {
        "staff": drafter.pk, "from_day": f"{start:%Y-%m-%d}", "from_time": f"{start:%H:%M}",
        "to_day": days(1).isoformat(), "to_time": "23:30",
    }  # fmt: skip
    second = Page.of(as_manager.post(reverse("personnel_duty_new"), fields))
    assert "緊急の投稿を承認でき" in second.words
    done = act_in_browser(as_manager, manager, reverse("personnel_duty_new"), fields)
    assert done["Location"] == reverse("personnel_duties")
    page = Page.of(as_manager.get(reverse("personnel_duties")))
    now, table = page.words.split("これからの当番")
    assert drafter.name in now
    assert drafter.name in table
    assert "終日" not in table
    assert "0:00〜23:30" in table
    assert drafter.name in Page.of(as_manager.get(reverse("personnel_approvers"))).words
    duty = Duty.objects.get()
    as_manager.post(reverse("personnel_duty_end", args=[duty.pk]))
    duty.refresh_from_db()
    assert duty.ended_by == manager
    again = as_manager.post(reverse("personnel_duty_end", args=[duty.pk]), follow=True)
    assert "すでに終わっています" in Page.of(again).words


def test_a_week_is_copied_in_the_browser(
    as_manager: Client, manager: Staff, drafter: Staff
) -> None:
    monday = monday_of(timezone.localdate())
    start = timezone.make_aware(datetime.combine(monday - WEEK, datetime.min.time()))
    sunday = start + timedelta(days=6, hours=23)
    given(drafter, manager, sunday, sunday + timedelta(minutes=30))
    fields = {"week": (monday - WEEK).isoformat(), "weeks": "2"}
    second = Page.of(as_manager.post(reverse("personnel_duty_copies"), fields))
    assert "入れる当番（2件）" in second.words
    act_in_browser(as_manager, manager, reverse("personnel_duty_copies"), fields)
    starts = set(Duty.objects.values_list("starts_at", flat=True))
    assert starts == {sunday, sunday + WEEK, sunday + 2 * WEEK}
    assert Notice.objects.filter(recipient=drafter).count() == 1
    nothing = {"week": monday.isoformat(), "weeks": "1"}
    page = Page.of(as_manager.post(reverse("personnel_duty_copies"), nothing))
    assert "入れられる当番がありません" in page.words
    wrong = {"week": monday.isoformat(), "weeks": "9"}
    page = Page.of(as_manager.post(reverse("personnel_duty_copies"), wrong))
    assert "1から8まで" in page.words


def test_the_table_as_a_file(
    as_manager: Client, manager: Staff, drafter: Staff, auditor: Staff
) -> None:
    put_on_duty(drafter, by=manager)
    answer = as_manager.post(reverse("personnel_duty_export"))
    text = answer.content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert head[:4] == ["開始", "終了", "職員番号", "氏名"]
    assert row[2:] == ["1001", "工藤 美咲", "観光課", str(manager)]
    assert Entry.objects.get(action=Action.DUTIES_EXPORTED).detail == {"turns": 1}
    with pytest.raises(PermissionDenied):
        rosters.export(actor=auditor)


def test_one_s_own_turns_are_seen_at_home_when_they_are_near(
    drafter: Staff, reviewer: Staff, manager: Staff
) -> None:
    put_on_duty(drafter, by=manager)
    register(turn(reviewer, 24 * 6, 24 * 7), turn(reviewer, 24 * 8, 24 * 9), by=manager)
    assert "いま、緊急当番です。" in _home(drafter)
    words = _home(reviewer)
    assert "いま、緊急当番です。" not in words
    assert words.count("まで、緊急当番です。") == 1
    assert "緊急当番です" not in _home(manager)


def _home(staff: Staff) -> str:
    client = Client()
    sign_in(client, staff)
    return Page.of(client.get(reverse("home"))).words
