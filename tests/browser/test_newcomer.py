"""The whole job as a newcomer does it: `make demo`, draft, 課内確認, approve, watch the phones."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import listen, visitor
from tests.browser.declaring import declare_and_ask

ROOT = Path(__file__).resolve().parent.parent.parent
TOKYO = ZoneInfo("Asia/Tokyo")
DRAFTER, REVIEWER, ACCOUNT_MANAGER = "100101", "100110", "200101"
PASSWORD = "umineko-demo-2026"
TEXT = "【市役所からのお知らせ】\n本館1階の窓口は、午後5時まで開いています。😀"


@dataclass
class Demo:
    """The addresses that the demo prints."""

    web: str
    desk: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    data = tmp_path_factory.mktemp("demo")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "STAGE", "MAIL_FOLDER"}
    }
    with subprocess.Popen(
        [sys.executable, "-m", "hachinohe_line.demo"],
        cwd=ROOT,
        env={**environment, "DEMO_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield _addresses(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def _addresses(process: subprocess.Popen[str]) -> Demo:
    assert process.stdout is not None
    shown = ""
    for line in process.stdout:
        shown += line
        found = re.findall(r"http://localhost:\d+/", shown)
        if len(found) == 2:
            return Demo(*found)
    pytest.fail(f"the demo did not start:\n{shown}")


def test_a_post_goes_from_the_drafter_along_its_route_to_the_phones(
    demo: Demo, chromium: Browser
) -> None:
    person = visitor(chromium)
    desk = person.new_page()
    complaints = listen(desk)
    desk.goto(demo.desk)
    expect(desk.get_by_text("これはLINEではありません")).to_be_visible()

    manager = _sign_in(visitor(chromium, width=390), demo, desk, ACCOUNT_MANAGER)
    complaints_of_manager = listen(manager)
    reviewer = _sign_in(visitor(chromium), demo, desk, REVIEWER)
    complaints_of_reviewer = listen(reviewer)
    drafter = _sign_in(visitor(chromium), demo, desk, DRAFTER)
    complaints_of_drafter = listen(drafter)
    send_at = _next_minute(at_least_seconds=45)
    _write_and_submit(drafter, send_at)
    page_of_post = drafter.url

    _review(reviewer)
    _approve(manager, desk)

    bubbles = desk.locator(".bubble", has_text="本館1階の窓口は、午後5時まで")
    expect(bubbles.first).to_be_visible(timeout=120_000)
    late = datetime.now(TOKYO) - send_at
    assert timedelta(0) <= late < timedelta(seconds=1)
    expect(bubbles).to_have_count(4)

    drafter.goto(page_of_post)
    expect(drafter.get_by_text("に配信しました。").first).to_be_visible()
    expect(drafter.get_by_text("配信済み").first).to_be_visible()
    expect(drafter.get_by_text(re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}"))).to_be_visible()
    expect(drafter.get_by_text(re.compile(r"友だち [\d,]+人"))).to_be_visible(timeout=20_000)
    assert complaints + complaints_of_drafter + complaints_of_manager == []
    assert complaints_of_reviewer == []


def _write_and_submit(page: Page, send_at: datetime) -> None:
    page.get_by_role("link", name="起案する").click()
    page.get_by_role("button", name="保存して配信先・日時へ進む").click()
    expect(page.get_by_text("件名を入力してください。").first).to_be_visible()
    page.get_by_label("件名").fill("窓口の時間のお知らせ")
    page.get_by_label("八戸らしい地域情報").check()
    page.get_by_label("機密性1").check()
    page.get_by_label("本文").fill(TEXT)
    page.get_by_role("button", name="保存して配信先・日時へ進む").click()
    page.get_by_label("配信日").fill(f"{send_at:%Y-%m-%d}")
    page.get_by_label("配信時刻").fill(f"{send_at:%H:%M}")
    page.get_by_role("button", name="保存して確認へ進む").click()
    expect(page.locator(".bubble")).to_have_text(TEXT)
    declare_and_ask(page)
    expect(page.get_by_role("status")).to_contain_text("三上 直子さんに課内確認を依頼しました。")


def _review(page: Page) -> None:
    _open_what_waits(page)
    page.get_by_role("button", name="課内確認する").click()
    expect(page.get_by_role("status")).to_be_visible()


def _open_what_waits(page: Page) -> None:
    page.get_by_role("navigation", name="メニュー").get_by_role("link", name="承認").click()
    page.get_by_role("link", name="窓口の時間のお知らせ").click()


def _approve(page: Page, desk: Page) -> None:
    _open_what_waits(page)
    expect(page.locator(".bubble")).to_have_text(TEXT)
    page.get_by_role("button", name="承認へ進む").click()
    page.get_by_label("本文と配信日時を読んで確認しました").check()
    page.get_by_label("確認コード").fill(_fresh_code(desk, ACCOUNT_MANAGER))
    page.get_by_role("button", name=re.compile("の配信を承認する")).click()
    expect(page.get_by_role("status")).to_contain_text("承認しました。")


def _sign_in(context: BrowserContext, demo: Demo, desk: Page, staff_number: str) -> Page:
    page = context.new_page()
    page.goto(demo.web)
    page.get_by_label("職員番号").fill(staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    page.get_by_label("確認コード").fill(_fresh_code(desk, staff_number))
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1, name="ホーム")).to_be_visible()
    return page


_used: set[str] = set()


def _fresh_code(desk: Page, staff_number: str) -> str:
    """What the authenticator shows; after a used code, the next one, as a person would wait."""
    shown = desk.locator("#code-list li", has_text=staff_number)
    deadline = time.monotonic() + 35
    while (code := shown.get_attribute("data-code") or "") in {"", *_used}:
        assert time.monotonic() < deadline, "the authenticator shows no new code"
        desk.wait_for_timeout(250)
    _used.add(code)
    return code


def _next_minute(*, at_least_seconds: int) -> datetime:
    soonest = datetime.now(TOKYO) + timedelta(seconds=at_least_seconds)
    return soonest.replace(second=0, microsecond=0) + timedelta(minutes=1)
