"""Straight after an approval, on a phone: what stops it is in sight, and one press is enough."""

from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from posts.choices import Status
from posts.declaration import OF_AN_EMERGENCY
from posts.models import Post, Revision
from posts.submission import submit
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.posts.answering import answer_all
from tests.posts.emergencies.writing import write_emergency

PHONE = {"width": 390, "height": 844}


def test_an_emergency_is_stopped_by_one_press_on_the_first_screen(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    revision = _asked(office)
    page = seen_by(chromium, live_server, office.manager, viewport=PHONE).new_page()
    complaints = listen(page)
    page.goto(f"/approvals/{revision.pk}/")
    page.get_by_role("button", name="承認へ進む").click()
    page.get_by_role("checkbox", name="本文を読んで確認しました").check()
    page.get_by_label("画面の4桁の番号").fill(page.locator("strong.code").inner_text())
    page.get_by_label("確認コード").fill(code_for(enrol(office.manager)))
    page.get_by_role("button", name="配信することを承認する").click()
    expect(page.get_by_role("status").first).to_contain_text("30秒後に配信します。")
    button = page.get_by_role("button", name="配信を止める")
    expect(button).to_have_count(1)
    assert _is_in_sight(button, page)
    button.click()
    expect(page.get_by_role("heading", name="止めた理由を書く")).to_be_visible()
    assert Post.objects.get(pk=revision.post_id).status == Status.STOPPED
    assert complaints == []


def _asked(office: Office) -> Revision:
    post = write_emergency(office.alarm.pattern, office.drafter)
    answer_all(post, office.drafter)
    return submit(post, actor=office.drafter, version=post.version, declared=OF_AN_EMERGENCY)


def _is_in_sight(what: Locator, page: Page) -> bool:
    """Without scrolling, and above the menu that lies over the end of the window."""
    box, menu = what.bounding_box(), page.get_by_role("navigation", name="メニュー").bounding_box()
    assert box is not None
    assert menu is not None
    assert menu["y"] > PHONE["height"] / 2
    assert page.evaluate("window.scrollY") == 0
    return box["y"] >= 0 and box["y"] + box["height"] <= menu["y"]
