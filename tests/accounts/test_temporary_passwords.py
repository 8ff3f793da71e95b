"""A temporary password: readable, hashed, for three days, for one sign-in, and issued by others."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts import temporary_passwords
from accounts.models import Staff
from audit.models import Entry
from audit.trail import SYSTEM
from tests.accounts.people import PASSWORD, newcomer, sato, tanaka, trail_of
from tests.accounts.sign_in import sign_in, type_password, walk_in
from tests.accounts.test_password_rules import complaints

pytestmark = pytest.mark.django_db

WRONG = "職員番号またはパスワードが違います。"


def _issue(staff: Staff) -> str:
    return temporary_passwords.issue(staff, actor=SYSTEM)


def test_it_is_random_long_and_without_characters_that_are_mixed_up() -> None:
    staff = tanaka()
    issued = [_issue(staff) for _ in range(50)]
    assert len(set(issued)) == 50
    for password in issued:
        assert len(password.replace("-", "")) == 16
        assert not set(password) & set("il1o0IO")
        assert len({c.isdigit() for c in password.replace("-", "")}) == 2


def test_only_its_hash_is_kept() -> None:
    staff = tanaka()
    password = _issue(staff)
    assert staff.check_password(password)
    assert password not in staff.password
    assert all(password not in str(entry.detail) for entry in Entry.objects.all())


def test_it_opens_the_choice_of_an_own_password_and_nothing_else(client: Client) -> None:
    staff = newcomer()
    password = _issue(staff)
    response = type_password(client, staff, password)
    assert response["Location"] == reverse("account_first_password")
    assert SESSION_KEY not in client.session
    walk_in(Client(), staff, password)
    assert WRONG in type_password(Client(), staff, password).content.decode()


def test_it_expires_after_three_days(client: Client) -> None:
    staff = newcomer()
    with time_machine.travel("2027-04-05T08:30:00+09:00", tick=False) as clock:
        password = _issue(staff)
        clock.shift(timedelta(hours=72, seconds=-1))
        assert type_password(client, staff, password).status_code == 302
        clock.shift(1)
        response = type_password(Client(), staff, password)
        assert WRONG in response.content.decode()
        assert response.status_code == 200


def test_an_expired_one_is_answered_like_a_wrong_one_and_recorded() -> None:
    staff = newcomer()
    password = _issue(staff)
    Staff.objects.update(temporary_password_expires_at=timezone.now())
    right, wrong = (
        type_password(Client(), staff, typed).content.decode() for typed in (password, "wrong")
    )
    assert _without_token(right) == _without_token(wrong)
    recorded = [entry.detail["why"] for entry in trail_of("account.sign_in_failed")]
    assert recorded == ["temporary_password_expired"] * 2


def test_an_expired_one_counts_as_a_wrong_guess(client: Client) -> None:
    staff = newcomer()
    password = _issue(staff)
    Staff.objects.update(temporary_password_expires_at=timezone.now())
    for _ in range(5):
        type_password(client, staff, password)
    assert "受付けを止めています。" in type_password(client, staff, password).content.decode()


def test_an_expired_one_of_a_suspended_account_is_answered_alike() -> None:
    staff = newcomer()
    password = _issue(staff)
    Staff.objects.update(temporary_password_expires_at=timezone.now(), is_active=False)
    assert WRONG in type_password(Client(), staff, password).content.decode()


def test_behind_the_backend_the_first_stage_refuses_it_too(
    client: Client, settings: Settings
) -> None:
    settings.AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
    staff = newcomer()
    password = _issue(staff)
    Staff.objects.update(temporary_password_expires_at=timezone.now())
    assert type_password(client, staff, password)["Location"] == reverse("account_login")
    assert client.get(reverse("account_first_password")).status_code == 302
    assert SESSION_KEY not in client.session


def test_an_own_password_does_not_expire(client: Client) -> None:
    staff = newcomer()
    walk_in(client, staff, _issue(staff))
    staff.refresh_from_db()
    assert staff.temporary_password_expires_at is None
    assert not staff.must_change_password


def test_a_new_one_ends_all_sessions_and_the_password_before(client: Client) -> None:
    staff = tanaka()
    sign_in(client, staff)
    assert client.get(reverse("home")).status_code == 200
    _issue(staff)
    assert client.get(reverse("home")).status_code == 302
    assert WRONG in type_password(Client(), staff, PASSWORD).content.decode()


def test_nobody_issues_one_for_themselves() -> None:
    staff = tanaka()
    with pytest.raises(PermissionDenied):
        temporary_passwords.issue(staff, actor=staff)
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_the_trail_says_who_issued_one_and_until_when() -> None:
    staff, colleague = tanaka(), sato()
    temporary_passwords.issue(staff, actor=colleague)
    (entry,) = trail_of("account.temporary_password_issued")
    assert entry.actor_id == f"staff:{colleague.pk}"
    assert entry.target == f"accounts.staff:{staff.pk}"
    assert list(entry.detail) == ["expires_at"]


def test_it_would_pass_no_rule_less_than_an_own_one() -> None:
    staff = tanaka()
    assert all(complaints(temporary_passwords._random(), staff) == "" for _ in range(20))


def test_a_password_given_with_a_new_account_is_temporary_too() -> None:
    expires_at = newcomer().temporary_password_expires_at
    assert expires_at is not None
    assert timedelta(hours=71) < expires_at - timezone.now() <= timedelta(hours=72)


def _without_token(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]
