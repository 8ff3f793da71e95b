"""The main job in a browser that runs no script."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import seen_by
from tests.browser.declaring import declare_and_ask
from tests.browser.places import Office


def test_from_draft_to_approval_without_scripts(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    day = timezone.localtime() + timedelta(days=2)
    page = seen_by(chromium, live_server, office.drafter, java_script_enabled=False).new_page()
    page.goto("/posts/new/")
    page.get_by_role("button", name="保存して配信先・日時へ進む").click()
    expect(page.get_by_text("件名を入力してください。").first).to_be_visible()
    page.get_by_label("件名").fill("スクリプトなしのお知らせ")
    page.get_by_label("八戸らしい地域情報").check()
    page.get_by_label("機密性1").check()
    page.get_by_label("本文").fill("本館1階の窓口は、午後5時まで開いています。")
    page.get_by_role("button", name="保存して配信先・日時へ進む").click()
    page.get_by_label("配信日").fill(f"{day:%Y-%m-%d}")
    page.get_by_label("配信時刻").fill("10:00")
    page.get_by_role("button", name="保存して確認へ進む").click()
    declare_and_ask(page)
    expect(page.get_by_role("status").first).to_contain_text("承認を依頼しました。")

    device = enrol(office.manager)
    manager = seen_by(chromium, live_server, office.manager, java_script_enabled=False).new_page()
    manager.goto("/approvals/")
    manager.get_by_role("link", name="スクリプトなしのお知らせ").click()
    manager.get_by_role("button", name="承認へ進む").click()
    manager.get_by_label("本文と配信日時を読んで確認しました").check()
    manager.get_by_label("確認コード").fill(code_for(device))
    manager.get_by_role("button", name="の配信を承認する").click()
    expect(manager.get_by_role("status").first).to_contain_text("承認しました。")
    assert Post.objects.get(title="スクリプトなしのお知らせ").status == Status.APPROVED
