"""Before a session ends: a warning in time, the draft saved first, and the way back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import StaffSession
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.office import PASSWORD

TITLE = "まもなくログアウトします"
SOON = 15_000  # milliseconds: longer than any of these limits


@pytest.fixture
def short(settings: Settings) -> None:
    """A session of eight seconds, of which the last six are warned of."""
    settings.SESSION_IDLE_SECONDS = 8
    settings.SESSION_WARNING_SECONDS = 6


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, office: Office) -> Iterator[Page]:
    context = seen_by(chromium, live_server, office.drafter)
    yield context.new_page()
    context.close()


def _sign_in_again(page: Page, office: Office) -> None:
    page.get_by_label("職員番号").fill(office.drafter.staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    page.get_by_label("確認コード").fill(code_for(enrol(office.drafter)))
    page.get_by_role("button", name="ログインする", exact=True).click()


def test_the_warning_opens_in_time_and_is_extended(short: None, page: Page) -> None:
    complaints = listen(page)
    page.goto("/")
    warning = page.get_by_role("dialog", name=TITLE)
    expect(warning).to_be_visible(timeout=SOON)
    expect(warning).to_contain_text("秒後に自動でログアウトします。")
    before = StaffSession.objects.get().active_at
    warning.get_by_role("button", name="延長する").click()
    expect(warning).to_be_hidden()
    assert StaffSession.objects.get().active_at > before
    page.reload()
    expect(page.get_by_role("heading", level=1, name="ホーム")).to_be_visible()
    expect(page.get_by_role("dialog", name=TITLE)).to_be_visible(timeout=SOON)
    assert complaints == []


def test_after_the_end_one_comes_back_to_the_same_page(
    short: None, page: Page, office: Office, settings: Settings
) -> None:
    page.goto("/posts/?q=ごみ")
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン", timeout=SOON)
    expect(page.get_by_role("status")).to_contain_text("操作がなかったため、ログアウトしました。")
    settings.SESSION_IDLE_SECONDS = 3600
    _sign_in_again(page, office)
    expect(page).to_have_url(re.compile(re.escape("/posts/?q=%E3%81%94%E3%81%BF") + "$"))


def test_what_was_typed_is_saved_first(short: None, page: Page, office: Office) -> None:
    complaints = listen(page)
    page.goto(f"/posts/{office.draft.pk}/edit/")
    page.get_by_label("件名").fill("席を離れる前の件名")
    expect(page.get_by_role("dialog", name=TITLE)).to_contain_text(
        "入力した内容は下書きに保存しました。", timeout=SOON
    )
    assert Post.objects.get(pk=office.draft.pk).title == "席を離れる前の件名"
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン", timeout=SOON)
    assert complaints == []


def test_a_new_post_is_saved_and_found_again(
    short: None, page: Page, office: Office, settings: Settings
) -> None:
    page.goto("/posts/new/")
    page.get_by_label("件名").fill("書きかけの件名")
    page.get_by_label("本文").fill("書きかけの本文")
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン", timeout=SOON)
    settings.SESSION_IDLE_SECONDS = 3600
    _sign_in_again(page, office)
    expect(page.get_by_label("件名")).to_have_value("書きかけの件名")
    expect(page.get_by_label("本文")).to_have_value("書きかけの本文")
    assert Post.objects.filter(title="書きかけの件名").count() == 1


def test_one_goes_on_writing_after_the_saving(short: None, page: Page, settings: Settings) -> None:
    page.goto("/posts/new/")
    page.get_by_label("件名").fill("保存の前")
    warning = page.get_by_role("dialog", name=TITLE)
    expect(warning).to_contain_text("入力した内容は下書きに保存しました。", timeout=SOON)
    settings.SESSION_IDLE_SECONDS = 3600
    warning.get_by_role("button", name="延長する").click()
    expect(warning).to_be_hidden()
    page.get_by_label("件名").fill("保存の後")
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert [post.title for post in Post.objects.filter(title__startswith="保存の")] == ["保存の後"]


def test_the_saving_is_no_sign_of_life(short: None, page: Page, office: Office) -> None:
    page.goto(f"/posts/{office.draft.pk}/edit/")
    before = StaffSession.objects.get().active_at
    page.get_by_label("件名").evaluate(
        "box => { box.value = '触っていない'; box.form.dispatchEvent(new Event('input')) }"
    )
    expect(page.get_by_role("dialog", name=TITLE)).to_contain_text(
        "下書きに保存しました。", timeout=SOON
    )
    assert (StaffSession.objects.get().active_at - before).total_seconds() < 3


def test_what_cannot_be_saved_stays_on_the_screen(short: None, page: Page) -> None:
    page.goto("/posts/new/")
    page.get_by_label("本文").fill("件名のない本文")
    warning = page.get_by_role("dialog", name=TITLE)
    expect(warning).to_contain_text("入力した内容を保存できませんでした。", timeout=SOON)
    expect(warning).to_contain_text("この画面に残っています。", timeout=SOON)
    warning.get_by_role("button", name="閉じる").click()
    expect(page.get_by_label("本文")).to_have_value("件名のない本文")


def test_work_in_another_tab_counts(short: None, page: Page, settings: Settings) -> None:
    page.goto("/")
    warning = page.get_by_role("dialog", name=TITLE)
    settings.SESSION_WARNING_SECONDS = 3
    other = page.context.new_page()
    for _ in range(8):
        other.goto("/account/")
        other.wait_for_timeout(1000)
    expect(warning).to_be_hidden()


def test_near_the_end_of_the_day_nothing_is_promised(page: Page, settings: Settings) -> None:
    settings.SESSION_ABSOLUTE_SECONDS = 10
    page.goto("/")
    warning = page.get_by_role("dialog", name=TITLE)
    expect(warning).to_contain_text("延長はできません。", timeout=SOON)
    expect(warning.get_by_role("button", name="延長する")).to_be_hidden()


def test_without_scripts_the_limits_hold(
    short: None, chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    context = seen_by(chromium, live_server, office.drafter, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("dialog", name=TITLE)).to_be_hidden()
    StaffSession.objects.update(active_at=office.drafter.sessions.get().started_at)
    page.wait_for_timeout(8500)
    page.goto("/posts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ログイン")
    context.close()
