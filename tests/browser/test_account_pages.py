"""The pages of one's own account that are reached only by acting, looked at as all others are."""

import re

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff, StaffSession
from tests.accounts.sign_in import NEW_PASSWORD, code_for, enrol
from tests.browser.conftest import seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.office import PASSWORD


def test_the_page_of_a_new_password(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(page, faults)
    page.goto("/account/password/")
    page.get_by_role("button", name="変更へ進む").click()
    look("account_password_change", "open")
    page.get_by_label("今のパスワード").fill(PASSWORD)
    page.get_by_label("新しいパスワード", exact=False).first.fill("Hachinohe-2026")
    page.get_by_role("button", name="このパスワードに変える").click()
    look("account_password_change", "wrong")
    page.get_by_label("今のパスワード").fill(PASSWORD)
    for box in page.get_by_label("新しいパスワード", exact=False).all():
        box.fill(NEW_PASSWORD)
    page.get_by_label("ほかのシステムでは使っていない").check()
    page.get_by_label("確認コード").fill(code_for(enrol(office.drafter)))
    page.get_by_role("button", name="このパスワードに変える").click()
    expect(page.get_by_role("status").first).to_contain_text("パスワードを変えました。")
    assert faults == {}


def test_the_page_of_confidentiality(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    Staff.objects.filter(pk=office.drafter.pk).update(confidentiality_acknowledged_on=None)
    device = enrol(office.drafter)
    page = seen_by(chromium, live_server, None).new_page()
    look = looks(page, faults)
    page.goto("/")
    page.get_by_label("職員番号").fill(office.drafter.staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    page.get_by_label("確認コード").fill(code_for(device))
    page.get_by_role("button", name="ログインする", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("秘密保持の確認")
    look("account_confidentiality", "open")
    page.get_by_role("button", name="確認しました").click()
    expect(page.get_by_role("heading", level=1, name="ホーム")).to_be_visible()
    assert faults == {}


def test_the_notice_of_a_second_place_and_the_list_of_both(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    first = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(first, faults)
    seen_by(chromium, live_server, office.drafter)
    session = StaffSession.objects.earliest("started_at")
    session.elsewhere_at = session.started_at
    session.elsewhere = "Windowsのパソコン（Edge）　192.0.2.7"
    session.save()
    first.goto("/")
    expect(
        first.get_by_text(re.compile(r"\d+:\d\dに別の端末からログインがありました。"))
    ).to_be_visible()
    look("home", "second place")
    first.get_by_role("button", name="自分でログインしました").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("ログイン中の端末")
    look("account_sessions", "two")
    first.get_by_role("button", name="ほかのすべてを終了する").click()
    expect(first.get_by_text("ほかの端末ではログインしていません。")).to_be_visible()
    assert faults == {}


def test_a_leak_is_reported_in_two_presses(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto("/account/")
    page.get_by_role("link", name="漏えいのおそれを報告").click()
    page.get_by_role("button", name="報告してすべての端末をログアウトする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
    expect(page.get_by_role("status")).to_contain_text("報告を受け付け、すべての端末をログアウト")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
