"""Words selected in the preview become what a comment is about: by mouse, by keys, on a phone."""

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posts.models import Comment
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office

SELECT = """(bubble, [from, to]) => {
    const text = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT).nextNode();
    document.getSelection().setBaseAndExtent(text, from, text, to);
}"""


def _select(page: Page, words: str) -> None:
    bubble = page.locator(".phone__talk .bubble").first
    start = bubble.inner_text().index(words)
    bubble.evaluate(SELECT, [start, start + len(words)])


def test_selected_words_are_commented_on_at_the_post(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.manager).new_page()
    complaints = listen(page)
    page.goto(f"/posts/{office.mixed.pk}/")
    button = page.get_by_role("button", name="選んだ言葉にコメント")
    expect(button).to_be_hidden()
    words = page.locator(".phone__talk .bubble").first.inner_text()[2:6]
    _select(page, words)
    expect(page.locator("#remark-bar")).to_contain_text(f"選んだ言葉：「{words}」")
    button.click()
    dialog = page.get_by_role("dialog", name="選んだ言葉にコメント")
    expect(dialog).to_contain_text(words)
    expect(dialog.get_by_label("コメント")).to_be_focused()
    dialog.get_by_label("コメント").fill("ここを確かめてください。")
    dialog.get_by_role("button", name="コメントを書く").click()
    expect(page.locator("mark.remarked")).to_have_text(words)
    expect(page.get_by_role("listitem").filter(has_text="ここを確かめて")).to_contain_text(words)
    made = Comment.objects.get(post=office.mixed)
    assert (made.author, made.quote) == (office.manager, words)
    assert made.place == f"bubble:{office.mixed.bubbles[0]['id']}"
    assert complaints == []


def test_by_keys_alone_the_words_go_into_the_form(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.auditor).new_page()
    page.goto(f"/posts/{office.mixed.pk}/comments/")
    bubble = page.locator(".phone__talk .bubble").first
    bubble.evaluate("one => document.getSelection().collapse(one.firstChild, 0)")
    for _ in range(3):  # as the keys do once a caret is in the words
        page.evaluate("getSelection().modify('extend', 'forward', 'character')")
    button = page.get_by_role("button", name="選んだ言葉にコメント")
    expect(button).to_be_visible()
    page.get_by_role("radio", name="文字大").focus()
    while not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="コメント")).to_be_focused()
    words = bubble.inner_text()[:3]
    assert page.get_by_label("対象の言葉").input_value() == words
    page.keyboard.type("よいと思います。")
    page.get_by_role("button", name="コメントを書く").click()
    expect(page.locator("mark.remarked")).to_have_text(words)


def test_on_a_phone_the_choice_outlasts_the_selection(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    phone = {"width": 390, "height": 844}
    page = seen_by(chromium, live_server, office.manager, viewport=phone).new_page()
    page.goto(f"/posts/{office.mixed.pk}/")
    words = page.locator(".phone__talk .bubble").first.inner_text()[:4]
    _select(page, words)
    button = page.get_by_role("button", name="選んだ言葉にコメント")
    expect(button).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    button.click()
    expect(page.locator("#remark [data-quoted]")).to_have_text(words)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
