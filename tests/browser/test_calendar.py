"""予定表 in a browser: a table or a list by the width; drafts moved by mouse, keys, or forms."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from posts.models import Post
from tests.browser.conftest import listen, seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.office import write

WIDE: ViewportSize = {"width": 1280, "height": 1400}
PHONE: ViewportSize = {"width": 390, "height": 844}


def _middle() -> datetime:
    """A Wednesday in the middle of the month after the next: nothing else stands there."""
    first = timezone.localtime().replace(day=1, hour=16, minute=45, second=0, microsecond=0)
    day = (first + timedelta(days=64)).replace(day=8)
    return day + timedelta(days=(2 - day.weekday()) % 7)


@pytest.fixture
def post(office: Office) -> Post:
    return write(office.drafter, title="動かす投稿", send_at=_middle())


def month(post: Post) -> str:
    assert post.send_at is not None
    return f"/calendar/?month={timezone.localtime(post.send_at):%Y-%m}"


def box(page: Page, day: datetime) -> str:
    return f'[data-day="{day:%Y-%m-%d}"]'


def is_at(post: Post, moment: datetime) -> None:
    assert Post.objects.get(pk=post.pk).send_at == moment


def test_a_phone_shows_a_list_and_a_desk_a_table(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post
) -> None:
    page = seen_by(chromium, live_server, office.drafter, viewport=PHONE).new_page()
    page.goto(month(post))
    expect(page.locator("table.calendar")).to_be_hidden()
    expect(page.get_by_role("link", name="動かす投稿", exact=True)).to_have_count(1)
    expect(page.locator(".calendar-list")).to_contain_text("16:45")
    page.set_viewport_size(WIDE)
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".calendar-list")).to_be_hidden()
    expect(page.get_by_role("link", name="動かす投稿", exact=True)).to_have_count(1)
    page.get_by_role("link", name="一覧").click()
    expect(page.get_by_role("table")).to_have_count(0)


def test_a_draft_is_dragged_to_another_day_and_back_by_a_press(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post
) -> None:
    page = seen_by(chromium, live_server, office.drafter, viewport=WIDE).new_page()
    complaints = listen(page)
    page.goto(month(post))
    target = _middle() + timedelta(days=2)
    page.locator("td [data-move]").drag_to(page.locator(box(page, target)))
    expect(page.get_by_role("status").first).to_contain_text("16:45に移しました。")
    expect(page.locator(box(page, target))).to_contain_text("動かす投稿")
    is_at(post, target)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_role("status").first).to_contain_text("元に戻しました。")
    is_at(post, _middle())
    assert complaints == []


def test_what_is_submitted_or_of_others_is_not_dragged(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post
) -> None:
    page = seen_by(chromium, live_server, office.auditor, viewport=WIDE).new_page()
    page.goto(month(post))
    expect(page.locator("td .calendar__post")).to_have_count(1)
    expect(page.locator("[draggable=true]")).to_have_count(0)
    page = seen_by(chromium, live_server, office.drafter, viewport=WIDE).new_page()
    page.goto("/calendar/?status=in_approval")
    expect(page.locator(".calendar__post").first).to_be_attached()
    expect(page.locator("[draggable=true]")).to_have_count(0)


def test_a_draft_is_moved_by_keys_alone(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post
) -> None:
    page = seen_by(chromium, live_server, office.drafter, viewport=WIDE).new_page()
    page.goto(month(post))
    _tab_to(page, "移す：動かす投稿")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="この投稿を移す")).to_be_visible()
    _tab_to(page, "次の日へ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("に移しました。")
    is_at(post, _middle() + timedelta(days=1))
    _tab_to(page, "元に戻す")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("元に戻しました。")
    is_at(post, _middle())


def test_a_draft_is_moved_without_scripts_on_a_phone(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post
) -> None:
    context = seen_by(
        chromium, live_server, office.drafter, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(month(post))
    page.get_by_role("link", name=re.compile("^移す.*動かす投稿")).click()
    target = _middle() + timedelta(days=7)
    page.get_by_label("配信日").fill(f"{target:%Y-%m-%d}")
    page.get_by_role("button", name="この日時に移す").click()
    expect(page.get_by_role("status").first).to_contain_text("16:45に移しました。")
    is_at(post, target)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_role("status").first).to_contain_text("元に戻しました。")
    is_at(post, _middle())


def test_the_pages_after_an_act_are_accessible(
    chromium: Browser,
    live_server: LiveServer,
    office: Office,
    post: Post,
    faults: dict[str, list[str]],
) -> None:
    page = seen_by(chromium, live_server, office.drafter, viewport=WIDE).new_page()
    look = looks(page, faults)
    page.goto(f"/calendar/posts/{post.pk}/move/")
    page.get_by_label("配信日").fill("2026-01-05")
    page.get_by_role("button", name="この日時に移す").click()
    look("calendar_move", "refused")
    page.get_by_role("button", name="1週間後へ").click()
    look("calendar", "moved")
    page.goto("/account/calendar/")
    page.get_by_role("button", name="購読用アドレスを作る").click()
    look("account_calendar", "made")
    page.goto("/calendar/")
    look("calendar", "full")
    assert faults == {}


def _tab_to(page: Page, words: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    pytest.fail(f"no key leads to {words}")
