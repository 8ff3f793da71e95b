"""What an installed system sends: little, compressed, fingerprinted, and with its doors shut."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from hachinohe_line.environment import secret
from tests.accounts.sign_in import sign_in
from tests.browser.places import Office

ROOT = Path(__file__).resolve().parent.parent.parent
KILOBYTES, REQUESTS = 60, 8
# What no other host of the city's domain can set (hachinohe_line/settings.py).
SESSION, FORMS = "__Host-sessionid", "__Host-csrftoken"
LONG_KEY = "a-key-long-enough-for-an-installation-that-only-tests-ever-see"
# As the TLS proxy in front of an installation says it.
THROUGH_THE_PROXY = {"X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[int]:
    """The port of gunicorn with production settings and collected static files."""
    database = secret("DATABASE_URL")
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    environment = {
        **os.environ,
        "STAGE": "production",
        "SECRET_KEY": LONG_KEY,
        "ALLOWED_HOSTS": "localhost",
        # No TLS stands in front of it here, so the browser names another scheme than the proxy.
        "CSRF_TRUSTED_ORIGINS": f"http://localhost:{port}",
        "SITE_URL": "https://localhost",
        "BEHIND_TLS_PROXY": "true",
        "LINE_API_BASE_URL": "https://api.line.me",
        "MAIL_FOLDER": "",
        "STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
        "DATABASE_URL": re.sub(r"@([^/]*)/[^?]*", rf"@\1/{_name_of_database()}", database),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True, capture_output=True)
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-k", "gthread"]
    command += ["--threads", "4", "-b", f"fd://{listening.fileno()}", "hachinohe_line.wsgi"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        pass_fds=[listening.fileno()],
        stderr=subprocess.DEVNULL,
    )
    _wait_for(port)
    yield port
    server.terminate()
    server.wait(timeout=20)
    listening.close()


def _name_of_database() -> str:
    return str(connection.settings_dict["NAME"])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        asked = HTTPConnection("localhost", port, timeout=20)
        asked.request("GET", "/healthz")
        if asked.getresponse().status == 200:
            return
    pytest.fail("the installed web server did not answer")


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
