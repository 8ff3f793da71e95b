"""What stands in a row stands in one: the menu on a phone, a search with its button."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import Office

# Of each entry of the menu, how many lines its name takes.
LINES = """all => all.map(one => {
    const range = document.createRange();
    range.selectNodeContents(one.querySelector("span").firstChild);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
})"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("who", ["drafter", "manager", "auditor", "administrator"])
def test_no_name_in_the_menu_of_a_phone_is_broken(
    chromium: Browser, live_server: LiveServer, office: Office, who: str, width: int
) -> None:
    context = seen_by(
        chromium, live_server, getattr(office, who), viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto("/")
    entries = page.locator(".nav__link:visible")
    lines = entries.evaluate_all(LINES)
    assert len(lines) >= 4
    assert set(lines) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    right = entries.last.evaluate("one => one.getBoundingClientRect().right")
    assert right <= width


@pytest.mark.parametrize(
    ("view", "who"),
    [("post_list", "drafter"), ("audit_entries", "auditor"), ("media_list", "drafter")],
)
def test_the_button_of_a_search_stands_beside_its_boxes(
    chromium: Browser, live_server: LiveServer, office: Office, view: str, who: str
) -> None:
    context = seen_by(
        chromium, live_server, getattr(office, who), viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.goto(reverse(view))
    edges = page.locator(
        "[role=search] :is(input:not([type=hidden]), select, button)"
    ).evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])"
    )
    assert len(edges) >= 2
    assert len({(round(top), round(bottom)) for top, bottom in edges}) == 1


def test_what_autosave_says_is_in_sight_while_somebody_writes(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    context = seen_by(chromium, live_server, office.drafter, viewport={"width": 390, "height": 700})
    page = context.new_page()
    page.goto(f"/posts/{office.draft.pk}/edit/")
    page.get_by_label("件名").fill("年末年始のごみ収集について")
    expect(page.locator("#autosave")).to_be_in_viewport()
    expect(page.locator("#autosave")).to_contain_text("保存しました", timeout=15_000)
