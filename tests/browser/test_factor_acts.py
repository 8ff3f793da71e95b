"""The pages of second factors that are reached only by acting: whole, accessible and silent."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts import recovery
from accounts.models import Authenticator, Staff
from tests.accounts.sign_in import code_for, enrol
from tests.accounts.soft_passkey import give
from tests.browser.conftest import listen, seen_by
from tests.browser.faults import faults_of
from tests.browser.places import Office
from tests.browser.virtual_passkey import VirtualPasskey
from tests.office import PASSWORD

WIDTHS = (390, 1280)


@pytest.fixture(autouse=True)
def _passkeys_of_this_server(live_server: LiveServer, settings: Settings) -> None:
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]


class Look:
    """Looks at the open page at each width, and keeps what is wrong under a name."""

    def __init__(self, page: Page) -> None:
        self._page, self._complaints = page, listen(page)
        self.faults: dict[str, list[str]] = {}

    def __call__(self, name: str) -> None:
        for width in WIDTHS:
            self._page.set_viewport_size({"width": width, "height": 900})
            if found := [*faults_of(self._page, None), *self._complaints]:
                self.faults[f"{name} at {width}"] = found
        self._complaints.clear()


@pytest.fixture
def staff(office: Office) -> Staff:
    """The drafter with an app, a passkey and recovery codes."""
    enrol(office.drafter)
    give(office.drafter)
    with transaction.atomic():
        recovery.issue(office.drafter)
    return office.drafter


def test_the_pages_of_changing_factors(
    chromium: Browser, live_server: LiveServer, staff: Staff
) -> None:
    page = seen_by(chromium, live_server, staff).new_page()
    look = Look(page)
    VirtualPasskey(page)
    page.goto(reverse("account_factors"))
    look("two factors")
    page.get_by_text("「職場のパソコン」の名前を変える").click()
    look("a name")
    for button in ("認証アプリを追加する", "パスキーを追加する", "新しい回復コードを発行する"):
        page.goto(reverse("account_factors"))
        page.get_by_role("button", name=button).click()
        look(button)
        page.locator("main .actions button").first.click()
        look(f"{button}, nothing given")
    page.goto(reverse("account_factors"))
    page.get_by_role("button", name="「職場のパソコン」を削除する").click()
    look("removal")
    assert look.faults == {}


def test_the_page_of_new_codes(chromium: Browser, live_server: LiveServer, staff: Staff) -> None:
    page = seen_by(chromium, live_server, staff).new_page()
    look = Look(page)
    page.goto(reverse("account_factors"))
    page.get_by_role("button", name="新しい回復コードを発行する").click()
    page.get_by_label("確認コード").fill(code_for(enrol(staff)))
    page.get_by_role("button", name="発行する").click()
    look("codes")
    codes = page.locator("ol.code li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="ファイルに保存する").click()
    assert codes == download.value.path().read_text(encoding="utf-8").split()[-10:]
    page.emulate_media(media="print")
    for hidden in (".header", ".actions", ".footer"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("ol.code li").first.is_visible()
    assert look.faults == {}


def test_the_pages_of_signing_in_otherwise(
    chromium: Browser, live_server: LiveServer, staff: Staff
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    look = Look(page)
    page.goto("/")
    page.get_by_label("職員番号").fill(staff.staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    look("code and passkey")
    page.get_by_role("link", name="回復コードでログイン").click()
    look("recovery code")
    page.get_by_role("button", name="ログインする").click()
    look("recovery code, none given")
    Authenticator.objects.filter(user=staff).delete()
    page.goto(reverse("account_code"))
    look("passkey alone")
    assert look.faults == {}


def test_without_scripts_the_code_is_asked_and_no_passkey(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    give(office.manager)
    page = seen_by(chromium, live_server, office.manager, java_script_enabled=False).new_page()
    page.goto(reverse("approval", args=[office.waiting.pk]))
    page.get_by_role("button", name="承認へ進む").click()
    assert page.get_by_label("確認コード").is_visible()
    assert not page.get_by_role("button", name="パスキーで承認する").is_visible()


def test_the_script_of_passkeys_is_short() -> None:
    script = Path(__file__).parent.parent.parent / "static" / "js" / "passkey.js"
    assert len(script.read_text(encoding="utf-8").splitlines()) < 80
