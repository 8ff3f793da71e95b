"""A person with a passkey in a real Chromium: from the temporary password to the last factor."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts import devices
from accounts.models import Authenticator, Staff, StepUp
from approvals.models import Decision
from audit.actions import Action
from audit.models import Entry
from posts.choices import Status
from posts.models import Post, Revision
from tests.accounts.sign_in import code_for
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.browser.virtual_passkey import VirtualPasskey
from tests.office import PASSWORD, ask_approval

OWN_PASSWORD = "Yunomi-Kawara-27-tsukue"


@pytest.fixture(autouse=True)
def _passkeys_of_this_server(live_server: LiveServer, settings: Settings) -> None:
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]


@pytest.fixture
def newcomer(office: Office) -> Staff:
    """The アカウント管理者 on her first day: a temporary password, and nothing to prove with."""
    Authenticator.objects.filter(user=office.manager).delete()
    Staff.objects.filter(pk=office.manager.pk).update(must_change_password=True)
    return office.manager


def _password(page: Page, password: str) -> None:
    page.goto("/login/")
    page.get_by_label("職員番号").fill("2001")
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="次へ進む").click()


def _choose_password(page: Page) -> None:
    boxes = page.locator("input[type=password]")
    boxes.nth(0).fill(OWN_PASSWORD)
    boxes.nth(1).fill(OWN_PASSWORD)
    page.locator("input[type=checkbox]").check()
    page.locator("main form button").first.click()


def _register(page: Page) -> list[str]:
    """Make the first passkey; the recovery codes shown."""
    expect(page.get_by_role("heading", name="パスキーを登録する")).to_be_visible()
    page.get_by_label("名前").fill("職場のパソコン")
    page.get_by_role("button", name="パスキーを作る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("回復コードを控えてください")
    codes = page.locator("ol.code li").all_inner_texts()
    page.get_by_role("link", name="控えたので先へ進む").click()
    _past_confidentiality(page)
    return codes


def _past_confidentiality(page: Page) -> None:
    if "/login/" in page.url:
        page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1, name="ホーム")).to_be_visible()


def _sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="ログアウトする").click()


def _sign_in_by_passkey(page: Page) -> None:
    _password(page, OWN_PASSWORD)
    page.get_by_role("button", name="パスキーでログインする").click()
    expect(page.get_by_role("heading", level=1, name="ホーム")).to_be_visible()


def _go_to_approval(page: Page, revision: Revision) -> str:
    page.goto(reverse("approval", args=[revision.pk]))
    page.get_by_role("button", name="承認へ進む").click()
    page.get_by_label("本文と配信日時を読んで確認しました").check()
    return page.url


def _watch_posts(context: BrowserContext) -> list[dict[str, str]]:
    """What the browser sends in forms, as it sends it."""
    sent: list[dict[str, str]] = []
    context.on(
        "request",
        lambda request: (
            sent.append(dict(request.post_data_json or {})) if request.method == "POST" else None
        ),
    )
    return sent


def _refusals() -> list[str]:
    found = Entry.objects.filter(action=Action.STEP_UP_REFUSED).order_by("sequence")
    return [entry.detail["reason"] for entry in found]


def test_from_the_temporary_password_to_an_approval_that_cannot_be_replayed(
    chromium: Browser, live_server: LiveServer, office: Office, newcomer: Staff
) -> None:
    context = seen_by(chromium, live_server, None)
    page = context.new_page()
    complaints, sent, passkey = listen(page), _watch_posts(context), VirtualPasskey(page)
    _password(page, PASSWORD)
    _choose_password(page)
    codes = _register(page)
    assert len({code for code in codes if re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)}) == 10
    assert passkey.credentials == 1
    _sign_out(page)
    _sign_in_by_passkey(page)

    address = _go_to_approval(page, office.waiting)
    page.get_by_role("button", name="パスキーで承認する").click()
    expect(page.get_by_role("status").first).to_contain_text("承認しました。")
    decision = Decision.objects.get(revision=office.waiting)
    assert decision.step_up is not None
    assert decision.step_up.evidence is not None
    form = next(one for one in reversed(sent) if one.get("assertion"))

    again = page.request.post(
        address, form={**form}, headers={"Referer": page.url}, max_redirects=0
    )
    assert again.status == 302
    other = ask_approval(office.drafter, title="もう一つの投稿")
    fresh = _go_to_approval(page, other)
    token = page.locator("main input[name=csrfmiddlewaretoken]").first.input_value()
    reply = page.request.post(
        fresh, form={**form, "csrfmiddlewaretoken": token}, headers={"Referer": fresh}
    )
    assert "パスキーで本人を確認できませんでした。" in reply.text()
    assert _refusals() == ["spent", "passkey"]
    assert not Decision.objects.filter(revision=other).exists()
    assert Post.objects.get(pk=other.post_id).status == Status.IN_APPROVAL
    assert complaints == []


def test_whose_finger_does_not_fit_approves_nothing(
    chromium: Browser, live_server: LiveServer, office: Office, newcomer: Staff
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    passkey = VirtualPasskey(page)
    _password(page, PASSWORD)
    _choose_password(page)
    _register(page)
    _go_to_approval(page, office.waiting)
    passkey.verify_owner(succeeds=False)
    page.get_by_role("button", name="パスキーで承認する").click()
    expect(page.get_by_text("パスキーを使えませんでした。")).to_be_visible()
    assert Post.objects.get(pk=office.waiting.post_id).status == Status.IN_APPROVAL
    assert StepUp.objects.filter(staff=newcomer).latest("created_at").used_at is None

    passkey.verify_owner(succeeds=True)
    # Who has nothing but a passkey proves with it whatever button is pressed.
    page.get_by_role("button", name="の配信を承認する").click()
    expect(page.get_by_role("status").first).to_contain_text("承認しました。")


def test_adding_and_removing_factors_behind_a_proof(
    chromium: Browser, live_server: LiveServer, office: Office, newcomer: Staff
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    complaints, _ = listen(page), VirtualPasskey(page)
    _password(page, PASSWORD)
    _choose_password(page)
    _register(page)
    page.goto(reverse("account_factors"))
    expect(page.get_by_role("button", name="削除する")).to_have_count(0)

    page.get_by_role("button", name="認証アプリを追加する").click()
    new = Authenticator.objects.get(user=newcomer, confirmed=False)
    page.get_by_label("新しい認証アプリの確認コード").fill(code_for(new))
    page.get_by_role("button", name="登録済みのパスキーで確認する").click()
    expect(page.get_by_role("status").first).to_contain_text("認証アプリを追加しました。")
    assert len(devices.primary_devices(newcomer)) == 2

    page.get_by_role("button", name="「職場のパソコン」を削除する").click()
    page.get_by_label("確認コード").fill(code_for(new))
    page.get_by_role("button", name="削除する").click()
    expect(page.get_by_role("status").first).to_contain_text("認証手段を削除しました。")
    assert devices.primary_devices(newcomer) == [new]

    page.get_by_role("button", name="パスキーを追加する").click()
    page.get_by_label("名前").fill("新しい端末")
    page.get_by_role("button", name="パスキーを作る").click()
    expect(page.get_by_text("パスキーを作りました。")).to_be_visible()
    page.get_by_label("確認コード").fill(code_for(new))
    page.get_by_role("button", name="パスキーを追加する").click()
    expect(page.get_by_role("status").first).to_contain_text("パスキーを追加しました。")

    page.get_by_role("button", name="新しい回復コードを発行する").click()
    page.get_by_role("button", name="登録済みのパスキーで確認する").click()
    expect(page.locator("ol.code li")).to_have_count(10)
    assert complaints == []
