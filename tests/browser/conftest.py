"""A real Chromium, as Debian ships it, speaking Japanese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
    """One browser per module. While it runs, Django refuses the database to this thread, so the
    modules here see the system as people do: through its pages only."""
    if not CHROMIUM.exists():
        pytest.fail(
            "Debian's chromium is needed: apt-get install chromium chromium-l10n "
            "fonts-noto-cjk fonts-noto-color-emoji"
        )
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
