"""The pages of administration that are reached only by acting, in a real browser."""

import re
from typing import Final

from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Authenticator, Duty, Staff
from personnel.models import RoleRequest
from tests.browser.conftest import seen_by
from tests.browser.looking import looks
from tests.browser.places import Office
from tests.personnel.acting import days, fresh_code
from tests.personnel.files import as_csv, row

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}


def _prove(page: Page, staff: Staff, button: str) -> None:
    page.get_by_label("確認コード").fill(fresh_code(staff))
    page.get_by_role("button", name=button, exact=True).click()


def test_issuing_an_id(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.administrator).new_page()
    look = looks(page, faults)
    page.goto("/personnel/staff/new/")
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_issue", "nothing filled in")
    page.get_by_label("職員番号").fill("7777")
    page.get_by_label("氏名").fill("鮫 かもめ")
    page.get_by_label("課").select_option(label="観光課")
    page.get_by_label("メールアドレス").fill("same@city.example.jp")
    page.get_by_label("理由").fill("採用のため。")
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_issue", "the second page")
    page.get_by_role("button", name="入力に戻る").click()
    expect(page.get_by_label("氏名")).to_have_value("鮫 かもめ")
    page.get_by_role("button", name="確認へ進む").click()
    page.get_by_label("確認コード").fill("000000")
    page.get_by_role("button", name="職員IDを発行する", exact=True).click()
    look("personnel_issue", "a wrong code")
    page.get_by_role("button", name="入力に戻る").click()
    page.get_by_role("button", name="確認へ進む").click()
    _forgive(office.administrator)
    _prove(page, office.administrator, "職員IDを発行する")
    expect(page.get_by_role("heading", level=1)).to_have_text("仮パスワード")
    look("personnel_issue", "the password")
    assert Staff.objects.filter(staff_number="7777").exists()
    assert faults == {}


def test_a_request_is_confirmed_and_one_s_own_taken_back(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.administrator).new_page()
    look = looks(page, faults)
    page.goto(f"/personnel/requests/{office.room.own.pk}/")
    page.get_by_text("申請を取り下げる").first.click()
    look("personnel_request", "taking back")
    page.get_by_label("理由").fill("取り違えました。")
    page.get_by_role("button", name="申請を取り下げる").click()
    look("personnel_requests", "taken back")
    Staff.objects.filter(pk=office.room.suspended.pk).update(is_active=True)
    page.goto(f"/personnel/requests/{office.room.asked.pk}/")
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_request", "confirming")
    _prove(page, office.administrator, "確認して有効にする")
    look("personnel_requests", "confirmed")
    outcomes = set(RoleRequest.objects.values_list("outcome", flat=True))
    assert outcomes == {"withdrawn", "confirmed"}
    assert faults == {}


def test_a_file_is_uploaded_mended_and_applied(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.administrator).new_page()
    look = looks(page, faults)
    page.goto("/personnel/files/")
    page.get_by_role("button", name="変更の内容を確認する").click()
    look("personnel_upload", "no file")
    new = {"課": "観光課", "メールアドレス": "n@city.example.jp", "開始日": "2020-04-01"}
    for view, name, content in (
        ("personnel_upload", "a file that is none", b"%PDF"),
        ("personnel_file", "a wrong row", as_csv(row("7001", "新井田 川", "転出", **new))),
        ("personnel_file", "the preview", as_csv(row("7001", "新井田 川", "新規", **new))),
    ):
        page.goto("/personnel/files/")
        file: FilePayload = {"name": "idou.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("異動ファイル").set_input_files(file)
        page.get_by_role("button", name="変更の内容を確認する").click()
        look(view, name)
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_file", "the proof")
    _prove(page, office.administrator, "この内容で反映する")
    expect(page.get_by_role("heading", level=1)).to_have_text("反映しました")
    look("personnel_file", "applied")
    page.emulate_media(media="print")
    expect(page.locator(".slips li")).to_be_visible()
    assert faults == {}


def test_absences_and_the_end_of_a_role(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.manager).new_page()
    look = looks(page, faults)
    page.goto("/personnel/absences/")
    page.get_by_role("button", name="不在を登録する").click()
    look("personnel_absences", "no times")
    page.get_by_role("button", name="不在を終える").first.click()
    look("personnel_absences", "ended")
    page.goto("/personnel/approvers/")
    page.get_by_role("link", name="任期を短縮する").first.click()
    page.get_by_label("理由").fill("体制を見直すため。")
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_role_end", "the end of a deputy's term")
    _prove(page, office.manager, "任期を短縮する")
    look("personnel_approvers", "asked for")
    assert faults == {}


def test_people_are_put_on_duty_and_taken_off_again(
    chromium: Browser, live_server: LiveServer, office: Office, faults: dict[str, list[str]]
) -> None:
    page = seen_by(chromium, live_server, office.manager, viewport=PHONE).new_page()
    look = looks(page, faults)
    page.goto("/personnel/duties/")
    page.get_by_role("link", name="先週と同じ当番を入れる").click()
    page.get_by_label("今週：").check()
    page.get_by_label("入れる週の数").fill("2")
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_duty_copies", "the turns that will be entered")
    _prove(page, office.manager, "緊急当番を登録する")
    look("personnel_duties", "several weeks")
    for _ in range(Duty.objects.not_over().count()):
        page.get_by_role("button", name=re.compile("当番を終える|取り消す")).first.click()
    expect(page.get_by_text("まだ登録されていません")).to_be_visible()
    look("personnel_duties", "nobody is on duty")
    page.get_by_role("link", name="当番を登録する").click()
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_duty_new", "nothing filled in")
    page.get_by_label("当番の職員").select_option(index=1)
    for label, day in (("開始日", days(1)), ("終了日", days(2))):
        page.get_by_label(label).fill(day.isoformat())
    for label, hour in (("開始時刻", "17:15"), ("終了時刻", "08:15")):
        page.get_by_label(label).fill(hour)
    page.get_by_role("button", name="確認へ進む").click()
    look("personnel_duty_new", "the proof")
    _prove(page, office.manager, "緊急当番を登録する")
    expect(page.get_by_text("17:15〜24:00")).to_be_visible()
    assert faults == {}


def _forgive(staff: Staff) -> None:
    """As if the wait after a wrong code were over."""
    Authenticator.objects.filter(user=staff).update(
        throttling_failure_count=0, throttling_failure_timestamp=None
    )
