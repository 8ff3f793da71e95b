"""How a test looks at a page that it has come to by acting."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import resolve
from playwright.sync_api import Page

from tests.browser.conftest import listen
from tests.browser.faults import faults_of

WIDTHS = (390, 1280)
# The page is named by its view, so that `places.py` can rely on it; then the state it is in.
Look = Callable[[str, str], None]


def looks(page: Page, faults: dict[str, list[str]]) -> Look:
    """Look at the open page at each width, and keep what is wrong under a name."""
    complaints = listen(page)

    def look(view: str, state: str) -> None:
        page.wait_for_url(lambda url: resolve(urlsplit(url).path).view_name == view)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if found := [*faults_of(page), *complaints]:
                faults[f"{view}, {state}, at {width}"] = found
        complaints.clear()

    return look
