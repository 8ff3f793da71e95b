"""The bubbles of a post in a browser: added, moved by keys and mouse, taken out, brought back."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from posts.models import Post
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office


@pytest.fixture
def editor(chromium: Browser, live_server: LiveServer, office: Office) -> Page:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto("/posts/new/")
    return page


def added(page: Page, words: str) -> None:
    before = boxes(page).count()
    button = page.get_by_role("button", name=re.compile(rf"^{words}\s*を追加する"))
    if not button.is_visible():
        page.get_by_text("写真やカードなどを追加する").click()
    button.click()
    expect(boxes(page)).to_have_count(before + 1)
    expect(boxes(page).last.locator("strong").first).to_be_focused()


def boxes(page: Page) -> Locator:
    return page.locator("#bubbles > li")


def order(page: Page) -> list[str]:
    return [
        words.strip()
        for words in boxes(page).locator(".bubble-box__head strong").all_text_contents()
    ]


def test_cards_are_written_beside_a_text_and_seen_at_once(editor: Page) -> None:
    complaints = listen(editor)
    before = Post.objects.count()
    editor.get_by_label("本文").fill("朝市のお知らせです。")
    added(editor, "催しカード")
    expect(editor.get_by_label("本文")).to_have_value("朝市のお知らせです。")
    editor.get_by_label("題名").fill("館鼻岸壁朝市")
    editor.get_by_label("場所").fill("館鼻岸壁")
    card = editor.locator("#preview .bubble--card")
    expect(card).to_contain_text("催し館鼻岸壁朝市場所館鼻岸壁")
    expect(editor.locator("#preview .bubble").first).to_have_text("朝市のお知らせです。")
    editor.get_by_label("件名").fill("朝市")
    editor.get_by_role("button", name="下書きを保存する").click()
    expect(editor.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert Post.objects.count() == before + 1
    assert [one["kind"] for one in Post.objects.get(title="朝市").bubbles] == ["text", "card"]
    assert complaints == []


def test_bubbles_are_moved_by_keys_and_the_focus_goes_along(editor: Page) -> None:
    added(editor, "お知らせカード")
    added(editor, "位置情報")
    assert order(editor) == ["テキスト", "お知らせカード", "位置情報"]
    up = boxes(editor).last.get_by_role("button", name="上へ")
    up.focus()
    editor.keyboard.press("Enter")
    assert order(editor) == ["テキスト", "位置情報", "お知らせカード"]
    expect(boxes(editor).nth(1).get_by_role("button", name="上へ")).to_be_focused()
    editor.keyboard.press("Enter")
    assert order(editor) == ["位置情報", "テキスト", "お知らせカード"]
    # At the top the button is gone, and the focus is on the name.
    expect(boxes(editor).first.locator("strong").first).to_be_focused()
    assert editor.url.endswith("/posts/new/")


def test_bubbles_are_moved_by_mouse(editor: Page) -> None:
    added(editor, "お知らせカード")
    added(editor, "位置情報")
    last, first = (boxes(editor).nth(place).locator(".bubble-box__head") for place in (2, 0))
    last.scroll_into_view_if_needed()
    last.locator("strong").hover()
    editor.mouse.down()
    # Taken up before the page scrolls: Chromium looks once more where the button went down.
    last.hover(position={"x": 60, "y": 20})
    first.locator("strong").hover()
    editor.mouse.up()
    assert order(editor) == ["位置情報", "テキスト", "お知らせカード"]
    # The words in a box can still be marked with the mouse.
    assert editor.locator("#bubbles > li[draggable=true]").count() <= 1


def test_a_bubble_taken_out_comes_back_with_its_words(editor: Page) -> None:
    added(editor, "お知らせカード")
    editor.get_by_label("題名").fill("窓口を休みます")
    expect(editor.locator("#preview .bubble--card")).to_have_count(1)
    boxes(editor).last.get_by_role("button", name="削除").click()
    expect(editor.get_by_text("お知らせカードを削除しました。")).to_be_visible()
    expect(editor.locator("#preview .bubble--card")).to_have_count(0)
    back = editor.get_by_role("button", name="元に戻す")
    expect(back).to_be_focused()
    back.click()
    expect(editor.get_by_label("題名")).to_have_value("窓口を休みます")
    expect(editor.locator("#preview .bubble--card")).to_have_count(1)


def test_the_enter_key_saves_and_moves_nothing(editor: Page) -> None:
    added(editor, "お知らせカード")
    editor.get_by_label("件名").fill("入力キー")
    editor.get_by_label("件名").press("Enter")
    expect(editor.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert [one["kind"] for one in Post.objects.get(title="入力キー").bubbles] == ["text", "card"]
