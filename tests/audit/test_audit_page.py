"""Who reads the audit trail in the browser, and what they find there."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry
from tests.audit.forging import write_down
from tests.posts.pages import Page, words_of

pytestmark = pytest.mark.django_db


def rows(page: Page) -> list[str]:
    return [words_of(row) for body in page.root.iter("tbody") for row in body.iter("tr")]


def opened(client: Client, **query: str) -> Page:
    return Page.of(client.get(reverse("audit_entries"), query))


def links(page: Page) -> dict[str, str]:
    return {words_of(link): link.get("href") or "" for link in page.root.iter("a")}


@pytest.mark.parametrize("who", ["auditor", "manager"])
def test_auditors_and_the_account_manager_read_it(
    who: str, drafter: Staff, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(f"as_{who}")
    write_down(drafter, 2)
    page = opened(client)
    assert page.headings == ["監査記録"]
    first, second = rows(page)
    assert first.startswith("2 ")
    for words in ("編集", "工藤 美咲（観光課）", "職員 工藤 美咲", "保存の回数：2"):
        assert words in first
    assert second.startswith("1 ")


def test_others_are_refused_and_told_why(as_drafter: Client) -> None:
    page = opened(as_drafter)
    assert page.status == 403
    assert "監査記録を見られるのは、監査者とアカウント管理者です。" in page.words


def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    response = client.get(reverse("audit_entries"))
    assert response.status_code == 302
    assert response["Location"] == "/login/?next=/audit/"


def test_an_empty_trail_says_so(as_auditor: Client) -> None:
    assert "記録はまだありません。" in opened(as_auditor).words


def test_one_thing_can_be_followed(drafter: Staff, colleague: Staff, as_auditor: Client) -> None:
    write_down(drafter, 2)
    write_down(colleague, 1)
    page = opened(as_auditor)
    address = links(page)["この対象の記録：職員 小笠原 葵（観光課）"]
    page = Page.of(as_auditor.get(reverse("audit_entries") + address))
    assert len(rows(page)) == 1
    assert "職員 小笠原 葵（観光課） の記録だけを表示しています。" in page.words
    assert len(rows(opened(as_auditor, target="posts.post:999"))) == 0


def test_pages_go_back_in_time_and_keep_what_was_asked(
    drafter: Staff, colleague: Staff, as_auditor: Client
) -> None:
    write_down(drafter, 51)
    write_down(colleague, 1)
    target = f"accounts.staff:{drafter.pk}"
    first = opened(as_auditor, target=target)
    assert len(rows(first)) == 50
    second = Page.of(as_auditor.get(reverse("audit_entries") + links(first)["次のページ"]))
    (oldest,) = rows(second)
    assert oldest.startswith("1 ")
    assert "職員 工藤 美咲（観光課） の記録だけを表示しています。" in second.words


@pytest.mark.parametrize("target", ["\0", "<b>", "a&b=c", "%"])
def test_whatever_is_asked_for_is_taken_as_words(
    target: str, drafter: Staff, as_auditor: Client
) -> None:
    write_down(drafter, 1)
    page = opened(as_auditor, target=target)
    assert page.status == 200
    assert list(page.main.iter("b")) == []


def test_what_was_written_down_is_shown_as_words(drafter: Staff, as_auditor: Client) -> None:
    trail.record(
        Action.POST_RETURNED,
        target=drafter,
        actor=drafter.as_actor(),
        detail={"reason": "<script>alert(1)</script>"},
    )
    page = opened(as_auditor)
    assert "<script>alert(1)</script>" in rows(page)[0]


def test_the_page_changes_nothing(drafter: Staff, as_auditor: Client) -> None:
    write_down(drafter, 1)
    assert as_auditor.post(reverse("audit_entries")).status_code == 405
    assert Entry.objects.count() == 1
