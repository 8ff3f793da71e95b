"""What must fit where: the clock beside a bubble, the header of a phone, a post on one sheet."""

import re

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import Office


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_clock_beside_a_bubble_never_breaks(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(f"/posts/{office.waiting.post_id}/")  # its text holds a long address
    for size in ("標準", "小さい画面", "文字大"):
        page.get_by_label(size).check()
        clock = page.locator(".bubble-row__time").bounding_box()
        bubble = page.locator(".bubble").bounding_box()
        phone = page.locator(".phone").bounding_box()
        assert clock is not None
        assert bubble is not None
        assert phone is not None
        assert clock["height"] < 25
        assert bubble["x"] + bubble["width"] < clock["x"] < bubble["x"] + bubble["width"] + 20
        assert clock["x"] + clock["width"] <= phone["x"] + phone["width"]


@pytest.mark.parametrize("role", ["drafter", "manager", "auditor"])
def test_the_header_of_a_phone_has_two_rows_at_most(
    chromium: Browser, live_server: LiveServer, office: Office, role: str
) -> None:
    context = seen_by(
        chromium, live_server, getattr(office, role), viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto("/")
    header = page.locator(".header").bounding_box()
    assert header is not None
    assert header["height"] <= 2 * 48 + 16
    for target in page.locator(".header a.button, .header button").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("name", ["sent", "approved", "returned", "failed", "uncertain"])
def test_a_post_fits_one_sheet_of_paper(
    chromium: Browser, live_server: LiveServer, office: Office, name: str
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto(getattr(office, name).get_absolute_url())
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1


def test_paper_says_that_it_is_practice_and_leaves_out_what_is_pressed(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.manager).new_page()
    page.goto(f"/approvals/{office.waiting.pk}/")
    page.emulate_media(media="print")
    assert page.get_by_text("練習用の環境です。").is_visible()
    assert page.locator(".bubble").is_visible()
    assert page.locator("details").count() > 0
    assert page.locator("details, nav, button:visible").locator("visible=true").count() == 0
    page.goto("/posts/")
    assert page.locator("table").is_visible()
    assert not page.locator(".tabs").is_visible()
