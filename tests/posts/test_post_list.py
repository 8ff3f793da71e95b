"""How posts are found again: all of them, by state, by words of the title, page by page."""

import re

import pytest
from django.test import Client

from accounts.models import Staff
from audit.dates_ja import date_and_time
from posts.choices import Status
from posts.models import Post
from tests.office import write
from tests.posts.pages import Page, words_of
from tests.posts.states import post_in, put

pytestmark = pytest.mark.django_db


def listed(page: Page) -> list[str]:
    """The titles of the table, from top to bottom."""
    return [words_of(row[0]) for body in page.root.iter("tbody") for row in body.iter("tr")]


def tabs(page: Page) -> dict[str, int]:
    """Label and number of each tab."""
    found = {}
    for group in page.root.iter("ul"):
        if group.get("class") == "tabs":
            for tab in group.iter("a"):
                label, _, number = words_of(tab).rpartition(" ")
                found[label] = int(number.replace(",", ""))
    return found


def ask(client: Client, query: str) -> Page:
    return Page.of(client.get(f"/posts/?{query}"))


def link_to(page: Page, label: str) -> str:
    """Where a link of the page leads, as `?…`."""
    (found,) = (link for link in page.root.iter("a") if words_of(link) == label)
    return (found.get("href") or "").removeprefix("?")


@pytest.fixture
def one_of_each(drafter: Staff) -> list[Post]:
    return [post_in(status, drafter, title=f"{status.label}の投稿") for status in Status]


def test_every_state_has_a_tab_with_its_number(
    one_of_each: list[Post], drafter: Staff, as_auditor: Client
) -> None:
    write(drafter, title="もう一つの下書き")
    found = tabs(ask(as_auditor, ""))
    expected = {status.label: 2 if status == Status.DRAFT else 1 for status in Status}
    assert found == {"すべて": len(Status) + 1, **expected}


@pytest.mark.parametrize("status", list(Status))
def test_a_tab_shows_the_posts_in_that_state_only(
    status: Status, one_of_each: list[Post], as_auditor: Client
) -> None:
    assert listed(ask(as_auditor, f"status={status.value}")) == [f"{status.label}の投稿"]


@pytest.mark.parametrize("query", ["", "status=", "status=nonsense", "status=%00", "page=x"])
def test_anything_else_shows_all_newest_change_first(
    query: str, one_of_each: list[Post], as_auditor: Client
) -> None:
    put(one_of_each[0], Status.DRAFT)
    titles = [f"{status.label}の投稿" for status in reversed(Status)]
    assert listed(ask(as_auditor, query)) == titles


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("祭", ["三社大祭のご案内", "えんぶり祭"]),
        ("三社大祭", ["三社大祭のご案内"]),
        (" 三社 ", ["三社大祭のご案内"]),
        ("sansha", ["SANSHA TAISAI"]),
        ("%", ["正答率100%"]),
        ("_", []),
        ("'; DROP TABLE", []),
        ("%00", ["SANSHA TAISAI", "三社大祭のご案内", "えんぶり祭", "正答率100%"]),
    ],
)
def test_search_looks_for_the_words_as_they_are(
    words: str, found: list[str], drafter: Staff, as_drafter: Client
) -> None:
    for title in ("正答率100%", "えんぶり祭", "三社大祭のご案内", "SANSHA TAISAI"):
        write(drafter, title=title)
    query = {"q": "\0"} if words == "%00" else {"q": words}
    assert listed(Page.of(as_drafter.get("/posts/", query))) == found


def test_search_keeps_to_the_chosen_state(one_of_each: list[Post], as_auditor: Client) -> None:
    page = ask(as_auditor, "status=sent&q=投稿")
    assert listed(page) == ["配信済みの投稿"]
    assert (page.value_of("q"), page.value_of("status")) == ("投稿", "sent")


def test_the_tabs_count_what_was_asked_for_and_keep_asking_for_it(
    drafter: Staff, as_drafter: Client
) -> None:
    for title in ("三社大祭＆前夜祭", "三社大祭＆後夜祭", "えんぶり"):
        write(drafter, title=title)
    page = Page.of(as_drafter.get("/posts/", {"q": "大祭＆"}))
    found = tabs(page)
    assert (found["すべて"], found["下書き"], found["配信済み"]) == (2, 2, 0)
    chosen = ask(as_drafter, link_to(page, "下書き 2"))
    assert listed(chosen) == ["三社大祭＆後夜祭", "三社大祭＆前夜祭"]
    assert listed(ask(as_drafter, link_to(chosen, "すべて 2"))) == listed(page)
    assert ask(as_drafter, link_to(page, "配信済み 0")).value_of("q") == "大祭＆"


def test_a_state_without_posts_is_folded_away_on_a_phone_unless_it_is_chosen(
    drafter: Staff, as_drafter: Client
) -> None:
    write(drafter)
    page = ask(as_drafter, "status=sent")
    folded = [words_of(tab) for tab in page.root.iter("li") if tab.get("class")]
    assert "承認待ち 0" in folded
    assert not {"すべて 1", "下書き 1", "配信済み 0"} & set(folded)


def test_the_last_change_of_each_post_is_said(drafter: Staff, as_drafter: Client) -> None:
    post = write(drafter, send_at=None)
    row = words_of(next(ask(as_drafter, "").root.iter("tbody")))
    assert date_and_time(post.changed_at) in row


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=ない言葉", "「ない言葉」を件名に含む投稿はありません。"),
        ("q=<b>", "「<b>」を件名に含む投稿はありません。"),
        ("status=sent", "この状態の投稿はありません。"),
    ],
)
def test_an_empty_list_says_so(query: str, sentence: str, as_drafter: Client) -> None:
    page = ask(as_drafter, query)
    assert sentence in page.words
    assert listed(page) == []


def test_a_long_list_has_pages_that_keep_what_was_asked(drafter: Staff, as_drafter: Client) -> None:
    for number in range(31):
        write(drafter, title=f"大祭＆{number:02}")
    write(drafter, title="別の投稿")
    first = Page.of(as_drafter.get("/posts/", {"q": "大祭＆", "status": "draft"}))
    assert len(listed(first)) == 30
    assert "1／2ページ" in first.words
    second = ask(as_drafter, link_to(first, "次のページ"))
    assert listed(second) == ["大祭＆00"]
    assert listed(ask(as_drafter, link_to(second, "前のページ"))) == listed(first)


def test_a_page_beyond_the_end_shows_the_last(drafter: Staff, as_drafter: Client) -> None:
    write(drafter)
    for page in ("99", "0", "-1"):
        assert len(listed(ask(as_drafter, f"page={page}"))) == 1


def test_only_drafters_are_led_to_the_editor(as_drafter: Client, as_auditor: Client) -> None:
    assert "起案する" in ask(as_drafter, "").buttons
    assert "起案する" not in ask(as_auditor, "").buttons


def test_what_is_not_filled_in_yet_is_said_in_words(drafter: Staff, as_drafter: Client) -> None:
    write(drafter, send_at=None, category="")
    row = words_of(next(ask(as_drafter, "").root.iter("tbody")))
    assert re.search("未定.*未選択.*観光課", row)
