"""A real Chromium, as Debian ships it, speaking Japanese."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff
from tests.accounts.sign_in import sign_in
from tests.browser.copied import ModelOffice
from tests.browser.places import Office

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=ja",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per module."""
    if not CHROMIUM.exists():
        pytest.fail(
            "Debian's chromium is needed: apt-get install chromium chromium-l10n "
            "fonts-noto-cjk fonts-noto-color-emoji"
        )
    # Under Playwright's event loop Django has another connection: this one would keep the
    # database from being copied.
    connection.close()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, env={"LANGUAGE": "ja"}
        )
        yield browser
        browser.close()


def visitor(browser: Browser, *, width: int = 1280) -> BrowserContext:
    """The browser of one person, with cookies of its own."""
    return browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": width, "height": 900}
    )


def listen(page: Page) -> list[str]:
    """What the page complains of on its console; to be found empty at the end."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture(scope="session")
def model_office(django_db_setup: None) -> Iterator[ModelOffice]:
    """The one office that all tests have copies of."""
    model = ModelOffice()
    yield model
    model.clear_away()


@pytest.fixture
def office(transactional_db: None, model_office: ModelOffice) -> Office:
    """Posts in every state, the people behind them, and no limit of sign-in reached."""
    return model_office.copy()


@pytest.fixture(autouse=True)
def _nobody_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pages ask and save by themselves: they are closed before the tables are emptied."""
    if not {"chromium", "live_server"} <= set(request.fixturenames):
        yield
        return
    browser: Browser = request.getfixturevalue("chromium")
    request.getfixturevalue("transactional_db")
    yield
    for context in browser.contexts:
        context.set_offline(True)  # or a page that is closed would save once more
        context.close()
    _wait_until_nobody_is_served()


def _wait_until_nobody_is_served() -> None:
    """The server has one thread for each connection of a browser."""
    deadline = time.monotonic() + 10
    while any("process_request_thread" in one.name for one in threading.enumerate()):
        if time.monotonic() > deadline:
            pytest.fail("a page that was closed ten seconds ago is still being answered")
        time.sleep(0.01)


def seen_by(
    browser: Browser, server: LiveServer, staff: Staff | None, **more: Any
) -> BrowserContext:
    """The browser of a signed-in person, or of nobody."""
    context = browser.new_context(
        base_url=server.url, locale="ja-JP", timezone_id="Asia/Tokyo", **more
    )
    if staff is not None:
        client = Client()
        sign_in(client, staff)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server.url}])
    return context


@pytest.fixture
def faults() -> dict[str, list[str]]:
    """What was found wrong with pages, by page and state."""
    return {}
