"""One number, two places: the first is told of the second, and nobody is thrown out."""

import re
import threading

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts import sessions
from accounts.models import Notice, Staff
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import sign_in, walk_in

pytestmark = pytest.mark.django_db

BANNER = re.compile(r"\d+:\d\dに別の端末からログインがありました。")


@pytest.fixture
def staff() -> Staff:
    return tanaka(email="tanaka@city.example.jp")


def _home(client: Client) -> str:
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def test_the_earlier_session_is_told_on_its_next_page(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    assert not BANNER.search(_home(client))
    second = Client(REMOTE_ADDR="192.0.2.7")
    walk_in(second, staff, PASSWORD)
    page = _home(client)
    assert BANNER.search(page)
    assert "192.0.2.7" in page
    assert reverse("account_leak_report") in page
    assert not BANNER.search(_home(second))


def test_it_is_told_until_it_is_answered(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    walk_in(Client(), staff, PASSWORD)
    assert BANNER.search(_home(client))
    assert BANNER.search(_home(client))
    client.post(reverse("account_session_notice"))
    assert not BANNER.search(_home(client))


def test_it_is_told_although_the_second_has_gone_again(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    second = Client()
    walk_in(second, staff, PASSWORD)
    second.post(reverse("account_logout"))
    assert BANNER.search(_home(client))


def test_the_owner_is_told_by_mail_too(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    walk_in(Client(REMOTE_ADDR="192.0.2.7"), staff, PASSWORD)
    notice = Notice.objects.get()
    assert notice.recipient == staff
    assert "別の端末からログインがありました" in notice.subject
    assert "192.0.2.7" in notice.body
    assert "漏えいのおそれを報告" in notice.body
    (entry,) = trail_of("account.signed_in_elsewhere")
    assert entry.detail["beside"] == 1


def test_one_place_alone_is_nothing_to_tell(client: Client, staff: Staff) -> None:
    walk_in(client, staff, PASSWORD)
    client.post(reverse("account_logout"))
    walk_in(Client(), staff, PASSWORD)
    assert not Notice.objects.exists()
    assert trail_of("account.signed_in_elsewhere") == []


def test_colleagues_are_told_nothing(client: Client, staff: Staff) -> None:
    sign_in(client, sato())
    walk_in(Client(), staff, PASSWORD)
    assert not BANNER.search(_home(client))


def test_a_password_without_the_second_factor_is_no_second_place(
    client: Client, staff: Staff
) -> None:
    sign_in(client, staff)
    Client().post(reverse("account_login"), {"login": staff.staff_number, "password": PASSWORD})
    assert not BANNER.search(_home(client))
    assert not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_that_sign_in_at_the_same_moment_one_is_told(staff: Staff) -> None:
    start = threading.Barrier(4)

    def begin() -> None:
        request = RequestFactory().get("/")
        request.session = SessionStore()
        start.wait()
        try:
            sessions.begin(request, staff)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.detail["beside"] for entry in trail_of("account.signed_in_elsewhere")) == [
        1,
        2,
        3,
    ]
    assert staff.sessions.filter(elsewhere_at=None).count() == 1
