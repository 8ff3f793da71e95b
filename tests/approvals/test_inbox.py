"""The list of what waits: whose turn it is, what cannot wait, what is late, and what is put off."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Staff
from approvals import holding
from tests.approvals.acting import away, browser_of, correction, reviewed, soon
from tests.office import ask_approval, tamper
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


def inbox(client: Client, query: str = "") -> Page:
    return Page.of(client.get(f"{reverse('approval_inbox')}{query}"))


def rows(page: Page) -> list[str]:
    return [words_of(one) for one in page.main.iter("li") if one.get("class") == "tasks__item"]


def tabs(page: Page) -> list[str]:
    (bar,) = (one for one in page.main.iter("ul") if one.get("class") == "tabs")
    return [words_of(one) for one in bar.iter("li")]


def fast_queue(page: Page) -> list[str]:
    found: list[Element] = [
        one for one in page.main.iter("section") if one.get("aria-labelledby") == "fast"
    ]
    return [words_of(line) for section in found for line in section.iter("li")]


def test_a_row_says_who_asks_what_for_when_and_what_it_waits_for(
    drafter: Staff, reviewer: Staff, manager: Staff, as_manager: Client
) -> None:
    revision = reviewed(drafter, manager)
    (row,) = rows(inbox(as_manager, "?show=all"))
    for words in (
        "観光課の工藤 美咲さんの依頼",
        revision.post.title,
        "課内確認（観光課） 待ち → 承認",
    ):
        assert words in row
    assert "内容を見る" in row
    (own,) = rows(inbox(browser_of(reviewer)))
    assert "確認する" in own


def test_everybody_finds_the_own_turn_first(
    drafter: Staff, reviewer: Staff, manager: Staff, as_manager: Client
) -> None:
    reviewed(drafter, manager)
    assert tabs(inbox(as_manager))[:2] == ["自分の番 0", "すべて 1"]
    page = inbox(as_manager)
    assert "あなたの番の投稿はありません。" in page.words
    assert "ほかの人の番の投稿は「すべて」にあります。" in page.words
    assert tabs(inbox(browser_of(reviewer)))[0] == "自分の番 1"


def test_what_is_urgent_has_a_queue_of_its_own_on_top(drafter: Staff, as_manager: Client) -> None:
    ask_approval(drafter, send_at=timezone.now() + timedelta(minutes=61))
    urgent = correction(drafter)
    page = inbox(as_manager)
    assert len(rows(page)) == 2
    (line,) = fast_queue(page)
    assert urgent.post.title in line
    assert "緊急・訂正 1" in tabs(page)
    assert len(rows(inbox(as_manager, "?show=urgent"))) == 1


def test_who_decides_for_the_manager_is_told_so(
    drafter: Staff, manager: Staff, deputy: Staff
) -> None:
    ask_approval(drafter)
    client = browser_of(deputy)
    assert rows(inbox(client)) == []
    away(manager)
    (row,) = rows(inbox(client))
    assert "代決（アカウント管理者が不在）：情報政策課の石田 浩さん" in row
    assert "確認する" in row


def test_what_is_late_and_what_is_put_off_have_tabs(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    late, held = ask_approval(drafter, title="遅い投稿"), ask_approval(drafter, title="待つ投稿")
    holding.hold(held, actor=manager, reason="会場の返事を待っています。")
    tamper(
        "UPDATE posts_revision SET send_at = now() - interval '1 minute',"
        " decide_by = now() - interval '1 minute' WHERE id = %s",
        [late.pk],
    )
    assert tabs(inbox(as_manager)) == [
        *("自分の番 0", "すべて 1", "緊急・訂正 0", "期限切れ 1", "保留 1", "後閲 0"),
    ]
    (row,) = rows(inbox(as_manager, "?show=overdue"))
    assert "遅い投稿" in row
    (row,) = rows(inbox(as_manager, "?show=held"))
    assert "会場の返事を待っています。" in row


def test_the_list_is_narrowed_to_a_section(
    drafter: Staff, outsider: Staff, as_manager: Client
) -> None:
    ask_approval(drafter, title="観光の投稿")
    ask_approval(outsider, title="環境の投稿")
    (row,) = rows(inbox(as_manager, f"?section={outsider.section_id}"))
    assert "環境の投稿" in row
    assert tabs(inbox(as_manager, f"?section={outsider.section_id}"))[1] == "すべて 1"


@pytest.mark.parametrize("query", ["?show=nothing", "?section=abc", "?section=", "?show="])
def test_an_address_of_nothing_is_no_error(query: str, drafter: Staff, as_manager: Client) -> None:
    ask_approval(drafter)
    assert inbox(as_manager, query).status == 200


@pytest.mark.parametrize(
    ("show", "sentence"),
    [
        ("mine", "あなたの番の投稿はありません。"),
        ("all", "承認を待っている投稿はありません。"),
        ("urgent", "緊急・訂正・取消しの投稿はありません。"),
        ("overdue", "期限切れの投稿はありません。"),
        ("held", "保留の投稿はありません。"),
    ],
)
def test_an_empty_list_says_so(show: str, sentence: str, as_manager: Client) -> None:
    assert sentence in inbox(as_manager, f"?show={show}").words


def test_several_are_read_one_below_the_other_and_none_is_approved_there(
    drafter: Staff, as_manager: Client
) -> None:
    for title in ("先の投稿", "後の投稿"):
        ask_approval(drafter, title=title)
    page = Page.of(as_manager.get(reverse("approval_reading")))
    assert page.words.count("市役所本館の開庁時間をご案内します。") >= 2
    assert "この投稿を開く：先の投稿" in page.buttons
    assert not [label for label in page.buttons if "承認する" in label or "承認へ" in label]
    assert [one.get("method") for one in page.main.iter("form")] == []


def test_the_list_and_the_home_page_ask_no_more_however_long_they_are(
    drafter: Staff, reviewer: Staff, deputy: Staff, manager: Staff
) -> None:
    clients = [browser_of(one) for one in (manager, deputy, reviewer, drafter)]
    reviewed(drafter, manager)
    correction(drafter)
    addresses = [reverse("approval_inbox") + "?show=all", "/", reverse("approval_reading")]
    before = {at: [_questions(client, at) for client in clients] for at in addresses}
    for number in range(4):
        ask_approval(drafter, title=f"投稿{number}")
        correction(drafter)
    soon(drafter)
    for at in addresses:
        after = [_questions(client, at) for client in clients]
        assert after == before[at], at


def _questions(client: Client, address: str) -> int:
    client.get(address)  # what is looked up once for each browser
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
