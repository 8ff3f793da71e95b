"""Two windows at one draft: what each changed alone comes together, the rest is chosen."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role, Staff
from posts import drafts
from posts.models import Post, WorkingState
from tests.browser.conftest import seen_by
from tests.browser.places import Office
from tests.office import content, hire, write


@pytest.fixture
def post(office: Office) -> Post:
    return write(office.drafter, title="はじめの件名", text="はじめの本文")


@pytest.fixture
def colleague(office: Office) -> Staff:
    return hire("1091", "小笠原 葵", "観光課", Role.DRAFTER)


def _opened(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post, width: int
) -> Page:
    context = seen_by(
        chromium, live_server, office.drafter, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"/posts/{post.pk}/edit/")
    return page


def _save_as(colleague: Staff, post: Post, **changes: str) -> None:
    fields = content(**{"title": post.title, "text": post.text, **changes}, send_at=post.send_at)
    drafts.edit(post, actor=colleague, version=post.version, fields=fields)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_both_changed_is_chosen_and_the_rest_comes_together(
    chromium: Browser,
    live_server: LiveServer,
    office: Office,
    post: Post,
    colleague: Staff,
    width: int,
) -> None:
    page = _opened(chromium, live_server, office, post, width)
    _save_as(colleague, post, title="同僚の件名", text="同僚の本文", category="2")
    page.get_by_label("件名").fill("自分の件名")
    page.get_by_label("本文").fill("自分の本文")
    expect(page.locator("#autosave [data-said]")).to_contain_text("先に保存", timeout=15_000)
    page.get_by_role("button", name="下書きを保存する").click()
    choices = page.locator("#conflict fieldset")
    expect(choices).to_have_count(2)
    expect(choices.first).to_be_in_viewport()
    expect(page.get_by_label("八戸らしい地域情報")).not_to_be_checked()
    choices.filter(has_text="件名").get_by_label("相手の内容").check()
    page.locator("#conflict").get_by_role("button", name="選んだ内容で保存する").click()
    expect(page.get_by_label("件名")).to_have_value("同僚の件名")
    post.refresh_from_db()
    assert (post.title, post.text, post.category) == ("同僚の件名", "自分の本文", "2")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_given_up_is_found_in_the_history(
    chromium: Browser,
    live_server: LiveServer,
    office: Office,
    post: Post,
    colleague: Staff,
    width: int,
) -> None:
    page = _opened(chromium, live_server, office, post, width)
    _save_as(colleague, post, text="同僚の本文")
    page.get_by_label("本文").fill("自分の本文")
    page.get_by_role("button", name="下書きを保存する").click()
    page.locator("#conflict").get_by_role("button", name="すべて相手の内容にする").click()
    page.get_by_role("link", name=re.compile("採らなかった内容")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("変更の履歴")
    expect(page.locator("ins").filter(has_text="自分")).to_be_visible()
    expect(page.get_by_text("採らなかった内容").first).to_be_visible()
    post.refresh_from_db()
    assert post.text == "同僚の本文"


def test_what_is_typed_after_a_refused_autosave_is_kept_to_the_last_letter(
    chromium: Browser, live_server: LiveServer, office: Office, post: Post, colleague: Staff
) -> None:
    page = _opened(chromium, live_server, office, post, 1280)
    _save_as(colleague, post, text="同僚の本文")
    said = page.locator("#autosave [data-said]")
    page.get_by_label("本文").fill("自分の")
    expect(said).to_contain_text("先に保存しました", timeout=15_000)
    expect(said).to_contain_text("変更の履歴に残しています")
    with page.expect_response("**/autosave/", timeout=15_000) as answered:
        page.get_by_label("本文").fill("自分の本文の続き")
    assert answered.value.status == 409
    aside = WorkingState.objects.get(post=post, is_aside=True)
    assert aside.fields["bubbles"][0]["text"] == "自分の本文の続き"
