"""What 予定表 shows of a month: days, holidays, posts in every state, and what has no time."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from posts.calendar.months import Month
from posts.choices import Status
from tests.office import ask_approval, out_of_office, tamper, write
from tests.posts.calendar.sheets import at, boxes, draft, listed, look, on, undated
from tests.posts.pages import Page, words_of
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


def test_a_week_begins_on_sunday_and_the_days_of_its_columns_are_named(as_auditor: Client) -> None:
    page = Page.of(as_auditor.get("/calendar/?month=2027-04"))
    heads = [head for head in page.root.iter("th") if head.get("scope") == "col"]
    assert [words_of(head) for head in heads] == [f"{day}曜日" for day in "日月火水木金土"]
    days = list(boxes(page))
    assert (days[0], days[-1], len(days)) == (date(2027, 3, 28), date(2027, 5, 1), 35)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 4, 29), "昭和の日"),
        (date(2027, 3, 22), "振替休日"),
        (date(2026, 12, 29), "年末年始の閉庁日"),
    ],
)
def test_a_holiday_is_said_in_words_and_by_colour(
    day: date, words: str, as_auditor: Client
) -> None:
    box = boxes(Page.of(as_auditor.get(f"/calendar/?month={day:%Y-%m}")))[day]
    assert words in words_of(box)
    assert "calendar__day--rest" in (box.get("class") or "")


def test_today_is_marked_and_no_other_day(as_auditor: Client) -> None:
    page = Page.of(as_auditor.get("/calendar/"))
    assert [day for day, box in boxes(page).items() if "今日" in words_of(box)] == [
        timezone.localdate()
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2027-04", "2027年4月"),
        ("2027/4", "2027年4月"),
        ("2027年4月", "2027年4月"),
        ("2100-12", "2100年12月"),
        ("2027-13", ""),
        ("1999-12", ""),
        ("9999-12", ""),
        ("2027-04-29", ""),
        ("\0", ""),
        ("１２３４-04", ""),
    ],
)
def test_a_month_is_jumped_to_and_what_is_none_is_this_month(
    asked: str, shown: str, as_auditor: Client
) -> None:
    page = Page.of(as_auditor.get("/calendar/", {"month": asked}))
    expected = shown or Month.of(timezone.localdate()).label
    assert expected in [words_of(head) for head in page.main.iter("h2")]


def test_the_months_beside_it_and_this_one_are_one_press_away(as_auditor: Client) -> None:
    page = Page.of(as_auditor.get("/calendar/?month=2026-12&view=list&status=sent"))
    found = {words_of(link): link.get("href") for link in page.main.iter("a")}
    for words, month in (
        ("前の月", "2026-11"),
        ("次の月", "2027-01"),
        ("今月", f"{timezone.localdate():%Y-%m}"),
    ):
        assert found[words] == f"?month={month}&status=sent&view=list&"


@pytest.mark.parametrize("month", ["2000-01", "2100-12"])
def test_there_is_no_way_out_of_the_years_that_are_shown(month: str, as_auditor: Client) -> None:
    page = Page.of(as_auditor.get(f"/calendar/?month={month}"))
    assert (("前の月" in page.buttons), ("次の月" in page.buttons)) == (
        month != "2000-01",
        month != "2100-12",
    )


def test_a_post_in_any_state_stands_on_its_day_with_its_time(
    drafter: Staff, as_auditor: Client
) -> None:
    for status in Status:
        post_in(status, drafter, title=f"{status.label}の投稿", send_at=at("9:05"))
    words = on(look(as_auditor), at("9:05"))
    for status in Status:
        assert f"9:05 {status.label}の投稿 {status.label} 観光課" in words


def test_posts_of_a_day_stand_by_their_time(drafter: Staff, as_auditor: Client) -> None:
    draft(drafter, "夕方の投稿", "17:00")
    draft(drafter, "朝の投稿", "8:30")
    draft(drafter, "次の日の投稿", "0:00", days=1)
    page = look(as_auditor)
    words = on(page, at("0:00"))
    assert words.index("8:30 朝の投稿") < words.index("17:00 夕方の投稿")
    assert "次の日の投稿" not in words
    assert [one.split()[1] for one in listed(page)] == ["朝の投稿", "夕方の投稿", "次の日の投稿"]


def test_what_was_sent_stands_on_the_day_on_which_it_went_out(
    drafter: Staff, as_auditor: Client
) -> None:
    sent = post_in(Status.SENT, drafter, title="日をまたいだ投稿")
    entry = trail.record(Action.SENDING_ACCEPTED, target=sent, actor=drafter.as_actor(), detail={})
    midnight = timezone.localtime(entry.at).replace(hour=0, minute=0, second=0)
    tamper(
        "UPDATE posts_post SET send_at = %s WHERE id = %s",
        [midnight - timedelta(minutes=1), sent.pk],
    )
    assert "日をまたいだ投稿" in on(look(as_auditor, entry.at), entry.at)


def test_the_time_of_what_was_sent_is_the_real_one(drafter: Staff, as_auditor: Client) -> None:
    now = timezone.now()
    sent = post_in(Status.SENT, drafter, title="届いた投稿", send_at=now + timedelta(minutes=90))
    entry = trail.record(Action.SENDING_ACCEPTED, target=sent, actor=drafter.as_actor(), detail={})
    local = timezone.localtime(entry.at)
    words = on(look(as_auditor, entry.at), entry.at)
    assert f"{local.hour}:{local.minute:02}に配信しました 届いた投稿" in words


def test_what_has_no_time_stands_apart(drafter: Staff, as_auditor: Client) -> None:
    write(drafter, title="いつかの投稿", send_at=None)
    ask_approval(drafter, title="すぐの投稿", send_at=None, at_once=True)
    post_in(Status.WITHDRAWN, drafter, title="取り下げた投稿", send_at=at("10:00"))
    draft(drafter, "決まった投稿")
    words = undated(look(as_auditor))
    assert "日時未定" in words
    assert "いつかの投稿" in words
    assert "承認されたらすぐ すぐの投稿" in words
    assert "取り下げた投稿" not in words
    assert "決まった投稿" not in words


def test_many_without_a_time_are_cut_short_with_a_way_to_all(
    drafter: Staff, as_auditor: Client
) -> None:
    for number in range(21):
        write(drafter, title=f"未定{number:02}", send_at=None)
    words = undated(look(as_auditor))
    assert words.count("未定") == 1 + 20
    assert "投稿の一覧で見る" in words


def test_a_full_day_is_folded_in_the_table_after_five(drafter: Staff, as_auditor: Client) -> None:
    for number in range(7):
        draft(drafter, f"{number}番目", f"1{number}:00")
    page = look(as_auditor)
    (folded,) = boxes(page)[timezone.localdate(at("0:00"))].iter("details")
    assert words_of(folded).startswith("ほか2件 15:00 5番目")
    assert len(listed(page)) == 7


def test_an_empty_month_says_so(as_auditor: Client) -> None:
    assert "この月の投稿はありません。" in look(as_auditor).words


def test_without_a_role_nothing_is_seen(drafter: Staff, as_drafter: Client) -> None:
    draft(drafter, "見えない投稿")
    write(drafter, title="見えない未定", send_at=None)
    out_of_office(drafter)
    assert "見えない" not in look(as_drafter).words
