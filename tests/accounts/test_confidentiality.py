"""The notice of confidentiality: read at the first sign-in and once a year, before going in."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Staff
from tests.accounts.people import PASSWORD, TEMPORARY, newcomer, tanaka, trail_of
from tests.accounts.sign_in import code_for, enrol, type_code, type_password, walk_in

pytestmark = pytest.mark.django_db

SECRET = "職務上の秘密です。"


def _arrive(client: Client, days_ago: int | None) -> Staff:
    """At whatever comes after the code."""
    ago = None if days_ago is None else timezone.localdate() - timedelta(days=days_ago)
    staff = tanaka(confidentiality_acknowledged_on=ago)
    device = enrol(staff)
    type_password(client, staff, PASSWORD, query="?next=/%3Fpage%3D2")
    response = type_code(client, device, code_for(device))
    assert response["Location"] in (reverse("account_confidentiality"), "/?page=2")
    return staff


@pytest.mark.parametrize(("days_ago", "due"), [(None, True), (365, True), (364, False)])
def test_it_is_due_once_a_year(client: Client, days_ago: int | None, due: bool) -> None:
    _arrive(client, days_ago)
    assert (SESSION_KEY not in client.session) is due


def test_one_press_leads_in_and_to_the_page_wanted(client: Client) -> None:
    staff = _arrive(client, None)
    assert SECRET in client.get(reverse("account_confidentiality")).content.decode()
    assert client.post(reverse("account_confidentiality"))["Location"] == "/?page=2"
    staff.refresh_from_db()
    assert staff.confidentiality_acknowledged_on == timezone.localdate()
    assert len(trail_of("account.confidentiality_acknowledged")) == 1
    assert client.get(reverse("home")).status_code == 200


def test_a_newcomer_reads_it_too(client: Client) -> None:
    staff = newcomer(confidentiality_acknowledged_on=None)
    walk_in(client, staff, TEMPORARY)
    staff.refresh_from_db()
    assert staff.confidentiality_acknowledged_on == timezone.localdate()


def test_looking_at_it_is_not_reading_it(client: Client) -> None:
    _arrive(client, None)
    client.get(reverse("account_confidentiality"))
    assert client.get(reverse("home")).status_code == 302
    assert trail_of("account.confidentiality_acknowledged") == []


def test_it_cannot_be_reached_without_the_code(client: Client) -> None:
    staff = tanaka(confidentiality_acknowledged_on=None)
    enrol(staff)
    type_password(client, staff, PASSWORD)
    client.post(reverse("account_confidentiality"))
    staff.refresh_from_db()
    assert staff.confidentiality_acknowledged_on is None


def test_without_the_stage_the_guard_lets_nobody_in_who_has_not_read_it(
    client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_ADAPTER = "tests.accounts.weakened.WithoutAcknowledgeStage"
    staff = tanaka(confidentiality_acknowledged_on=None)
    device = enrol(staff)
    type_password(client, staff, PASSWORD)
    assert type_code(client, device, code_for(device))["Location"] == reverse("account_login")
    assert SESSION_KEY not in client.session


def test_the_sign_in_page_shows_the_same_words(client: Client) -> None:
    assert SECRET in client.get(reverse("account_login")).content.decode()
