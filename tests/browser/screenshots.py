"""`make screenshots`: one picture per page, role and width, to look at with one's own eyes.

Not part of the tests: pytest collects this file only when it is named.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import seen_by
from tests.browser.places import PLACES, SIGNED_OUT, Office
from tests.browser.places_of_staff import PLACES_OF_STAFF

FOLDER = Path(__file__).resolve().parent.parent.parent / "screenshots"


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("role", [SIGNED_OUT, "drafter", "manager", "auditor", "administrator"])
def test_take_pictures(
    chromium: Browser, live_server: LiveServer, office: Office, role: str, width: int
) -> None:
    FOLDER.mkdir(exist_ok=True)
    staff = getattr(office, role) if role else None
    context = seen_by(chromium, live_server, staff, viewport={"width": width, "height": 844})
    page = context.new_page()
    for place in (*PLACES, *PLACES_OF_STAFF):
        if role in place.seen_by:
            page.goto(place.address(office))
            name = f"{place.name}-{role or 'signed-out'}-{width}.png"
            page.screenshot(path=FOLDER / name, full_page=True)
            assert (FOLDER / name).stat().st_size > 0
    context.close()
