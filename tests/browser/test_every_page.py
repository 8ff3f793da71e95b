"""Every page, by role and width: accessible, whole, silent, and never wider than the screen."""

from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff
from broadcasts import stops
from tests.browser.conftest import listen, seen_by
from tests.browser.faults import faults_of, faults_of_markup, too_wide
from tests.browser.no_pages import NO_PAGE
from tests.browser.places import (
    PLACES,
    PLACES_STOPPED,
    SEEN_ELSEWHERE,
    SIGNED_OUT,
    Office,
    Place,
)
from tests.browser.places_of_staff import PLACES_OF_STAFF

ROOT = Path(__file__).resolve().parent.parent.parent
ROLES = (SIGNED_OUT, "drafter", "manager", "auditor", "administrator")
PHONE = 390
LOOKED_AT = (PHONE, 768, 1280)
# WCAG 1.4.10: 400 % of 1280 px is 320 px wide, 200 % is 640 px.
ZOOMED = (320, 640)


def _staff(office: Office, role: str) -> Staff | None:
    return getattr(office, role) if role else None


def _places(role: str) -> list[Place]:
    return [place for place in (*PLACES, *PLACES_OF_STAFF) if role in place.seen_by]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_whole_silent_and_never_too_wide(
    chromium: Browser, live_server: LiveServer, office: Office, role: str
) -> None:
    context = seen_by(chromium, live_server, _staff(office, role), viewport=_screen(PHONE))
    page = context.new_page()
    complaints = listen(page)
    faults: dict[str, list[str]] = {}
    for place in _places(role):
        response = page.goto(place.address(office))
        found = [*faults_of_markup(response), *_faults_at_every_width(page), *complaints]
        complaints.clear()
        if found:
            faults[place.name] = found
    if role:
        stops.stop_everything(actor=office.drafter)
        for place in PLACES_STOPPED:
            response = page.goto(place.address(office))
            if found := [*faults_of_markup(response), *_faults_at_every_width(page)]:
                faults[place.name] = found
    context.close()
    # A refused page is answered 403, and Chromium notes every such answer on its console.
    refused = faults.pop("audit-forbidden", [])
    assert all("403" in fault for fault in refused), refused
    assert faults == {}


def _faults_at_every_width(page: Page) -> list[str]:
    """A page is opened on a phone, and then looked at as it grows and shrinks."""
    found = []
    for width in LOOKED_AT:
        page.set_viewport_size(_screen(width))
        found += [f"at {width}: {fault}" for fault in faults_of(page)]
    for width in ZOOMED:
        page.set_viewport_size(_screen(width, 256))
        found += [f"at {width}: {fault}" for fault in too_wide(page)]
    page.set_viewport_size(_screen(PHONE))
    return found


def _screen(width: int, height: int = 900) -> ViewportSize:
    return {"width": width, "height": height}


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_nothing_moves_with_reduced_motion_and_buttons_keep_their_edge(
    chromium: Browser, live_server: LiveServer, office: Office, media: dict[str, str]
) -> None:
    context = seen_by(chromium, live_server, office.drafter, **media)
    page = context.new_page()
    for place in _places("drafter"):
        page.goto(place.address(office))
        running = page.evaluate("document.getAnimations().length")
        assert running == 0, place.name
        for button in page.locator("main .button").all():
            edge = button.evaluate("element => getComputedStyle(element).borderTopWidth")
            assert edge != "0px", place.name
    context.close()


def test_every_address_is_looked_at() -> None:
    named = {place.view for place in (*PLACES, *PLACES_OF_STAFF)} | SEEN_ELSEWHERE.keys() | NO_PAGE
    assert _names(get_resolver().url_patterns) - named == set()


@pytest.mark.parametrize(("view", "where"), SEEN_ELSEWHERE.items())
def test_what_is_looked_at_elsewhere_is_named_there(view: str, where: str) -> None:
    assert f'"{view}"' in (ROOT / where).read_text(encoding="utf-8")


def _names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= _names(pattern.url_patterns)
        elif pattern.name:
            found.add(pattern.name)
    return found
