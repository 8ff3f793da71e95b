"""緊急の投稿 from ホーム to the request: few presses, on a phone, with and without scripts."""

import pytest
from playwright.sync_api import Browser, Locator, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.posts.emergencies.writing import skeleton

MOST_PRESSES = 6
PHONE = 390


class Presses:
    """Counts what a finger does besides typing."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, what: Locator) -> None:
        self.number += 1
        what.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_home_to_the_request_in_few_presses(
    chromium: Browser, live_server: LiveServer, office: Office, *, scripts: bool
) -> None:
    context = seen_by(
        chromium,
        live_server,
        office.drafter,
        viewport={"width": PHONE, "height": 844},
        java_script_enabled=scripts,
    )
    page, press = context.new_page(), Presses()
    page.goto("/")
    press(page.get_by_role("link", name="緊急の投稿"))
    press(page.get_by_role("link", name="大雨の避難指示"))
    page.get_by_label("地区").fill("是川地区")
    page.get_by_label("避難所").fill("是川中学校")
    page.get_by_label("警戒レベルの名前").fill("避難指示")
    press(page.get_by_role("button", name="見本を確かめる"))
    expect(page.get_by_text("是川地区に避難指示を発令しました。").first).to_be_visible()
    press(page.get_by_label("上の3つを確かめました"))
    press(page.get_by_role("button", name="避難指示の承認を依頼する"))
    expect(page.get_by_role("status").first).to_contain_text("承認を依頼しました。")
    asked = Post.objects.filter(kind="emergency").order_by("pk").last()
    assert asked is not None
    assert asked.status == Status.IN_APPROVAL
    assert press.number <= MOST_PRESSES


def test_the_pages_on_the_way_look_right(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(page, faults)
    page.goto("/emergencies/")
    look("emergencies", "open")
    page.get_by_role("link", name="大雨の避難指示").click()
    page.get_by_label("地区").fill("是川地区")
    page.get_by_label("避難所").fill("是川中学校")
    page.get_by_label("警戒レベルの名前").fill("高齢者等避難")
    page.get_by_role("button", name="見本を確かめる").click()
    look("emergency_new", "another level")
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_label("警戒レベルの名前").fill("避難指示")
    page.get_by_role("button", name="見本を確かめる").click()
    look("post_submission", "emergency")
    page.get_by_role("link", name="内容を直す").click()
    look("post_edit", "emergency")
    assert faults == {}


def test_the_page_of_approving_a_text(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    pattern = skeleton(office.drafter)
    page = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(page, faults)
    page.goto(pattern.get_absolute_url())
    page.get_by_role("button", name="承認へ進む").click()
    look("pattern_approval", "open")
    page.get_by_label("確認コード").fill("12345")
    page.get_by_role("button", name="この文例を承認する").click()
    look("pattern_approval", "wrong")
    page.get_by_label("確認コード").fill(_code(office.manager))
    page.get_by_role("button", name="この文例を承認する").click()
    look("pattern", "approved")
    expect(page.get_by_text("承認済み", exact=True)).to_be_visible()
    assert faults == {}


def _code(staff: Staff) -> str:
    device = enrol(staff)
    device.last_t = -1  # as if the person had waited for the next code
    device.save()
    return code_for(device)
