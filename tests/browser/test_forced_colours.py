"""In forced colours grounds are gone: what tells things apart must be an edge or a line."""

import pytest
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import Office

GROUND = """() => {
  const probe = document.createElement("i");
  document.body.append(probe);
  probe.style.color = "Canvas";
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}"""

EDGES = """(all, side) => all.map(one => {
  const style = getComputedStyle(one);
  return ["Color", "Width", "Style"].map(what => style[`border${side}${what}`]);
})"""


@pytest.fixture
def forced(chromium: Browser, live_server: LiveServer, office: Office) -> Page:
    return seen_by(chromium, live_server, office.manager, forced_colors="active").new_page()


def _edges(found: Locator, side: str) -> list[str]:
    """The colour of one edge of each of them; it must be there at all."""
    styles = found.evaluate_all(EDGES, side)
    assert all(width != "0px" and style == "solid" for _, width, style in styles), styles
    return [colour for colour, _, _ in styles]


@pytest.mark.parametrize(("width", "side"), [(1280, "Bottom"), (390, "Top")])
def test_only_the_current_entry_of_the_menu_is_marked(forced: Page, width: int, side: str) -> None:
    forced.set_viewport_size({"width": width, "height": 900})
    forced.goto("/posts/")
    ground = forced.evaluate(GROUND)
    assert set(_edges(forced.locator(".nav__link:not([aria-current])"), side)) == {ground}
    (current,) = _edges(forced.locator(".nav__link[aria-current]"), side)
    assert current != ground


def test_only_the_current_tab_is_marked(forced: Page) -> None:
    forced.goto("/posts/?status=sent")
    ground = forced.evaluate(GROUND)
    assert set(_edges(forced.locator(".tabs a:not([aria-current])"), "Top")) == {ground}
    (current,) = _edges(forced.locator(".tabs a[aria-current]"), "Top")
    assert current != ground


def test_a_bubble_has_an_edge(forced: Page, office: Office) -> None:
    forced.goto(office.sent.get_absolute_url())
    ground = forced.evaluate(GROUND)
    for side in ("Top", "Right", "Bottom", "Left"):
        (edge,) = _edges(forced.locator(".bubble"), side)
        assert edge != ground


def test_the_current_step_is_filled(forced: Page) -> None:
    forced.goto("/posts/new/")
    ground = forced.evaluate(GROUND)
    grounds = forced.locator(".steps__item").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').backgroundColor)"
    )
    assert grounds[0] not in {ground, *grounds[1:]}
