"""What an installed system sends: little, compressed, fingerprinted, and with its doors shut."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.accounts.sign_in import sign_in
from tests.browser.places import Office
from tests.installed import LONG_KEY, THROUGH_THE_PROXY, installed_server

KILOBYTES, REQUESTS = 60, 8
# What no other host of the city's domain can set (hachinohe_line/settings.py).
SESSION, FORMS = "__Host-sessionid", "__Host-csrftoken"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[int]:
    """The port of gunicorn with production settings and collected static files."""
    with installed_server(tmp_path_factory.mktemp("static")) as port:
        yield port


@pytest.fixture
def visit(chromium: Browser, installed: int, office: Office, settings: Settings) -> Iterator[Page]:
    """A page of a drafter's first visit; nothing is cached."""
    settings.SECRET_KEY = LONG_KEY  # sessions are signed with the key of the installed system
    client = Client()
    sign_in(client, office.drafter)
    context = chromium.new_context(
        base_url=f"http://localhost:{installed}", extra_http_headers=THROUGH_THE_PROXY
    )
    context.add_cookies(
        [
            {
                "name": SESSION,
                "secure": True,
                "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "url": f"https://localhost:{installed}",
            }
        ]
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ["/", "/posts/new/"])
def test_a_first_visit_is_light(visit: Page, address: str) -> None:
    received = _weigh(visit)
    visit.goto(address, wait_until="networkidle")
    assert visit.title().endswith("八戸市LINE配信管理")
    assert "ログイン" not in visit.locator("h1").inner_text()
    assert len(received) <= REQUESTS, received
    assert sum(received.values()) <= KILOBYTES * 1000, received


def _weigh(page: Page) -> dict[str, int]:
    """Address to bytes over the wire, headers included, filled while the page loads."""
    session = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    received: dict[str, int] = {}
    session.send("Network.enable")
    session.on(
        "Network.responseReceived",
        lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
    )
    session.on("Network.loadingFinished", lambda event: _add(received, addresses, event))
    return received


def _add(received: dict[str, int], addresses: dict[str, str], event: dict[str, Any]) -> None:
    received[addresses[event["requestId"]]] = int(event["encodedDataLength"])


def test_static_files_are_fingerprinted_cached_for_a_year_and_compressed(visit: Page) -> None:
    answers = []
    visit.on("response", lambda response: answers.append(response))
    visit.goto("/posts/new/", wait_until="networkidle")
    static = [answer for answer in answers if "/static/" in answer.url]
    assert len(static) >= 3
    for answer in static:
        assert re.search(r"\.[0-9a-f]{12}\.", answer.url), answer.url
        assert "max-age=315360000" in answer.headers["cache-control"], answer.url
        assert answer.headers.get("content-encoding") == "gzip", answer.url


def test_every_page_shuts_its_doors(visit: Page) -> None:
    response = visit.goto("/posts/new/")
    assert response is not None
    headers = response.headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert headers["cache-control"] == "private, no-cache"
    assert headers["content-encoding"] == "gzip"


def test_no_cookie_but_those_of_the_session_and_of_forms(visit: Page) -> None:
    answers = []
    visit.on("response", lambda response: answers.append(response))
    visit.goto("/posts/new/")
    visit.get_by_label("件名").fill("クッキーの確認")
    visit.get_by_role("button", name="下書きを保存する").click()
    expect(visit.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    # Also those that are taken back at once.
    headers = [header for answer in answers for header in answer.headers_array()]
    given = {one["value"].split("=")[0] for one in headers if one["name"].lower() == "set-cookie"}
    assert given == {SESSION, FORMS}
    cookies = {cookie["name"]: cookie for cookie in visit.context.cookies()}
    assert cookies.keys() == {SESSION, FORMS}
    assert cookies[SESSION]["httpOnly"]
    assert all(cookie["secure"] for cookie in cookies.values())
    assert all(cookie["sameSite"] == "Lax" for cookie in cookies.values())
