"""`make screenshots`: one picture per page, role and width, to look at with one's own eyes.

Not part of the tests: pytest collects this file only when it is named.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from broadcasts import stops
from tests.browser.conftest import seen_by
from tests.browser.places import PLACES, PLACES_STOPPED, SIGNED_OUT, Office, Place
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
    _take(page, office, (*PLACES, *PLACES_OF_STAFF), role, width)
    stops.stop_everything(actor=office.drafter)
    _take(page, office, PLACES_STOPPED, role, width)
    context.close()


def _take(page: Page, office: Office, places: tuple[Place, ...], role: str, width: int) -> None:
    for place in places:
        if role in place.seen_by:
            page.goto(place.address(office))
            file = FOLDER / f"{place.name}-{role or 'signed-out'}-{width}.png"
            page.screenshot(path=file, full_page=True)
            assert file.stat().st_size > 0
