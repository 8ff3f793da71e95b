"""How 予定表 is narrowed to a section or a state, and what a person may not see of it at all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.office import write
from tests.posts.calendar.sheets import at, draft, look, on, undated
from tests.posts.pages import Page, words_of
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db


def tabs(page: Page) -> dict[str, int]:
    """Label and number of each state."""
    found = [words_of(link).rpartition(" ") for link in page.main.iter("a")]
    labels = {"すべて", *(status.label for status in Status)}
    return {label: int(number) for label, _, number in found if label in labels}


@pytest.fixture
def others_draft(outsider: Staff) -> Post:
    """Of 環境政策課."""
    return draft(outsider, "ごみの投稿", "10:10")


def test_a_state_is_chosen_by_its_tab_which_counts_the_month(
    drafter: Staff, as_auditor: Client
) -> None:
    draft(drafter, "下書きの投稿")
    post_in(Status.SENT, drafter, title="届いた投稿", send_at=at("15:00"))
    draft(drafter, "別の月の投稿", days=-31)
    page = look(as_auditor, status="sent")
    assert (tabs(page)["すべて"], tabs(page)["下書き"], tabs(page)["配信済み"]) == (2, 1, 1)
    assert "届いた投稿" in on(page, at("15:00"))
    assert "下書きの投稿" not in on(page, at("15:00"))


def test_a_section_is_chosen(drafter: Staff, others_draft: Post, as_auditor: Client) -> None:
    draft(drafter, "観光の投稿", "15:00")
    write(drafter, title="観光の未定", send_at=None)
    page = look(as_auditor, section=str(others_draft.section_id))
    assert "ごみの投稿" in on(page, at("10:00"))
    assert "観光の投稿" not in on(page, at("10:00"))
    assert undated(page) == ""
    assert tabs(page)["すべて"] == 1


@pytest.mark.parametrize("section", ["", "x", "-1", "٣", "9" * 30, "\0"])
def test_what_is_no_section_narrows_nothing(
    section: str, others_draft: Post, as_auditor: Client
) -> None:
    assert "ごみの投稿" in on(look(as_auditor, section=section), at("10:00"))


def test_a_list_has_no_table(drafter: Staff, as_auditor: Client) -> None:
    draft(drafter, "一覧の投稿")
    page = look(as_auditor, view="list")
    assert list(page.main.iter("table")) == []
    assert "一覧の投稿" in page.words


def test_what_is_under_embargo_is_in_no_calendar_of_other_sections(
    embargoed: Post, outsider: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    assert embargoed.send_at is not None
    browser = Client()
    sign_in(browser, outsider)
    assert embargoed.title in look(as_drafter, embargoed.send_at).words
    assert embargoed.title in look(as_auditor, embargoed.send_at).words
    assert embargoed.title not in look(browser, embargoed.send_at).words


def test_a_collision_with_what_may_not_be_seen_says_nothing_of_it(
    embargoed: Post, outsider: Staff
) -> None:
    write(outsider, title="同じ時刻の投稿", send_at=embargoed.send_at)
    browser = Client()
    sign_in(browser, outsider)
    assert embargoed.send_at is not None
    words = on(look(browser, embargoed.send_at), embargoed.send_at)
    assert "同じ時刻の投稿" in words
    assert "30分以内" not in words


def test_the_number_of_queries_does_not_grow_with_the_posts(
    drafter: Staff, as_drafter: Client
) -> None:
    def number() -> int:
        with CaptureQueriesContext(connection) as found:
            assert look(as_drafter).status == 200
        return len(found)

    draft(drafter, "一つ目")
    post_in(Status.SENT, drafter, send_at=at("9:00"))
    write(drafter, title="未定", send_at=None)
    look(as_drafter)
    few = number()
    for day in range(12):
        draft(drafter, f"{day}日目", days=day)
        post_in(Status.SENT, drafter, send_at=at("9:00", days=day))
        write(drafter, title=f"未定{day}", send_at=None)
    assert number() == few
    assert few <= 28
