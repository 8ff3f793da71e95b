"""Deciding on a phone: from the mail's link to approved in six presses, and the other acts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import Notice, Role
from approvals.models import Decision
from posts.choices import Status
from posts.models import Post, Revision
from posts.routing.choices import RuleKind
from tests.accounts.sign_in import code_for, enrol
from tests.approvals.acting import rule, soon
from tests.browser.conftest import listen, seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.browser.virtual_passkey import VirtualPasskey
from tests.office import PASSWORD, ask_approval, hire

PHONE = {"width": 390, "height": 844}
MOST_PRESSES = 6


class Finger:
    """Counts what is pressed; typing into a box takes a press, too."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def open(self, address: str) -> None:
        """Press the link in the mail."""
        self.presses += 1
        self.page.goto(address)

    def press(self, role: str, name: str) -> None:
        self.presses += 1
        self.page.get_by_role(role, name=name).click()  # type: ignore[arg-type]

    def filled_in(self, label: str, words: str, autocomplete: str) -> None:
        """What the password manager of the phone fills in: no press."""
        box = self.page.get_by_label(label)
        expect(box).to_have_attribute("autocomplete", autocomplete)
        box.fill(words)

    def type(self, label: str, words: str) -> None:
        self.presses += 1
        self.page.get_by_label(label).fill(words)


@pytest.fixture(autouse=True)
def _passkeys_of_this_server(live_server: LiveServer, settings: Settings) -> None:
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]


def _link_in_the_mail(revision: Revision, live_server: LiveServer) -> str:
    notice = Notice.objects.get(body__contains=f"/approvals/{revision.pk}/")
    found = re.search(r"https?://\S+(/approvals/\d+/)", notice.body)
    assert found is not None
    return f"{live_server.url}{found[1]}"


def _with_passkey(page: Page, code: str) -> None:
    page.goto("/account/factors/")
    page.get_by_role("button", name="パスキーを追加する").click()
    page.get_by_label("名前").fill("電話")
    page.get_by_role("button", name="パスキーを作る").click()
    expect(page.get_by_text("パスキーを作りました。")).to_be_visible()
    page.get_by_label("確認コード").fill(code)
    page.get_by_role("button", name="パスキーを追加する").click()
    expect(page.get_by_role("status").first).to_contain_text("パスキーを追加しました。")


def test_from_the_mail_to_approved_by_passkey(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.manager, viewport=PHONE).new_page()
    complaints, _ = listen(page), VirtualPasskey(page)
    _with_passkey(page, code_for(enrol(office.manager)))
    finger = Finger(page)
    finger.open(_link_in_the_mail(office.waiting, live_server))
    finger.press("button", "承認へ進む")
    finger.press("checkbox", "本文と配信日時を読んで確認しました")
    finger.press("button", "パスキーで承認する")
    expect(page.get_by_role("status").first).to_contain_text("承認しました。")
    assert finger.presses == 4 <= MOST_PRESSES
    assert Post.objects.get(pk=office.waiting.post_id).status == Status.APPROVED
    assert complaints == []


def test_from_the_mail_to_approved_by_passkey_from_signed_out(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.manager, viewport=PHONE).new_page()
    complaints, _ = listen(page), VirtualPasskey(page)
    _with_passkey(page, code_for(enrol(office.manager)))
    page.context.clear_cookies()
    finger = Finger(page)
    finger.open(_link_in_the_mail(office.waiting, live_server))
    finger.filled_in("職員番号", office.manager.staff_number, "username")
    finger.filled_in("パスワード", PASSWORD, "current-password")
    finger.press("button", "次へ進む")
    finger.press("button", "パスキーでログインする")
    expect(page).to_have_url(f"{live_server.url}/approvals/{office.waiting.pk}/")
    finger.press("button", "承認へ進む")
    finger.press("checkbox", "本文と配信日時を読んで確認しました")
    finger.press("button", "パスキーで承認する")
    expect(page.get_by_role("status").first).to_contain_text("承認しました。")
    assert finger.presses <= MOST_PRESSES
    decision = Decision.objects.get(revision=office.waiting)
    assert decision.step_up is not None
    assert decision.step_up.evidence is not None
    assert Post.objects.get(pk=office.waiting.post_id).status == Status.APPROVED
    assert complaints == []


def test_from_the_mail_to_approved_at_once_by_code_and_number(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    revision = soon(office.drafter)
    page = seen_by(chromium, live_server, office.manager, viewport=PHONE).new_page()
    finger = Finger(page)
    finger.open(_link_in_the_mail(revision, live_server))
    finger.press("button", "承認へ進む")
    finger.press("checkbox", "本文を読んで確認しました")
    finger.type("画面の4桁の番号", page.locator("strong.code").inner_text())
    finger.type("確認コード", code_for(enrol(office.manager)))
    finger.press("button", "3分後の配信を承認する")
    expect(page.get_by_role("status").first).to_contain_text("3分後に配信します。")
    assert finger.presses == MOST_PRESSES
    assert Decision.objects.filter(revision=revision).exists()
    expect(page.get_by_text(re.compile("あと[0-9分秒]+で配信します。"))).to_be_visible()
    page.get_by_role("button", name="配信を止める").click()
    expect(page.get_by_role("heading", name="止めた理由を書く")).to_be_visible()
    assert Post.objects.get(pk=revision.post_id).status == Status.STOPPED


def test_the_countdown_goes_on_by_itself_and_is_silent_until_a_minute_is_left(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter, viewport=PHONE).new_page()
    complaints = listen(page)
    page.goto(office.at_once.get_absolute_url())
    counted = page.locator(".countdown")
    before = counted.inner_text()
    expect(counted).not_to_have_text(before)
    expect(counted).to_contain_text("で配信します。")
    expect(page.locator(f"#countdown-{office.at_once.pk}-spoken")).to_have_text("")
    assert complaints == []


def test_the_pages_of_the_other_acts(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    reviewer = hire("1101", "類家 守", "観光課", Role.SECTION_REVIEWER)
    rule(RuleKind.REVIEW, office.manager)
    checked = ask_approval(office.drafter, title="展示替え", text="展示を替えます。")
    page = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(page, faults)
    for name, summary, button in (
        ("approval_rejection", "却下する（", "却下する"),
        ("approval_hold", "保留にする（", "保留にする"),
    ):
        page.goto(f"/approvals/{office.waiting.pk}/")
        page.get_by_text(summary).click()
        page.get_by_role("button", name=button, exact=True).click()
        look(name, "no reason")
        expect(page.locator("#errors")).to_be_focused()
    second = seen_by(chromium, live_server, reviewer).new_page()
    look = looks(second, faults)
    second.goto(f"/approvals/{checked.pk}/")
    look("approval", "to be checked")
    second.get_by_label("意見").fill("よいと思います。")
    second.get_by_role("button", name="課内確認する").click()
    look("approval_inbox", "endorsed")
    assert faults == {}
