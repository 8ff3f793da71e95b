"""Where one is signed in: listed in plain words, and ended one by one or all at once."""

import uuid

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import sessions
from accounts.models import Staff, StaffSession
from tests.accounts.people import PASSWORD, sato, tanaka, trail_of
from tests.accounts.sign_in import sign_in, walk_in

pytestmark = pytest.mark.django_db

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
)


@pytest.fixture
def staff() -> Staff:
    return tanaka()


@pytest.fixture
def elsewhere(staff: Staff) -> Client:
    """A second browser of the same person, with a name of its own."""
    browser = Client(headers={"User-Agent": EDGE}, REMOTE_ADDR="192.0.2.7")
    walk_in(browser, staff, PASSWORD)
    return browser


def _row_of(client: Client) -> StaffSession:
    return StaffSession.objects.get(pk=client.session[sessions.KEY])


def _is_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def test_every_place_is_listed_in_plain_words(
    client: Client, staff: Staff, elsewhere: Client
) -> None:
    sign_in(client, staff)
    page = client.get(reverse("account_sessions")).content.decode()
    assert "Windowsのパソコン（Edge）" in page
    assert "192.0.2.7" in page
    assert page.count("（この端末）") == 1
    assert str(client.session.session_key) not in page
    assert "Mozilla" not in page


def test_one_is_ended_and_the_others_go_on(client: Client, staff: Staff, elsewhere: Client) -> None:
    sign_in(client, staff)
    third = Client()
    sign_in(third, staff)
    row = _row_of(elsewhere)
    client.post(reverse("account_session_ending", args=[row.pk]))
    assert [_is_in(each) for each in (client, elsewhere, third)] == [True, False, True]
    assert SESSION_KEY not in elsewhere.session
    page = elsewhere.get(reverse("account_login")).content.decode()
    assert "この端末のログインは終了しています。" in page
    (entry,) = trail_of("account.signed_out")
    assert entry.detail == {"why": "ended_by_owner", "session": str(row.pk)}


def test_all_others_are_ended_at_once(client: Client, staff: Staff, elsewhere: Client) -> None:
    sign_in(client, staff)
    third = Client()
    sign_in(third, staff)
    client.post(reverse("account_session_endings"))
    assert [_is_in(each) for each in (client, elsewhere, third)] == [True, False, False]
    assert (
        "ほかの端末ではログインしていません。"
        in client.get(reverse("account_sessions")).content.decode()
    )


def test_ending_the_session_one_is_in_signs_out(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    row = _row_of(client)
    response = client.post(reverse("account_session_ending", args=[row.pk]))
    assert response["Location"] == reverse("account_login")
    assert not _is_in(client)


def test_the_session_of_somebody_else_is_not_found(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    other = Client()
    sign_in(other, sato())
    assert (
        client.post(reverse("account_session_ending", args=[_row_of(other).pk])).status_code == 404
    )
    assert _is_in(other)
    with pytest.raises(ValueError, match="owner"):
        sessions.end_one(_row_of(other), actor=staff)


def test_what_never_was_is_not_found(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    address = reverse("account_session_ending", args=[uuid.uuid4()])
    assert client.post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_one_that_has_ended_is_not_listed_and_ending_it_again_says_so(
    client: Client, staff: Staff, elsewhere: Client
) -> None:
    sign_in(client, staff)
    row = _row_of(elsewhere)
    elsewhere.post(reverse("account_logout"))
    assert "192.0.2.7" not in client.get(reverse("account_sessions")).content.decode()
    response = client.post(reverse("account_session_ending", args=[row.pk]), follow=True)
    assert "すでにログアウトしています。" in response.content.decode()


def test_an_end_cannot_be_taken_back(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    row = _row_of(client)
    client.post(reverse("account_logout"))
    with pytest.raises(DatabaseError), transaction.atomic():
        StaffSession.objects.filter(pk=row.pk).update(ended_at=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        StaffSession.objects.filter(pk=row.pk).update(active_at=timezone.now())


def test_a_copied_cookie_ends_with_the_session(client: Client, staff: Staff) -> None:
    sign_in(client, staff)
    thief = Client()
    thief.cookies = client.cookies.copy()  # type: ignore[assignment]
    key = client.session.session_key
    copied = dict(client.session.items())
    client.post(reverse("account_logout"))
    # Even when somebody puts the session itself back, its row has ended.
    store = Client().session
    store.update(copied)
    store._session_key = key
    store.save(must_create=True)
    assert not _is_in(thief)
