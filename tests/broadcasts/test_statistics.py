"""統計: sums by month, section and category, in which what is unknown is never nought."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from broadcasts.keys import retry_key
from broadcasts.models import Broadcast, State
from broadcasts.statistics.period import StatisticsForm, sent_of
from broadcasts.statistics.sums import Row, Sums, sums_of
from broadcasts.statistics.tables import by_heading
from line.models import FriendCount
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.broadcasts.insights import counted_post
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/"


def sums(reader: Staff) -> Sums:
    """Of everything that was ever sent."""
    return sums_of(sent_of(Post.objects.visible_to(reader)))


def numbers(row: Row) -> tuple[object, ...]:
    """A row without its name."""
    totals = (row.delivered, row.opened, row.clicked)
    return (row.posts, *((total.number, total.left_out) for total in totals))


def lines(browser: Client, title: str, query: str = "") -> list[list[str]]:
    """The rows of the table with this title, as the page has them."""
    page = browser.get(ADDRESS + query).content.decode()
    table = page.split(f'<caption class="visually-hidden">{title}</caption>')[1]
    rows = table.split("</table>")[0].split("<tbody>")[1].split("<tr>")[1:]
    return [[_text(cell) for cell in row.replace("<th", "<td").split("<td")[1:]] for row in rows]


def test_numbers_are_added_up_by_section_and_category(
    drafter: Staff, outsider: Staff, manager: Staff
) -> None:
    counted_post(drafter, category="2", numbers=(100, 50, 30))
    counted_post(drafter, category="1", numbers=(200, 70, 40))
    counted_post(outsider, category="1", numbers=(300, 90, 20))
    found = sums(manager)
    assert {row.name: numbers(row) for row in found.sections} == {
        "観光課": (2, (300, 0), (120, 0), (70, 0)),
        "環境政策課": (1, (300, 0), (90, 0), (20, 0)),
    }
    assert {row.name: numbers(row) for row in found.categories} == {
        "行政情報": (2, (500, 0), (160, 0), (60, 0)),
        "行祭事・イベント": (1, (100, 0), (50, 0), (30, 0)),
    }
    assert numbers(found.whole) == (3, (600, 0), (210, 0), (90, 0))


def test_what_is_unknown_is_not_added_and_counted_as_left_out(
    drafter: Staff, manager: Staff
) -> None:
    counted_post(drafter, numbers=(100, 50, None))
    counted_post(drafter, numbers=(None, None, None))
    counted_post(drafter, numbers=None)
    assert numbers(sums(manager).whole) == (3, (100, 2), (50, 2), (None, 3))


def test_a_nought_that_line_has_told_is_a_nought(drafter: Staff, manager: Staff) -> None:
    counted_post(drafter, numbers=(0, None, None))
    assert numbers(sums(manager).whole) == (1, (0, 0), (None, 1), (None, 1))


def test_the_share_is_of_posts_of_which_both_numbers_are_known(
    drafter: Staff, manager: Staff
) -> None:
    counted_post(drafter, numbers=(1000, 417, None))
    counted_post(drafter, numbers=(9000, None, None))
    counted_post(drafter, numbers=None)
    assert sums(manager).whole.opened_of_1000 == 417
    assert by_heading(sums(manager))[0].lines[-1][1][-1].words == "41.7％"


def test_months_turn_in_japan_and_those_between_are_shown(drafter: Staff, manager: Staff) -> None:
    for moment in ("2026-12-31T14:59:00", "2026-12-31T15:01:00", "2027-03-10T03:00:00"):
        counted_post(drafter)
        sent_at = datetime.fromisoformat(f"{moment}+00:00")
        Broadcast.objects.filter(pk=Broadcast.objects.latest("pk").pk).update(finished_at=sent_at)
    months = [(row.name, row.posts) for row in sums(manager).months]
    assert months == [("2026年12月", 1), ("2027年1月", 1), ("2027年2月", 0), ("2027年3月", 1)]


@pytest.mark.parametrize("state", [State.FAILED, State.UNCERTAIN, State.SENDING])
def test_what_was_not_accepted_is_not_counted(drafter: Staff, manager: Staff, state: State) -> None:
    revision = post_in(Status.SENDING, drafter).revisions.get()
    Broadcast.objects.create(
        revision=revision,
        retry_key=retry_key(revision),
        body="{}",
        state=state,
        finished_at=timezone.now(),
    )
    assert sums(manager).whole.posts == 0


def test_the_page_says_what_a_sum_leaves_out(drafter: Staff, as_auditor: Client) -> None:
    counted_post(drafter, numbers=(12_000, 5_000, None))
    counted_post(drafter, numbers=(None, None, None))
    for title in ("月ごと", "課ごと", "分類ごと"):
        assert lines(as_auditor, title)[-1] == [
            "合計",
            "2",
            "12,000 1件を含まない",
            "5,000 1件を含まない",
            "－ 2件を含まない",
            "41.7％",
        ]
    assert "0という意味ではありません" in as_auditor.get(ADDRESS).content.decode()


def test_a_period_a_section_and_a_category_can_be_asked_for(
    drafter: Staff, outsider: Staff, as_auditor: Client
) -> None:
    counted_post(drafter, category="2", days_ago=1)
    counted_post(drafter, category="1", days_ago=1)
    counted_post(outsider, category="1", days_ago=1)
    counted_post(outsider, category="1", days_ago=90)
    today, week_ago = timezone.localdate(), timezone.localdate() - timedelta(days=7)
    query = f"?since={week_ago}&until={today}"
    assert lines(as_auditor, "課ごと", query)[-1][1] == "3"
    assert lines(as_auditor, "課ごと", f"{query}&section={outsider.section_id}")[-1][1] == "1"
    assert lines(as_auditor, "課ごと", f"{query}&category=1")[-1][1] == "2"


def test_both_days_of_the_period_are_included(drafter: Staff, as_auditor: Client) -> None:
    counted_post(drafter, days_ago=2)
    sent_at = Broadcast.objects.get().finished_at
    assert sent_at is not None
    day = timezone.localdate(sent_at)
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert lines(as_auditor, "課ごと", f"?since={day}&until={day}")[-1][1] == "1"
    assert "投稿はありません" in _page(as_auditor, f"?since={before}&until={before}")
    assert "投稿はありません" in _page(as_auditor, f"?since={after}&until={after}")


@pytest.mark.parametrize(
    ("today", "since"), [("2027-03-31", date(2026, 4, 1)), ("2027-04-01", date(2027, 4, 1))]
)
def test_at_first_it_is_the_fiscal_year(db: None, today: str, since: date) -> None:
    with time_machine.travel(f"{today}T03:00:00+00:00", tick=False):
        form = StatisticsForm({})
        assert form.is_valid()
    assert (form.cleaned_data["since"], str(form.cleaned_data["until"])) == (since, today)


def test_empty_states_are_in_words(as_auditor: Client) -> None:
    page = _page(as_auditor)
    assert "この期間に配信した投稿はありません。" in page
    assert "この期間の友だちの数は、まだLINEから得ていません。" in page
    assert "比べられる週は、まだありません。" in page


@pytest.mark.parametrize(
    "query",
    ["?since=2027-02-31", "?since=2026-10-02&until=2026-10-01", "?section=x", "?category=9"],
)
def test_what_is_asked_wrongly_is_said(as_auditor: Client, query: str) -> None:
    assert "入力内容を確認してください" in _page(as_auditor, query)


def test_without_a_role_there_are_no_sums(drafter: Staff, newcomer: Staff) -> None:
    counted_post(drafter)
    FriendCount.objects.create(
        day=timezone.localdate(), followers=7_654, targeted_reaches=1, blocks=1
    )
    browser = Client()
    sign_in(browser, newcomer)
    page = _page(browser)
    assert "統計は、役割に任命された職員が見られます。" in page
    assert "7,654" not in page
    assert "<table" not in page
    file = browser.get(reverse("statistics_file"), {"format": "csv"})
    assert file.status_code == 403


def test_queries_do_not_grow_with_what_there_is(drafter: Staff, as_auditor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            as_auditor.get(ADDRESS, {"since": "2020-01-01", "until": str(timezone.localdate())})
        return len(asked)

    counted_post(drafter)
    _friends(5)
    few = queries()
    for number in range(6):
        counted_post(drafter, category=str(number % 4 + 1), days_ago=number * 5)
    FriendCount.objects.all().delete()
    _friends(60)
    assert queries() == few <= 26


def _friends(days: int) -> None:
    today = timezone.localdate()
    FriendCount.objects.bulk_create(
        FriendCount(
            day=today - timedelta(days=back), followers=9_000, targeted_reaches=7_000, blocks=900
        )
        for back in range(days)
    )


def _page(browser: Client, query: str = "") -> str:
    return browser.get(ADDRESS + query).content.decode()


def _text(cell: str) -> str:
    """The words of a cell, without its tags."""
    words = cell.partition(">")[2].split("</t")[0]
    for tag in ('<span class="quiet">', "</span>"):
        words = words.replace(tag, "")
    return words
