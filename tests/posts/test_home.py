"""What each person finds on the first page: what they have to do, what comes, what went out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.approvals.acting import correction
from tests.office import ask_approval, tamper, write
from tests.posts.pages import Page, words_of
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

ACTS = {
    Status.DRAFT: "続きを書く",
    Status.RETURNED: "理由を見て直す",
    Status.FAILED: "状況を見る",
    Status.STOPPED: "状況を見る",
    Status.UNCERTAIN: "状況を見る",
}


def section(page: Page, name: str) -> list[str]:
    """The lines under one heading: state, title and what can be done."""
    (found,) = (part for part in page.root.iter("section") if part.get("aria-labelledby") == name)
    return [words_of(line) for line in found.iter("li")]


def home(client: Client) -> Page:
    return Page.of(client.get("/"))


@pytest.fixture
def one_of_each(drafter: Staff) -> list[Post]:
    made = []
    for status in Status:
        made.append(post_in(status, drafter))
        title = f"{status.label}の投稿"
        tamper("UPDATE posts_post SET title = %s WHERE id = %s", [title, made[-1].pk])
    return made


def test_the_drafter_finds_what_lies_on_the_desk_of_the_section(
    one_of_each: list[Post], as_drafter: Client
) -> None:
    tasks = section(home(as_drafter), "tasks")
    assert len(tasks) == len(ACTS)
    for status, act in ACTS.items():
        (line,) = (task for task in tasks if f"{status.label}の投稿" in task)
        assert act in line


def test_a_drafter_of_another_section_has_nothing_to_do_with_it(
    one_of_each: list[Post], outsider: Staff
) -> None:
    client = Client()
    sign_in(client, outsider)
    page = home(client)
    assert section(page, "tasks") == []
    assert "投稿について、いま、する作業はありません。" in page.words
    assert "起案する" in page.buttons


def test_the_account_manager_finds_what_waits_the_nearest_first(
    drafter: Staff, as_manager: Client
) -> None:
    now = timezone.now()
    ask_approval(drafter, title="後の投稿", send_at=now + timedelta(hours=3))
    ask_approval(drafter, title="先の投稿", send_at=now + timedelta(hours=2))
    page = home(as_manager)
    first, second = section(page, "tasks")
    assert "先の投稿" in first
    assert "後の投稿" in second
    assert "確認する" in first
    assert "承認2件" in page.words


def test_nobody_else_is_asked_to_decide(
    drafter: Staff, as_drafter: Client, as_auditor: Client
) -> None:
    ask_approval(drafter)
    for client in (as_drafter, as_auditor):
        assert section(home(client), "tasks") == []


def test_the_auditor_sees_what_comes_and_what_went_out(
    one_of_each: list[Post], as_auditor: Client
) -> None:
    page = home(as_auditor)
    assert section(page, "tasks") == []
    assert "起案する" not in page.buttons
    upcoming = section(page, "upcoming")
    assert len(upcoming) == 2
    assert any("配信予約の投稿" in line for line in upcoming)
    assert any("配信中の投稿" in line for line in upcoming)
    (recent,) = section(page, "recent")
    assert "配信済みの投稿" in recent


def test_an_empty_office_says_so(as_drafter: Client) -> None:
    page = home(as_drafter)
    for sentence in (
        "投稿について、いま、する作業はありません。",
        "配信の予約はありません。",
        "まだ配信していません。",
    ):
        assert sentence in page.words


@pytest.mark.parametrize(
    ("who", "menu"),
    [
        ("drafter", ["ホーム", "投稿", "予定表", "文例", "画像", "統計"]),
        ("manager", ["ホーム", "投稿", "予定表", "文例", "承認", "画像", "統計", "監査記録"]),
        ("auditor", ["ホーム", "投稿", "予定表", "文例", "画像", "統計", "監査記録"]),
    ],
)
def test_the_menu_leads_where_the_person_may_go(
    who: str, menu: list[str], request: pytest.FixtureRequest
) -> None:
    page = home(request.getfixturevalue(f"as_{who}"))
    (nav,) = (found for found in page.root.iter("nav") if found.get("aria-label") == "メニュー")
    assert [words_of(link) for link in nav.iter("a")] == menu
    for link in nav.iter("a"):
        client: Client = request.getfixturevalue(f"as_{who}")
        assert client.get(link.get("href") or "").status_code == 200


def test_a_long_desk_shows_the_latest_five_drafts(drafter: Staff, as_drafter: Client) -> None:
    for number in range(7):
        write(drafter, title=f"下書き{number}")
    tasks = section(home(as_drafter), "tasks")
    assert len(tasks) == 5
    assert "下書き6" in tasks[0]


def test_what_cannot_wait_comes_first_whenever_it_was_asked_for(
    drafter: Staff, manager: Staff, as_manager: Client
) -> None:
    ask_approval(drafter, title="先に頼まれた投稿", at_once=True, send_at=None)
    made = correction(drafter).post
    tasks = section(home(as_manager), "tasks")
    waiting = [line for line in tasks if "承認待ち" in line]
    assert made.title in waiting[0]
    assert "先に頼まれた投稿" in waiting[1]
