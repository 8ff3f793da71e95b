"""Passwords have no end, except an administrator's where the installation wants it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Appointment, Role, Staff
from tests.accounts.people import PASSWORD, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, sign_in, type_code, type_password, walk_in

pytestmark = pytest.mark.django_db


def _administrator(changed_days_ago: int | None = 400) -> Staff:
    ago = None if changed_days_ago is None else timezone.now() - timedelta(days=changed_days_ago)
    staff = tanaka(password_changed_at=ago)
    Appointment.objects.create(
        staff=staff, role=Role.ADMINISTRATOR, starts_on=timezone.localdate(), installed=True
    )
    return staff


def _asks_for_a_new_password(client: Client, staff: Staff) -> bool:
    device = enrol(staff)
    type_password(client, staff, PASSWORD)
    after: str = type_code(client, device, code_for(device))["Location"]
    return after == reverse("account_first_password")


def test_nobodys_password_has_an_end_by_default(client: Client) -> None:
    assert not _asks_for_a_new_password(client, _administrator())


def test_an_administrators_has_where_the_setting_says_so(
    client: Client, settings: Settings
) -> None:
    settings.ADMINISTRATOR_PASSWORD_DAYS = 365
    staff = _administrator()
    assert _asks_for_a_new_password(client, staff)
    (entry,) = trail_of("account.password_expired")
    assert entry.target == f"accounts.staff:{staff.pk}"
    walk_in(Client(), staff, PASSWORD)
    staff.refresh_from_db()
    assert not staff.must_change_password


@pytest.mark.parametrize(("days", "due"), [(364, False), (366, True), (None, True)])
def test_it_counts_from_the_last_change(
    client: Client, settings: Settings, days: int | None, due: bool
) -> None:
    settings.ADMINISTRATOR_PASSWORD_DAYS = 365
    assert _asks_for_a_new_password(client, _administrator(days)) is due


def test_other_staff_never_have_to(client: Client, settings: Settings) -> None:
    settings.ADMINISTRATOR_PASSWORD_DAYS = 365
    staff = tanaka(password_changed_at=timezone.now() - timedelta(days=4000))
    assert not _asks_for_a_new_password(client, staff)


def test_the_password_alone_makes_nothing_due(client: Client, settings: Settings) -> None:
    settings.ADMINISTRATOR_PASSWORD_DAYS = 365
    staff = _administrator()
    owner = Client()
    sign_in(owner, staff)
    type_password(client, staff, PASSWORD)
    assert owner.get(reverse("home")).status_code == 200
