"""The editor while somebody types: preview, length, unsaved words, and a lost line."""

from typing import Final

from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from posts.models import Post
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office

# As if the sender had pressed the browser's stop, once; the five seconds have not passed then.
STOP_THE_NEXT_SENDING: Final = """addEventListener(
    "submit",
    () => setTimeout(() => { window.stop(); document.body.dataset.stopped = "yes"; }, 300),
    { once: true },
)"""


def _editor(chromium: Browser, live_server: LiveServer, office: Office) -> Page:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto("/posts/new/")
    return page


def test_the_preview_follows_the_typing_and_saves_nothing(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    complaints = listen(page)
    before = Post.objects.count()
    page.get_by_label("本文").press_sequentially("断水のお知らせ😀")
    expect(page.locator("#preview .bubble")).to_have_text("断水のお知らせ😀")
    expect(page.locator("#preview")).to_contain_text("本文は9文字（上限5,000文字）")
    page.get_by_label("本文").fill("短く")
    expect(page.locator("#preview .bubble")).to_have_text("短く")
    assert Post.objects.count() == before
    assert complaints == []


def test_a_text_too_long_for_line_is_said_at_once(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    page.get_by_label("本文").fill("はじめ" + "😀" * 2500)
    expect(page.locator("#preview")).to_contain_text("本文が3文字分長すぎます")
    expect(page.locator("#editor").get_by_role("status").first).to_contain_text("5,003／5,000文字")
    # The beginning stays to be read, and nobody is asked for a text that is there.
    expect(page.locator("#preview .bubble")).to_have_text("はじめ" + "😀" * 2498)
    expect(page.locator("#preview")).to_contain_text("はじめの5,000文字だけを表示しています")
    expect(page.locator("#preview")).not_to_contain_text("本文を入力すると")
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#preview .bubble")).to_have_text("はじめ" + "😀" * 2498)
    edge = page.get_by_label("本文").evaluate("one => getComputedStyle(one).borderTopColor")
    assert edge == "rgb(236, 0, 0)"


def test_the_preview_changes_its_size(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto(f"/posts/{office.waiting.post_id}/")
    phone = page.locator(".phone")
    widths = {}
    for size in ("標準", "小さい画面"):
        page.get_by_label(size).check()
        box = phone.bounding_box()
        assert box is not None
        widths[size] = round(box["width"])
    assert widths == {"標準": 375, "小さい画面": 320}
    page.get_by_label("文字大").check()
    font = page.locator(".bubble").evaluate("element => getComputedStyle(element).fontSize")
    assert float(font.removesuffix("px")) > 18


def test_leaving_with_unsaved_words_asks_first(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    asked = _questions(page)
    page.get_by_label("件名").fill("書きかけ")
    page.get_by_role("link", name="ホーム").click()
    expect(page.get_by_label("件名")).to_have_value("書きかけ")
    assert asked == ["beforeunload"]


def _questions(page: Page) -> list[str]:
    """The dialogs that the browser itself opens, each answered with no."""
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", refuse)
    return asked


def test_saving_asks_nothing(chromium: Browser, live_server: LiveServer, office: Office) -> None:
    page = _editor(chromium, live_server, office)
    asked = _questions(page)
    page.get_by_label("件名").fill("書きかけ")
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert asked == []


def test_a_lost_line_is_said_and_taken_back(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    banner = page.get_by_text("通信が切れています。")
    expect(banner).to_be_hidden()
    page.context.set_offline(True)
    expect(banner).to_be_visible()
    page.context.set_offline(False)
    expect(banner).to_be_hidden()


def test_a_second_press_of_a_button_is_swallowed(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    page.get_by_label("件名").fill("二度押し")
    page.get_by_role("button", name="下書きを保存する").dblclick()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert Post.objects.filter(title="二度押し").count() == 1


def test_a_button_works_again_when_no_answer_comes_for_five_seconds(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.clock.install()
    page.goto("/posts/new/")
    # The form is sent for all that the page knows, and nothing comes of it.
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    page.get_by_role("button", name="下書きを保存する").click()
    busy = page.locator("form[data-sending] [aria-busy]")
    page.clock.fast_forward(4000)
    expect(busy).to_have_count(1)
    page.clock.fast_forward(2000)
    expect(busy).to_have_count(0)


def test_a_button_works_again_when_the_sending_is_broken_off(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    page.route("**/posts/new/", lambda route: None)
    page.get_by_label("件名").fill("切れた通信")
    page.evaluate(STOP_THE_NEXT_SENDING)
    page.get_by_role("button", name="下書きを保存する").click(no_wait_after=True)
    expect(page.locator("body[data-stopped]")).to_be_attached()
    expect(page.locator("form[data-sending], [aria-busy]")).to_have_count(0, timeout=4000)
    page.unroute("**/posts/new/")
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert Post.objects.filter(title="切れた通信").count() == 1


def test_a_session_that_ended_is_said_and_nothing_typed_is_lost(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _editor(chromium, live_server, office)
    page.get_by_label("件名").fill("書きかけの件名")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("本文").fill("断水のお知らせ")
    expect(page.get_by_text("ログインの時間が切れました。").first).to_be_visible()
    expect(page.get_by_label("本文")).to_have_value("断水のお知らせ")
    expect(page.locator("h1")).to_have_count(1)
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ログインの時間が切れました")
    expect(page.get_by_text("断水のお知らせ")).to_be_visible()
    expect(page.get_by_text("書きかけの件名")).to_be_visible()
