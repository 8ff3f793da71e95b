"""Who gets where: every address for every member of the cast, and what a mere look may not do."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Staff
from tests.accounts.sign_in import sign_in
from tests.addresses import ABOUT, CAST, EVERYBODY, MATRIX, ONLY_SHOWN, PUBLIC
from tests.administration import ADDRESSES
from tests.fingerprints import changed, rows
from tests.posts.editor import BODY, DECLARED, typed
from tests.posts.patterns.addresses import NEW_PATTERN

pytestmark = pytest.mark.django_db

every_address = pytest.mark.parametrize("name", MATRIX)
every_one = pytest.mark.parametrize("who", EVERYBODY)


def sent() -> dict[str, str]:
    """Whatever any of the forms asks for."""
    return {
        **typed(),
        **DECLARED,
        **NEW_PATTERN,
        "version": "1",
        "reason": "理由",
        "has_read": "on",
        "code": "000000",
        "arrived": "no",
        "words": "画面にない",
    }


@every_one
@every_address
def test_a_look_is_answered_as_agreed_and_changes_nothing(
    name: str, who: str, request: pytest.FixtureRequest
) -> None:
    client, address = _at(name, who, request)
    before = rows()
    expected = MATRIX[name].expected("get", who)
    assert client.get(address).status_code == expected
    assert client.head(address).status_code in {405, expected}
    assert rows() == before


@every_one
@every_address
def test_an_act_is_answered_as_agreed(name: str, who: str, request: pytest.FixtureRequest) -> None:
    client, address = _at(name, who, request)
    before = rows()
    if who == "nobody" and name not in PUBLIC:
        assert_sent_to_sign_in_with_their_words(client, address)
        assert changed(before) == []
        return
    response = client.post(address, sent())
    expected = MATRIX[name].expected("post", who)
    assert response.status_code == expected
    if expected in {403, 405}:
        assert {*changed(before)} <= {"audit_entry", "audit_head"}


def assert_sent_to_sign_in_with_their_words(client: Client, address: str) -> None:
    """An ended session does nothing; it gives words that were typed back, to be kept."""
    response = client.post(address, sent())
    assert response.status_code == 401
    assert sent()[BODY] in response.content.decode()
    response = client.post(address)
    assert response.status_code == 302
    assert response["Location"] == reverse("account_login")


def test_no_address_is_missing_from_the_matrix() -> None:
    names = [pattern.name for pattern in _patterns(get_resolver())]
    assert sorted(str(name) for name in names) == sorted(MATRIX)


def test_only_the_pages_of_sign_in_and_of_health_are_open_to_anybody() -> None:
    open_to_all = {
        pattern.name
        for pattern in _patterns(get_resolver())
        if not getattr(pattern.callback, "login_required", True)
    }
    assert open_to_all == PUBLIC


@pytest.mark.parametrize("pk", [999_999, 2**63, 10**30])
@pytest.mark.parametrize(
    "name",
    [name for name, access in MATRIX.items() if access.about not in {"", "an id of nothing"}],
)
def test_what_does_not_exist_is_not_found(
    name: str, pk: int, as_manager: Client, as_administrator: Client
) -> None:
    browser = as_administrator if name in ADDRESSES else as_manager
    more: list[uuid.UUID | int] = [uuid.uuid4()] if "proof" in MATRIX[name].about else []
    more += [1] if "comment" in MATRIX[name].about else []
    address = reverse(name, args=[pk, *more])
    before = rows()
    if MATRIX[name].get != ONLY_SHOWN:
        assert browser.get(address).status_code == 404
    if MATRIX[name].post != ONLY_SHOWN:
        assert browser.post(address, sent()).status_code == 404
    assert rows() == before


def test_the_cast_has_a_status_for_each() -> None:
    for name, access in MATRIX.items():
        assert len(access.get.split()) == len(access.post.split()) == len(CAST), name


def _at(name: str, who: str, request: pytest.FixtureRequest) -> tuple[Client, str]:
    client = Client()
    drafter: Staff = request.getfixturevalue("drafter")
    address = reverse(name, args=ABOUT[MATRIX[name].about](drafter))
    if who != "nobody":
        sign_in(client, request.getfixturevalue(who))
    return client, address


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern
