"""Where the focus is must be seen: on links by a yellow ground, and never behind a bar."""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import Office

YELLOW = "rgb(255, 212, 61)"
MANY = 60
# Of nine points of what has the focus, how many are on the screen and covered by nothing?
SEEN = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const points = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y => [x, y]));
  const seen = points.filter(([x, y]) => {
    const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return top !== null && element.contains(top);
  });
  return [element.labels?.[0]?.innerText ?? element.innerText, seen.length];
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_in_focus_has_a_yellow_ground(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto("/posts/")
    grounds = {}
    for _ in range(MANY):
        page.keyboard.press("Tab")
        name, tag, ground = page.evaluate(
            "() => { const one = document.activeElement;"
            " return [one.innerText, one.tagName, getComputedStyle(one).backgroundColor] }"
        )
        if tag == "A":
            grounds[name.split()[0]] = ground
    assert {"本文へ移動", "ホーム", "配信の緊急停止", "起案する", "下書き"} <= grounds.keys()
    assert set(grounds.values()) == {YELLOW}


# 400 % of 1280 x 1024; two phones; a phone held sideways.
@pytest.mark.parametrize(
    ("width", "height"), [(320, 256), (390, 664), (360, 560), (740, 360), (1280, 720)]
)
def test_the_focus_is_never_hidden_behind_a_bar(
    chromium: Browser, live_server: LiveServer, office: Office, width: int, height: int
) -> None:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    for address in ("/posts/new/", f"/posts/{office.draft.pk}/edit/?check"):
        page.goto(address)
        assert _hidden(page) == []


def _hidden(page: Page) -> list[str]:
    """What cannot be seen while it has the focus, on the way through the whole page and back."""
    found, passed = [], 0
    for key in ["Tab"] * MANY + ["Shift+Tab"] * MANY:
        page.keyboard.press(key)
        if seen := page.evaluate(SEEN):
            passed += 1
            if seen[1] < 3:
                found.append(f"{seen[0]!r}: {seen[1]} of 9 points, by {key}")
    assert passed > MANY
    return found
