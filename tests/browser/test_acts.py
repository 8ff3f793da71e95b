"""The pages that are reached only by acting: as accessible, whole and silent as the others."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from broadcasts import stops
from posts import drafts
from posts.choices import Status
from tests.accounts.sign_in import code_for, enrol
from tests.browser.conftest import seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.office import PASSWORD, content, hire


def test_the_pages_of_signing_in(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    newcomer = hire("1009", "小笠原 葵", "観光課", Role.DRAFTER)
    newcomer.must_change_password = True
    newcomer.save()
    page = seen_by(chromium, live_server, None).new_page()
    look = looks(page, faults)
    page.goto("/")
    page.get_by_label("職員番号").fill("1009")
    page.get_by_label("パスワード").fill("wrong")
    page.get_by_role("button", name="次へ進む").click()
    look("account_login", "wrong")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ進む").click()
    look("account_first_password", "open")
    page.locator("main form").first.locator("button").first.click()
    look("account_first_password", "wrong")
    boxes = page.locator("input[type=password]")
    boxes.nth(0).fill("Yunomi-Kawara-27-tsukue")
    boxes.nth(1).fill("Yunomi-Kawara-27-tsukue")
    page.locator("input[type=checkbox]").check()
    page.locator("main form").first.locator("button").first.click()
    look("account_enrol", "open")
    page.get_by_label("確認コード").fill("000000")
    page.locator("main form").first.locator("button").first.click()
    look("account_enrol", "wrong")
    assert faults == {}


def test_the_page_of_the_code(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, None).new_page()
    look = looks(page, faults)
    page.goto("/")
    page.get_by_label("職員番号").fill(office.drafter.staff_number)
    page.get_by_label("パスワード").fill(PASSWORD)
    enrol(office.drafter)
    page.get_by_role("button", name="次へ進む").click()
    look("account_code", "open")
    page.get_by_label("確認コード").fill("000000")
    page.locator("main form").first.locator("button").first.click()
    look("account_code", "wrong")
    assert faults == {}


def test_the_pages_of_deciding(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(page, faults)
    page.goto(f"/approvals/{office.waiting.pk}/")
    page.get_by_text("差し戻す（").click()
    page.get_by_role("button", name="差し戻す").click()
    look("approval_return", "no reason")
    expect(page.locator("#errors")).to_be_focused()
    page.get_by_role("link", name="差戻しの理由を入力してください。").click()
    expect(page.get_by_label("差戻しの理由")).to_be_focused()
    page.goto(page.url.partition("#")[0])
    look("approval", "address opened again")
    page.get_by_role("button", name="承認へ進む").click()
    look("approval_confirmation", "open")
    page.get_by_text("本文をもう一度読む").click()
    look("approval_confirmation", "read again")
    page.get_by_role("button", name="の配信を承認する").click()
    look("approval_confirmation", "wrong")
    assert faults == {}


def test_the_pages_of_the_emergency_stop(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(page, faults)
    page.goto("/stop/")
    page.get_by_role("button", name="すべての配信を止める").click()
    look("stop", "standing")
    page.get_by_role("button", name="解除を申し出る").click()
    look("stop_release_request", "no reason")
    page.get_by_label("再開してよい理由").fill("誤りのある投稿を取り下げました。")
    page.get_by_role("button", name="解除を申し出る").click()
    look("stop", "release asked")
    second = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(second, faults)
    device = enrol(office.manager)
    second.goto("/stop/")
    look("stop", "second person")
    second.get_by_role("button", name="解除へ進む").click()
    look("stop_release", "open")
    second.get_by_label("確認コード").fill(code_for(device))
    second.get_by_role("button", name="停止を解除して配信を再開する").click()
    look("home", "released")
    assert stops.current() is None
    assert faults == {}


def test_the_pages_of_an_uncertain_sending(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(page, faults)
    page.goto(office.uncertain.get_absolute_url())
    page.get_by_role("link", name="配信の結果を記録する").click()
    page.get_by_role("button", name="この結果を記録する").click()
    look("post_finding", "nothing said")
    page.get_by_label("届いていなかった").check()
    page.get_by_label("確かめたこと").fill(
        "10時30分に配信済みの一覧を見ましたが、ありませんでした。"
    )
    page.get_by_role("button", name="この結果を記録する").click()
    look("post_finding", "recorded")
    second = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(second, faults)
    device = enrol(office.manager)
    second.goto(f"{office.uncertain.get_absolute_url()}finding/")
    look("post_finding", "second")
    second.get_by_role("button", name="結果の確定へ進む").click()
    look("finding_confirmation", "code")
    second.get_by_label("確認コード").fill(code_for(device))
    second.get_by_role("button", name="結果を確定する").click()
    look("post", "settled")
    office.uncertain.refresh_from_db()
    assert office.uncertain.status == Status.FAILED
    assert faults == {}


def test_the_page_of_two_editors(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.drafter).new_page()
    look = looks(page, faults)
    page.goto(f"/posts/{office.draft.pk}/edit/")
    colleague = hire("1008", "沼館 誠", "観光課", Role.DRAFTER)
    drafts.edit(office.draft, actor=colleague, version=1, fields=content(title="先に保存"))
    page.get_by_label("件名").fill("後から保存")
    page.get_by_role("button", name="下書きを保存する").click()
    look("post_edit", "conflict")
    page.locator("#conflict").get_by_role("button", name="すべて相手の内容にする").click()
    look("post_edit", "kept")
    page.get_by_role("link", name="残した内容を開く").click()
    expect(page.get_by_label("件名")).to_have_value("先に保存")
    assert faults == {}
