"""Recovery codes: shown once, kept as digests, each good for one sign-in and for nothing else."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import recovery, step_up
from accounts.devices import Verdict
from accounts.models import Authenticator, Notice, RecoveryCode, RecoverySheet, Staff
from accounts.step_up import Refusal, StepUpRefused
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, type_code, type_password


@pytest.fixture
def staff() -> Staff:
    staff = tanaka()
    enrol(staff)
    return staff


@pytest.fixture
def codes(staff: Staff) -> list[str]:
    return _issue(staff)


def _issue(staff: Staff) -> list[str]:
    with transaction.atomic():
        return recovery.issue(staff)


def _send(client: Client, code: str) -> str:
    response = client.post(reverse("account_recovery"), {"recovery_code": code})
    return response.get("Location", "") or response.content.decode()


def _sign_in(staff: Staff, code: str) -> tuple[Client, str]:
    client = Client()
    type_password(client, staff, PASSWORD)
    return client, _send(client, code)


def test_ten_different_codes_are_shown_after_the_first_enrolment_and_never_again(
    client: Client,
) -> None:
    staff = tanaka()
    type_password(client, staff, PASSWORD)
    client.get(reverse("account_enrol"))
    code = code_for(Authenticator.objects.get(user=staff))
    page = client.post(reverse("account_enrol"), {"otp_token": code})
    shown = re.findall(r"<li>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</li>", page.content.decode())
    assert len(set(shown)) == 10
    assert "no-store" in page["Cache-Control"]
    assert "前に発行した" not in page.content.decode()  # there were none
    assert SESSION_KEY in client.session
    again = client.post(reverse("account_enrol"), {"otp_token": code})
    overview = client.get(reverse("account_factors")).content.decode()
    for words in (again.content.decode(), overview, str(dict(client.session))):
        assert shown[0] not in words
    assert _sign_in(staff, shown[0])[1] == reverse("home")


def test_a_code_opens_a_sign_in(staff: Staff, codes: list[str]) -> None:
    client, where = _sign_in(staff, codes[3])
    assert where == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    assert [entry.detail for entry in trail_of("account.recovery_code_used")] == [{"left": 9}]


def test_a_code_is_good_once(staff: Staff, codes: list[str]) -> None:
    _sign_in(staff, codes[0])
    client, page = _sign_in(staff, codes[0])
    assert "回復コードが違うか、使用済みです。" in page
    assert SESSION_KEY not in client.session
    assert recovery.how_many_left(staff) == 9


@pytest.mark.parametrize(
    "form",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code.replace('-', ' ')} ",
        lambda code: code.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
        lambda code: code.replace("0", "o").replace("1", "l"),
    ],
)
def test_a_code_is_read_as_people_write_it(
    staff: Staff, codes: list[str], form: Callable[[str], str]
) -> None:
    assert _sign_in(staff, form(codes[0]))[1] == reverse("home")


@pytest.mark.parametrize("typed", ["", "123456", "ABCD-EFGH", "あ" * 12, "U" * 12, "A" * 13])
def test_what_is_no_code_is_never_counted(staff: Staff, codes: list[str], typed: str) -> None:
    client, page = _sign_in(staff, typed)
    assert "回復コード" in page
    assert SESSION_KEY not in client.session
    assert RecoverySheet.objects.get().throttling_failure_count == 0


def test_guessing_is_slowed_down(staff: Staff, codes: list[str]) -> None:
    with time_machine.travel("2027-04-05T12:00:05+09:00", tick=False) as clock:
        wrong = "0000-0000-0000"
        assert recovery.use(staff, recovery.normalised(wrong)).verdict is Verdict.WRONG
        assert recovery.use(staff, recovery.normalised(codes[0])).verdict is Verdict.THROTTLED
        clock.shift(1)
        assert recovery.use(staff, recovery.normalised(codes[0])).verdict is Verdict.ACCEPTED


def test_the_code_of_somebody_else_opens_nothing(staff: Staff, codes: list[str]) -> None:
    colleague = sato()
    enrol(colleague)
    _issue(colleague)
    client, page = _sign_in(colleague, codes[0])
    assert "回復コードが違うか" in page
    assert SESSION_KEY not in client.session


def test_a_digest_copied_to_somebody_else_opens_nothing(staff: Staff, codes: list[str]) -> None:
    colleague = sato()
    enrol(colleague)
    _issue(colleague)
    mine = RecoveryCode.objects.filter(sheet__user=staff).order_by("pk")[0]
    RecoveryCode.objects.filter(sheet__user=colleague).update(sealed_digest=mine.sealed_digest)
    assert recovery.use(colleague, recovery.normalised(codes[0])).verdict is Verdict.UNREADABLE


def test_new_codes_kill_the_old_ones(staff: Staff, codes: list[str]) -> None:
    new = _issue(staff)
    assert "回復コードが違うか" in _sign_in(staff, codes[0])[1]
    assert _sign_in(staff, new[0])[1] != reverse("home")  # the wait after the wrong one
    assert RecoveryCode.objects.count() == 10


def test_the_database_does_not_hold_the_codes(staff: Staff, codes: list[str]) -> None:
    kept = str(list(RecoveryCode.objects.values()))
    for code in codes:
        assert code not in kept
        assert recovery.normalised(code) not in kept
        assert recovery._digest(staff, recovery.normalised(code)).hex() not in kept


def test_its_owner_is_told_by_mail_and_warned_when_few_are_left(
    staff: Staff, codes: list[str]
) -> None:
    for number, code in enumerate(codes[:7], start=1):
        recovery.use(staff, recovery.normalised(code))
        (body,) = Notice.objects.filter(recipient=staff).order_by("-pk").values_list("body")[0]
        assert f"未使用の回復コードは{10 - number}個です" in body
        assert ("残りが少なくなりました" in body) == (number == 7)
    assert Notice.objects.filter(recipient=staff).count() == 7


def test_it_approves_nothing(staff: Staff, codes: list[str]) -> None:
    act = {"action": "approve", "target": "posts.post:7", "digest": "a" * 64}
    opened = step_up.begin(staff=staff, **act)
    for code in (codes[0], recovery.normalised(codes[0])):
        with pytest.raises(StepUpRefused) as caught:
            step_up.confirm(str(opened.pk), staff=staff, code=code, **act)
        assert caught.value.reason is Refusal.MALFORMED
    assert recovery.how_many_left(staff) == 10


def test_it_changes_no_factor(staff: Staff, codes: list[str]) -> None:
    client, _ = _sign_in(staff, codes[0])
    address = client.post(reverse("account_authenticators"))["Location"]
    client.post(address, {"first_code": "000000", "code": codes[1]})
    address = client.post(reverse("account_recovery_codes"))["Location"]
    client.post(address, {"code": codes[1]})
    assert Authenticator.objects.filter(confirmed=True).count() == 1
    assert recovery.how_many_left(staff) == 9


def test_codes_without_anything_else_do_not_get_in(client: Client) -> None:
    staff = tanaka()
    codes = _issue(staff)
    assert type_password(client, staff, PASSWORD)["Location"] == reverse("account_enrol")
    assert _send(client, codes[0]) == reverse("account_login")


def test_a_code_of_the_app_is_no_recovery_code_nor_the_other_way(
    staff: Staff, codes: list[str]
) -> None:
    client = Client()
    device = enrol(staff)
    type_password(client, staff, PASSWORD)
    assert type_code(client, device, codes[0]).status_code == 200
    assert "12文字" in _send(client, code_for(device))
    assert SESSION_KEY not in client.session


def test_the_session_ends_when_the_sheet_is_gone(staff: Staff, codes: list[str]) -> None:
    client, _ = _sign_in(staff, codes[0])
    RecoverySheet.objects.all().delete()
    assert client.get(reverse("home")).status_code == 302
    assert SESSION_KEY not in client.session


def test_nobody_without_a_pending_sign_in_reaches_the_page(client: Client) -> None:
    assert client.get(reverse("account_recovery"))["Location"] == reverse("account_login")
