"""The whole main job by keyboard alone, with the focus to be seen at every step."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posts.choices import Status
from posts.declaration import STATEMENTS
from posts.models import Post
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import listen, seen_by
from tests.browser.places import Office
from tests.office import PASSWORD

FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  if (element === document.body) return ["", 0, ""];
  const label = element.labels?.[0]?.innerText ?? element.innerText ?? "";
  return [label.replace(/\\s/g, ""), parseFloat(style.outlineWidth), style.outlineStyle];
}"""
MANY = 60
TITLE = "鍵盤だけで書いたお知らせ"


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what bears the name; it must be visible wherever it is."""
    passed = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        label, width, style = page.evaluate(FOCUSED)
        if not label:
            continue
        assert width >= 2, f"the focus on {label!r} cannot be seen"
        assert style != "none", f"the focus on {label!r} cannot be seen"
        if name in label:
            return
        passed.append(label)
    raise AssertionError(f"no way by Tab to {name!r}; passed {passed}")


def _press(page: Page, name: str, *, leads_to: str) -> None:
    """Press Enter on what bears the name, and wait for the page with that heading."""
    _tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(leads_to)


def _tick(page: Page, name: str) -> None:
    _tab_to(page, name)
    page.keyboard.press("Space")


def _sign_in(page: Page, staff_number: str, code: str) -> None:
    page.goto("/")
    _tab_to(page, "職員番号")
    page.keyboard.type(staff_number)
    _tab_to(page, "パスワード")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("確認コード")).to_be_visible()
    _tab_to(page, "確認コード")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("ホーム")


def test_draft_submit_and_approve_by_keyboard_alone(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    complaints = listen(page)
    _sign_in(page, office.drafter.staff_number, code_for(enrol(office.drafter)))
    _press(page, "起案する", leads_to="投稿を起案")
    _write(page)
    _press(page, "承認の依頼へ進む", leads_to="承認を依頼")
    for statement in STATEMENTS:
        _tick(page, statement.words)
    _press(page, "承認を依頼する", leads_to=TITLE)
    expect(page.get_by_role("status").first).to_contain_text("承認を依頼しました。")
    post = Post.objects.get(title=TITLE)
    assert post.status == Status.IN_APPROVAL

    manager = seen_by(chromium, live_server, None).new_page()
    complaints_of_manager = listen(manager)
    device = enrol(office.manager)
    _sign_in(manager, office.manager.staff_number, code_for(device))
    _press(manager, "承認", leads_to="承認")
    _press(manager, f"確認する：{TITLE}", leads_to=TITLE)
    _press(manager, "承認へ進む", leads_to="承認します")
    _tick(manager, "本文と配信日時を読んで確認しました")
    _tab_to(manager, "確認コード")
    manager.keyboard.type(code_for(device))
    _press(manager, "の配信を承認する", leads_to=TITLE)
    expect(manager.get_by_role("status").first).to_contain_text("承認しました。")
    post.refresh_from_db()
    assert post.status == Status.APPROVED
    assert complaints + complaints_of_manager == []


def _write(page: Page) -> None:
    day = timezone.localtime() + timedelta(days=2)
    _tab_to(page, "件名")
    page.keyboard.type(TITLE)
    _tick(page, "行政情報")
    _tick(page, "機密性1")
    _tab_to(page, "本文")
    page.keyboard.type("本館1階の窓口は、午後5時まで開いています。問合せ：観光課 電話 0178-43-2111")
    _press(page, "保存して配信先・日時へ進む", leads_to="配信先・日時")
    # A Japanese date box takes the digits of year, month and day in this order.
    _tab_to(page, "配信日")
    page.keyboard.type(f"{day:%Y}")
    page.keyboard.press("ArrowRight")
    page.keyboard.type(f"{day:%m%d}")
    _tab_to(page, "配信時刻")
    page.keyboard.type("1000")
    _press(page, "保存して確認へ進む", leads_to=TITLE)
    expect(page.locator(".bubble")).to_contain_text("本館1階の窓口")


def test_the_skip_link_is_the_first_stop_and_leads_past_the_menu(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "本文へ移動"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("document.activeElement.closest('nav')") is None


def test_after_an_error_the_focus_is_on_the_list_of_what_to_mend(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    page.goto("/posts/new/")
    page.get_by_role("button", name="保存して配信先・日時へ進む").click()
    expect(page.locator("#errors")).to_be_focused()
    page.locator("#errors a").first.press("Enter")
    expect(page.get_by_label("件名")).to_be_focused()
