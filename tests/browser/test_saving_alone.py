"""Drafts that save themselves, and two people at one draft: nothing typed by either is lost."""

import re

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role, Staff
from audit.actions import Action
from audit.models import Entry
from posts.answering.answers import answers_in_words
from posts.models import Post, WorkingState
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.office import hire, write
from tests.posts.answering import ANSWER, ASKED_ABOUT

SAVED = re.compile(r"[0-9]{1,2}:[0-9]{2}に保存しました")


def _opened(chromium: Browser, live_server: LiveServer, staff: Staff, address: str) -> Page:
    page = seen_by(chromium, live_server, staff).new_page()
    page.goto(address)
    return page


def _said(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("#autosave [data-said]")).to_have_text(words, timeout=15_000)


def test_a_new_post_saves_itself_from_its_first_title_on(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _opened(chromium, live_server, office.drafter, "/posts/new/")
    complaints = listen(page)
    page.get_by_label("本文").fill("題のない本文")
    _said(page, "件名を入力すると、自動で保存します。")
    page.get_by_label("件名").fill("自動で保存")
    _said(page, "まだ保存していません。")
    _said(page, SAVED)
    post = Post.objects.get(title="自動で保存")
    page.wait_for_url(f"**/posts/{post.pk}/edit/")
    page.get_by_label("本文").fill("書き足した本文")
    _said(page, "まだ保存していません。")
    _said(page, SAVED)
    post.refresh_from_db()
    assert (post.text, post.version) == ("書き足した本文", 2)
    # Nothing is asked on leaving, and the button goes on from what was saved.
    page.get_by_role("button", name="下書きを保存する").click()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    page.get_by_role("link", name="ホーム").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ホーム")
    assert complaints == []


def test_a_press_right_after_typing_meets_no_version_of_ones_own(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _opened(chromium, live_server, office.drafter, f"/posts/{office.draft.pk}/edit/")
    on_its_way = []
    page.route("**/autosave/", lambda route: on_its_way.append(route))
    page.get_by_label("本文").fill("急いで書いた本文")
    _said(page, "保存しています。")
    page.get_by_role("button", name="下書きを保存する").click(no_wait_after=True)
    on_its_way[0].continue_()
    expect(page.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    assert Post.objects.get(pk=office.draft.pk).text == "急いで書いた本文"


def test_a_failure_is_said_and_what_was_typed_is_saved_later(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _opened(chromium, live_server, office.drafter, f"/posts/{office.draft.pk}/edit/")
    page.context.set_offline(True)
    page.get_by_label("本文").fill("通信のない間の本文")
    _said(page, re.compile("保存できません。通信を確かめてください。"))
    page.context.set_offline(False)
    page.get_by_label("本文").press("End")
    page.get_by_label("本文").press_sequentially("。")
    _said(page, SAVED)
    assert Post.objects.get(pk=office.draft.pk).text == "通信のない間の本文。"


def test_an_answer_beside_the_form_is_saved_and_stays_while_more_is_typed(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    post = write(office.drafter, title="答える投稿", category="1", text=ASKED_ABOUT)
    page = _opened(chromium, live_server, office.drafter, f"/posts/{post.pk}/edit/")
    complaints = listen(page)
    page.get_by_label("確かめた内容").fill(ANSWER)
    _said(page, "まだ保存していません。")
    _said(page, SAVED)
    assert [*answers_in_words(post).values()] == [ANSWER]
    page.get_by_label("本文").fill(f"{ASKED_ABOUT}お越しください。")
    expect(page.locator("#preview .bubble")).to_have_text(f"{ASKED_ABOUT}お越しください。")
    expect(page.get_by_label("確かめた内容")).to_have_value(ANSWER)
    _said(page, "まだ保存していません。")
    _said(page, SAVED)
    assert [*answers_in_words(post).values()] == [ANSWER]
    assert complaints == []


def test_the_schedule_saves_itself_also_when_picked(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = _opened(chromium, live_server, office.drafter, f"/posts/{office.draft.pk}/schedule/")
    complaints = listen(page)
    page.get_by_role("button", name="明日10:00").click()
    expect(page.get_by_label("配信時刻")).to_have_value("10:00")
    expect(page.locator("#hints")).to_contain_text("10:00")
    _said(page, SAVED)
    post = Post.objects.get(pk=office.draft.pk)
    assert post.send_at is not None
    page.get_by_label("配信時刻").fill("22:30")
    expect(page.locator("#hints")).to_contain_text("夜間・早朝")
    _said(page, "まだ保存していません。")
    _said(page, SAVED)
    assert complaints == []


def test_two_who_write_at_once_see_each_other_and_lose_nothing(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    colleague = hire("1091", "小笠原 葵", "観光課", Role.DRAFTER)
    post = write(office.drafter, title="二人で書く", text="はじめの本文")
    address = f"/posts/{post.pk}/edit/"
    mine = _opened(chromium, live_server, office.drafter, address)
    theirs = _opened(chromium, live_server, colleague, address)
    expect(theirs.locator("#presence")).to_contain_text("工藤 美咲さんも開いています。")
    mine.get_by_label("本文").fill("工藤の書いた本文")
    _said(mine, SAVED)
    theirs.get_by_label("本文").fill("小笠原の書いた本文")
    _said(theirs, re.compile("工藤 美咲さんが先に保存しました。"))
    post.refresh_from_db()
    assert post.text == "工藤の書いた本文"
    theirs.get_by_role("button", name="下書きを保存する").click()
    expect(theirs.locator("#conflict")).to_contain_text("工藤 美咲さんがこの投稿を保存しました。")
    # Nothing is chosen by itself while somebody reads what differs.
    expect(theirs.locator("#autosave")).to_have_count(0)
    expect(theirs.get_by_label("本文")).to_have_value("小笠原の書いた本文")
    theirs.get_by_label("本文").fill("工藤と小笠原の書いた本文")
    theirs.locator("#editor").get_by_role("button", name="選んだ内容で保存する").click()
    expect(theirs.get_by_role("status").first).to_contain_text("下書きを保存しました。")
    mine.get_by_label("本文").fill("工藤の二度目の本文")
    _said(mine, re.compile("小笠原 葵さんが先に保存しました。"))
    expect(mine.get_by_label("本文")).to_have_value("工藤の二度目の本文")
    states = WorkingState.objects.filter(post=post)
    kept = [(state.is_aside, state.fields["bubbles"][0]["text"]) for state in states]
    assert kept == [
        (False, "はじめの本文"),
        (False, "工藤の書いた本文"),
        (True, "小笠原の書いた本文"),
        (False, "工藤と小笠原の書いた本文"),
        (True, "工藤の二度目の本文"),
    ]
    assert (
        Entry.objects.filter(action=Action.POST_EDITED, target=f"posts.post:{post.pk}").count() == 2
    )
