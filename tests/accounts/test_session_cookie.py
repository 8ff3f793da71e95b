"""The cookie of a session lives no longer than the browser is open; nothing else is left there."""

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, sato, tanaka
from tests.accounts.sign_in import code_for, enrol, type_code, type_password, walk_in

pytestmark = pytest.mark.django_db


def test_it_ends_with_the_browser_and_no_script_reads_it(client: Client) -> None:
    staff = tanaka()
    enrol(staff)
    walk_in(client, staff, PASSWORD)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["expires"], cookie["max-age"]) == ("", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_sign_in_page_offers_to_remember_nobody(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert 'type="password"' in page
    assert 'type="checkbox"' not in page
    assert 'name="remember"' not in page


def test_asking_to_be_remembered_changes_nothing(client: Client) -> None:
    staff = tanaka()
    client.post(
        reverse("account_login"),
        {"login": staff.staff_number, "password": PASSWORD, "remember": "on"},
    )
    assert client.cookies[settings.SESSION_COOKIE_NAME]["expires"] == ""
    assert client.session.get_expire_at_browser_close()


def test_a_cookie_that_was_planted_beforehand_shares_nothing_of_the_sign_in(
    client: Client,
) -> None:
    colleague, staff = sato(), tanaka(confidentiality_acknowledged_on=None)
    enrol(colleague)
    planted = Client()
    type_password(planted, colleague, PASSWORD)
    planted.post(reverse("account_logout"))
    key = planted.session.session_key
    assert key
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    device = enrol(staff)
    type_password(client, staff, PASSWORD)
    assert type_code(client, device, code_for(device))["Location"] == reverse(
        "account_confidentiality"
    )
    # The colleague, who knows the cookie, presses first.
    planted.cookies[settings.SESSION_COOKIE_NAME] = key
    planted.post(reverse("account_confidentiality"))
    assert SESSION_KEY not in planted.session
    assert client.post(reverse("account_confidentiality"))["Location"] == reverse("home")
    assert client.session[SESSION_KEY] == str(staff.pk)
