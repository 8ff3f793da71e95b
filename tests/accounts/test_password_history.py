"""The last ten passwords are not used again, whichever way they were set."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from pytest_django import Settings

from accounts import passwords, temporary_passwords
from accounts.models import PasswordHistory, Staff
from audit.trail import SYSTEM
from hachinohe_line.settings import PASSWORD_HASHERS as DEFAULT_HASHERS
from tests.accounts.people import PASSWORD, tanaka
from tests.accounts.test_password_rules import complaints

pytestmark = pytest.mark.django_db

REUSED = "最近使ったパスワード（仮パスワードを含む10回分）は使えません。"
NUMBERED = "Yunomi-Kawara-{}-tsukue"


def _change(staff: Staff, times: int) -> None:
    for number in range(times):
        passwords.choose(staff, NUMBERED.format(number))


def test_the_password_of_now_is_not_chosen_again() -> None:
    assert REUSED in complaints(PASSWORD, tanaka())


def test_the_tenth_last_is_refused_and_the_eleventh_last_is_not() -> None:
    staff = tanaka()
    passwords.choose(staff, "Michinoku-zutsumi-88-hasami")
    _change(staff, 9)
    assert REUSED in complaints("Michinoku-zutsumi-88-hasami", staff)
    passwords.choose(staff, NUMBERED.format("last"))
    assert complaints("Michinoku-zutsumi-88-hasami", staff) == ""


def test_a_temporary_password_cannot_be_kept() -> None:
    staff = tanaka()
    temporary = temporary_passwords.issue(staff, actor=SYSTEM)
    assert REUSED in complaints(temporary, staff)
    _change(staff, 1)
    assert REUSED in complaints(temporary, staff)


def test_only_hashes_of_the_last_ten_are_kept() -> None:
    staff = tanaka()
    _change(staff, 15)
    kept = PasswordHistory.objects.filter(staff=staff)
    assert kept.count() == 10
    assert all(identify_hasher(row.password) for row in kept)


def test_the_passwords_of_others_do_not_count() -> None:
    _change(tanaka(), 3)
    somebody = Staff(staff_number="S1009", name="佐藤 花子", section=Staff.objects.get().section)
    assert complaints(NUMBERED.format(1), somebody) == ""


def test_passwords_and_their_history_are_kept_as_argon2id(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    staff = tanaka()
    passwords.choose(staff, NUMBERED.format(1))
    staff.refresh_from_db()
    kept = [staff.password, *staff.password_history.values_list("password", flat=True)]
    assert len(kept) == 3
    assert all(each.startswith("argon2$argon2id$") for each in kept)
    assert REUSED in complaints(NUMBERED.format(1), staff)


def test_an_installation_knows_no_other_way_to_keep_one() -> None:
    assert DEFAULT_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
