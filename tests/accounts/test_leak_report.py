"""漏えいのおそれ: reported in two presses, it shuts everything and tells those responsible."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import leaks
from accounts.models import Appointment, LeakReport, Notice, Role, Staff
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import (
    NEW_PASSWORD,
    choose_password,
    code_for,
    enrol,
    sign_in,
    type_code,
    type_password,
)

pytestmark = pytest.mark.django_db


def _appoint(number: str, name: str, role: Role) -> Staff:
    section = tanaka_or_first().section
    staff = Staff.objects.create_staff(number, None, name=name, section=section)
    Appointment.objects.create(
        staff=staff, role=role, starts_on=timezone.localdate(), installed=True
    )
    return staff


def tanaka_or_first() -> Staff:
    return Staff.objects.first() or tanaka()


def test_the_first_press_shows_what_happens_and_does_nothing(client: Client) -> None:
    sign_in(client, tanaka())
    assert reverse("account_leak_report") in client.get(reverse("account")).content.decode()
    page = client.get(reverse("account_leak_report")).content.decode()
    assert "報告してすべての端末をログアウトする" in page
    # It ends sessions, and leaves the factors as they are: who lost the phone must be told so.
    assert "認証アプリやパスキーは使えるままです" in page
    assert not LeakReport.objects.exists()


def test_the_second_press_ends_every_session(client: Client) -> None:
    staff, elsewhere = tanaka(), Client()
    sign_in(elsewhere, staff)
    sign_in(client, staff)
    response = client.post(reverse("account_leak_report"), {"note": "知らせが届いた。"})
    assert response["Location"] == reverse("account_login")
    assert "報告を受け付け" in client.get(reverse("account_login")).content.decode()
    for browser in (client, elsewhere):
        assert browser.get(reverse("home")).status_code == 302
    assert not staff.sessions.filter(ended_at=None).exists()


def test_the_other_browser_is_told_why_it_is_signed_out(client: Client) -> None:
    staff, elsewhere = tanaka(), Client()
    sign_in(elsewhere, staff)
    sign_in(client, staff)
    client.post(reverse("account_leak_report"), {"note": ""})
    page = elsewhere.get(reverse("home"), follow=True).content.decode()
    assert "安全のため、この端末のログインを終了しました" in page
    assert "新しいパスワードを決めてください" in page
    # Said once, and to nobody who was not in.
    assert "終了しました" not in elsewhere.get(reverse("account_login")).content.decode()
    assert "終了しました" not in Client().get(reverse("home"), follow=True).content.decode()


def test_a_new_password_is_due_at_the_next_sign_in_after_the_second_factor(
    client: Client,
) -> None:
    staff = tanaka()
    sign_in(client, staff)
    client.post(reverse("account_leak_report"), {"note": ""})
    device = enrol(staff)
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_code")
    after = type_code(client, device, code_for(device))["Location"]
    assert after == reverse("account_first_password")
    assert "安全のために使えなくなりました。" in client.get(after).content.decode()
    assert choose_password(client, PASSWORD).status_code == 200
    assert choose_password(client, NEW_PASSWORD)["Location"] == reverse("home")


def test_it_is_an_incident_that_nobody_rewrites(client: Client) -> None:
    staff = tanaka()
    sign_in(client, staff)
    client.post(reverse("account_leak_report"), {"note": "のぞかれた。"})
    report = LeakReport.objects.get()
    assert (report.staff, report.reported_by, report.note) == (staff, staff, "のぞかれた。")
    assert report.ended_sessions == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        LeakReport.objects.update(note="")
    with pytest.raises(DatabaseError), transaction.atomic():
        LeakReport.objects.all().delete()
    (entry,) = trail_of("account.leak_reported")
    assert entry.detail == {"report": report.pk, "ended_sessions": 1}
    assert [entry.detail["why"] for entry in trail_of("account.signed_out")] == ["leak_reported"]


def test_the_account_manager_and_all_administrators_are_told_once() -> None:
    staff = tanaka()
    manager = _appoint("S2001", "田中 恵子", Role.ACCOUNT_MANAGER)
    first = _appoint("S4001", "中村 修", Role.ADMINISTRATOR)
    second = _appoint("S4002", "高橋 奈々", Role.ADMINISTRATOR)
    suspended = _appoint("S4003", "佐々木 健太", Role.ADMINISTRATOR)
    Staff.objects.filter(pk=suspended.pk).update(is_active=False)
    leaks.report(staff, actor=staff, note="端末をなくした。")
    told = Notice.objects.filter(subject__contains="漏えいのおそれ")
    assert {notice.recipient for notice in told} == {manager, first, second}
    assert all("S1001" in notice.body and "端末をなくした。" in notice.body for notice in told)


def test_those_responsible_report_for_somebody_else() -> None:
    staff = tanaka()
    manager = _appoint("S2001", "田中 恵子", Role.ACCOUNT_MANAGER)
    administrator = _appoint("S4001", "中村 修", Role.ADMINISTRATOR)
    for actor in (manager, administrator):
        report = leaks.report(staff, actor=actor, note="電話で連絡があった。")
        assert report.reported_by == actor
    staff.refresh_from_db()
    assert staff.must_change_password


def test_a_colleague_does_not_report_for_somebody_else(client: Client) -> None:
    staff = tanaka()
    sign_in(client, staff)
    with pytest.raises(PermissionDenied):
        leaks.report(staff, actor=sato(), note="")
    assert client.get(reverse("home")).status_code == 200
    assert not LeakReport.objects.exists()
