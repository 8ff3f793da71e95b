"""A real Chromium, as Debian ships it, speaking Japanese."""

import threading
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff
from approvals import decisions
from line.models import FriendCount
from posts.choices import Status
from posts.commenting import comment
from posts.kinds.choices import Kind
from posts.kinds.following import follow_up
from posts.models import Post
from posts.routing import ruling
from posts.routing.choices import RuleKind
from tests.accounts.sign_in import sign_in
from tests.approvals.standing_in import returned_for_the_manager
from tests.browser import alarm, decided, ended, pictures, staff_room
from tests.browser.places import Office
from tests.office import BUBBLE, ask_approval, schedule, write
from tests.posts import bubbles
from tests.posts.bubbles import EVENT, TEXT
from tests.posts.patterns.addresses import make
from tests.posts.states import post_in

LONG_TEXT: Final = (
    "【館鼻岸壁朝市】\n日曜日の夜明けから、新湊三丁目の館鼻岸壁で開きます。\n"
    "https://www.city.hachinohe.aomori.jp/a/very/long/address/without/any/break.html\n"
    "電話 0178-43-2111\n" + "300を超える店が並びます。暖かい服装でお越しください。" * 25
)

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


@pytest.fixture
def office(
    transactional_db: None, drafter: Staff, manager: Staff, auditor: Staff, administrator: Staff
) -> Office:
    """Posts in every state, and no limit of sign-in reached by earlier tests."""
    cache.clear()  # its table belongs to no model, so no flush empties it
    FriendCount.objects.create(
        day=timezone.localdate(), followers=12_919, targeted_reaches=11_073, blocks=615
    )
    returned = ask_approval(drafter, title="八戸三社大祭の前夜祭")
    decisions.return_to_drafter(returned, actor=manager, reason="時刻を加えてください。")
    words = {"place": f"bubble:{BUBBLE}", "quote": "ご案内します", "proposal": "お知らせします"}
    comment(returned.post, actor=manager, words="題に合わせてください。", **words)
    waiting = ask_approval(drafter, title="館鼻岸壁朝市のお知らせ", text=LONG_TEXT)
    comment(waiting.post, actor=auditor, words="会場の名前を確かめてください。", quote="新湊三丁目")
    in_place = returned_for_the_manager(drafter)
    ended_and_decided: dict[str, Any] = {
        **ended.posts(drafter, manager),
        **decided.posts(drafter, manager),
    }
    return Office(
        drafter=drafter,
        manager=manager,
        auditor=auditor,
        draft=write(drafter, title="年末年始のごみ収集", category="", send_at=None),
        mixed=write(
            drafter, title="朝市と会場図", bubbles=[TEXT, EVENT, *bubbles.pictures(drafter)]
        ),
        waiting=waiting,
        approved=schedule(drafter, manager, send_at=timezone.now() + timedelta(days=3)),
        returned=returned.post,
        **ended_and_decided,
        administrator=administrator,
        room=staff_room.build(drafter, manager, administrator),
        library=pictures.library(drafter),
        alarm=alarm.build(drafter, manager),
        in_place=in_place,
        rule=ruling.make_rule(
            RuleKind.WEIGHTY, actor=administrator, section=auditor.section, reason="監査の課のため"
        ),
        pattern=make(drafter),
        corrected=_corrected(drafter),
        odd=write(drafter, title="春のお茶会", category="1", text="○○公民館で開きます。"),
    )


def _corrected(drafter: Staff) -> Post:
    """A post that was sent, and the correction that is being written."""
    post = post_in(Status.SENT, drafter)
    follow_up(post, Kind.CORRECTION, actor=drafter, origin=uuid.uuid4())
    return post


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
