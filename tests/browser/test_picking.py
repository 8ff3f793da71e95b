"""The picker of pictures in a browser: by keys, by words, and on a phone."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Staff
from posts.models import Post
from posts.picking import PER_PRESS
from tests.browser.conftest import listen, seen_by
from tests.browser.faults import faults_of
from tests.browser.places import Office
from tests.media.files import picture, upload


@pytest.fixture
def stocked(office: Office) -> Office:
    """An office whose library has more than one list shows at once."""
    for number in range(PER_PRESS):
        upload(office.drafter, picture((200 + number, 200)), alt_text=f"{number}枚目の写真です。")
    return office


def editor(browser: Browser, server: LiveServer, staff: Staff, width: int = 1280) -> Page:
    viewport = {"width": width, "height": 844}
    page = seen_by(browser, server, staff, viewport=viewport).new_page()
    page.goto("/posts/new/")
    page.get_by_label("件名").fill("写真のある投稿")
    page.get_by_text("写真やカードなどを追加する").click()
    page.get_by_role("button", name="写真 を追加する", exact=True).click()
    return page


def test_a_picture_is_found_by_words_and_chosen_by_keys(
    chromium: Browser, live_server: LiveServer, stocked: Office
) -> None:
    page = editor(chromium, live_server, stocked.drafter)
    complaints = listen(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opener = page.get_by_role("button", name="写真を選ぶ")
    expect(opener).to_be_visible()
    assert not [url for url in asked if "/media/" in url]
    opener.focus()
    page.keyboard.press("Enter")
    search = page.get_by_label("言葉で探す")
    expect(search).to_be_focused()
    expect(page.get_by_role("radio", name="枚目の写真です。")).to_have_count(PER_PRESS)
    page.keyboard.type("11枚目")
    page.keyboard.press("Enter")
    found = page.get_by_role("radio", name="枚目の写真です。")
    expect(found).to_have_count(1)
    expect(page.get_by_label("言葉で探す")).to_have_value("11枚目")
    expect(page.get_by_label("件名")).to_have_value("写真のある投稿")
    found.focus()
    page.keyboard.press("Space")
    expect(page.locator("#preview img")).to_have_attribute("alt", "11枚目の写真です。")
    page.get_by_role("button", name="一覧を閉じる").click()
    expect(page.get_by_role("button", name="別の写真を選ぶ")).to_be_focused()
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    stored = Post.objects.get(title="写真のある投稿").bubbles
    assert [one["kind"] for one in stored] == ["text", "image"]
    assert stored[1]["image"] is not None
    assert complaints == []


def test_one_press_shows_more_and_leads_to_the_first_new_one(
    chromium: Browser, live_server: LiveServer, stocked: Office
) -> None:
    page = editor(chromium, live_server, stocked.drafter)
    page.get_by_role("button", name="写真を選ぶ").click()
    choices = page.locator(".picker__item input")
    expect(choices).to_have_count(PER_PRESS)
    page.get_by_role("button", name="さらに表示").click()
    expect(choices.nth(PER_PRESS)).to_be_focused()


def test_words_to_search_with_are_not_saved_as_a_post(
    chromium: Browser, live_server: LiveServer, stocked: Office
) -> None:
    page = seen_by(chromium, live_server, stocked.drafter).new_page()
    page.goto(f"/posts/{stocked.mixed.pk}/edit/")
    page.get_by_role("button", name="別の写真を選ぶ").first.click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("言葉で探す").press_sequentially("海岸")
    page.get_by_role("button", name="探す").click()
    expect(page.get_by_role("radio", name="海岸").first).to_be_visible()
    assert not [url for url in asked if url.endswith(("/autosave/", "/preview/"))]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_open_list_has_no_fault(
    width: int, chromium: Browser, live_server: LiveServer, stocked: Office
) -> None:
    page = editor(chromium, live_server, stocked.drafter, width)
    page.get_by_role("button", name="写真を選ぶ").click()
    page.locator(".picker__item input").nth(2).check()
    page.get_by_role("button", name="探す").click()
    expect(page.get_by_text("選択中：")).to_be_visible()
    assert faults_of(page) == []
