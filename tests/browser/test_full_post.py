"""A post with as many bubbles as it may hold takes no more, and says so where they are added."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import Office


def _page(
    chromium: Browser, live_server: LiveServer, office: Office, address: str, width: int = 1280
) -> Page:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(address)
    return page


def test_no_sixth_bubble_is_added_until_one_is_removed(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _page(chromium, live_server, office, "/posts/new/")
    full = page.get_by_text("吹き出しは5つまでです。")
    page.get_by_text("写真やカードなどを追加する").click()
    add = page.locator("button[name=add][value=location]")
    for number in range(2, 6):
        expect(full).to_be_hidden()
        add.click()
        expect(page.locator("[data-bubble]")).to_have_count(number)
    expect(full).to_be_visible()
    expect(add).to_be_disabled()
    page.locator("button[name=remove]").nth(1).click()
    expect(full).to_be_hidden()
    expect(add).to_be_enabled()


@pytest.mark.parametrize("width", [390, 1280])
def test_writing_begins_with_the_words(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = _page(chromium, live_server, office, "/posts/new/", width)
    expect(page.get_by_label("本文")).to_be_in_viewport()
    page.get_by_label("件名").press("Tab")
    expect(page.get_by_label("本文")).to_be_focused()
