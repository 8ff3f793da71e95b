"""What screening finds is seen while somebody writes, and leaves the form as it is."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.posts.answering import ASKED_ABOUT

# None of these days is a Monday.
TEN_FINDINGS: Final = "\n".join(
    f"2027年{month}月{day}日（月）に開きます。"
    for month, first in ((4, 13), (5, 18))
    for day in range(first, first + 5)
)
TALLEST_BUTTON: Final = 60

ON_THE_PAGE: Final = """one => {
    const box = one.getBoundingClientRect();
    return [Math.round(box.top + scrollY), Math.round(box.height)];
}"""
HEIGHTS: Final = "all => all.map(one => one.getBoundingClientRect().height)"


def _writing(chromium: Browser, live_server: LiveServer, office: Office, width: int) -> Page:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"/posts/{office.draft.pk}/edit/")
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_how_much_was_found_stands_above_the_buttons(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = _writing(chromium, live_server, office, width)
    complaints = listen(page)
    found = page.locator("#found")
    page.get_by_label("暮らしに役立つ市内の情報").check()
    page.get_by_label("本文").fill(ASKED_ABOUT)
    expect(found).to_have_text("確かめるところ1件 ↓")
    page.get_by_label("本文").fill(f"{ASKED_ABOUT}\n{TEN_FINDINGS}")
    expect(found).to_contain_text("直すところ10件・確かめるところ")
    expect(found).to_be_in_viewport(ratio=1)
    page.get_by_label("本文").fill("市役所は9時に開きます。問合せ：観光課 0178-46-4040")
    expect(found).to_have_text("直すところは見つかっていません")
    expect(found).to_be_in_viewport(ratio=1)
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_line_above_the_buttons_leads_to_what_was_found(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = _writing(chromium, live_server, office, width)
    page.get_by_label("本文").fill(TEN_FINDINGS)
    page.locator("#found").get_by_role("link").click()
    expect(page.locator(".findings__item--blocks").first).to_be_in_viewport(ratio=1)


def test_beside_the_text_the_gravest_stays_in_sight_however_many_there_are(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _writing(chromium, live_server, office, 1280)
    page.get_by_label("本文").fill(TEN_FINDINGS)
    expect(page.locator(".findings__item--blocks")).to_have_count(10)
    for label in ("件名", "本文"):
        page.get_by_label(label).scroll_into_view_if_needed()
        expect(page.locator(".findings__item--blocks").first).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".findings__item--blocks").first).to_be_in_viewport(ratio=1)


def test_ten_findings_leave_the_form_as_it_was(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _writing(chromium, live_server, office, 1280)
    buttons = page.locator("#editor button:visible")
    before = buttons.evaluate_all(HEIGHTS)
    box = page.get_by_label("本文").evaluate(ON_THE_PAGE)
    page.get_by_label("本文").fill(TEN_FINDINGS)
    expect(page.locator(".findings__item--blocks")).to_have_count(10)
    assert buttons.evaluate_all(HEIGHTS) == before
    assert max(before) < TALLEST_BUTTON
    assert page.get_by_label("本文").evaluate(ON_THE_PAGE) == box


@pytest.mark.parametrize("width", [390, 1280])
def test_each_thing_to_do_leads_to_its_place(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = _writing(chromium, live_server, office, width)
    page.goto(f"/posts/{office.odd.pk}/submission/")
    page.locator(".findings__item--blocks").get_by_role("link").click()
    expect(page.get_by_label("本文")).to_be_focused()
    expect(page.get_by_label("本文")).to_be_in_viewport()
