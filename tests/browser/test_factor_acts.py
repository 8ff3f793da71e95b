"""The pages of second factors that are reached only by acting: whole, accessible and silent."""

from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts import recovery
from accounts.models import Authenticator, Staff
from tests.accounts.sign_in import code_for, enrol
from tests.accounts.soft_passkey import give
from tests.browser.conftest import seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.browser.virtual_passkey import VirtualPasskey
from tests.office import PASSWORD


@pytest.fixture(autouse=True)
def _passkeys_of_this_server(live_server: LiveServer, settings: Settings) -> None:
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]


@pytest.fixture
def staff(office: Office) -> Staff:
    """The drafter with an app, a passkey and recovery codes."""
    enrol(office.drafter)
    give(office.drafter)
    with transaction.atomic():
        recovery.issue(office.drafter)
    return office.drafter


def test_the_pages_of_changing_factors(
    chromium: Browser, live_server: LiveServer, staff: Staff, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, staff).new_page()
    look = looks(page, faults)
    VirtualPasskey(page)
    page.goto(reverse("account_factors"))
    look("account_factors", "two")
    page.get_by_text("「職場のパソコン」の名前を変える").click()
    look("account_factors", "a name")
    for button, view in (
        ("認証アプリを追加する", "account_authenticator"),
        ("パスキーを追加する", "account_passkey"),
        ("新しい回復コードを発行する", "account_reissue"),
    ):
        page.goto(reverse("account_factors"))
        page.get_by_role("button", name=button).click()
        look(view, "open")
        page.locator("main .actions button").first.click()
        look(view, "nothing given")
    page.goto(reverse("account_factors"))
    page.get_by_role("button", name="「職場のパソコン」を削除する").click()
    look("account_factor_removal", "open")
    assert faults == {}


def test_the_page_of_new_codes(
    chromium: Browser, live_server: LiveServer, staff: Staff, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, staff).new_page()
    look = looks(page, faults)
    page.goto(reverse("account_factors"))
    page.get_by_role("button", name="新しい回復コードを発行する").click()
    page.get_by_label("確認コード").fill(code_for(enrol(staff)))
    page.get_by_role("button", name="発行する").click()
    look("account_reissue", "codes")
    codes = page.locator("ol.code li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="ファイルに保存する").click()
    assert codes == download.value.path().read_text(encoding="utf-8").split()[-10:]
    page.emulate_media(media="print")
    for hidden in (".header", ".actions", ".footer"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("ol.code li").first.is_visible()
    assert faults == {}


def test_the_pages_of_signing_in_otherwise(
    chromium: Browser, live_server: LiveServer, staff: Staff, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    look = looks(page, faults)
    page.goto("/")
    page.get_by_label("職員番号").fill(staff.staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    look("account_code", "code and passkey")
    page.get_by_role("link", name="回復コードでログイン").click()
    look("account_recovery", "open")
    page.get_by_role("button", name="ログインする").click()
    look("account_recovery", "none given")
    Authenticator.objects.filter(user=staff).delete()
    page.goto(reverse("account_code"))
    look("account_code", "passkey alone")
    assert faults == {}


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
