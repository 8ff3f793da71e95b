"""Who gets where: every address for every member of the cast, and what a mere look may not do."""

import uuid
from collections.abc import Iterator
from typing import Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Staff
from tests.accounts.sign_in import sign_in
from tests.addresses import ABOUT, CAST, EVERYBODY, MATRIX, ONLY_SHOWN, PUBLIC, Access
from tests.administration import ADDRESSES
from tests.fingerprints import changed, rows
from tests.own_and_others import ABOUT_OWN, OWN_AND_OTHERS
from tests.posts.editor import BODY, DECLARED, typed
from tests.posts.patterns.addresses import NEW_PATTERN

pytestmark = pytest.mark.django_db

# An address, and what is found there; all of the cast try it one after the other.
CASES: Final = [*MATRIX.items(), *OWN_AND_OTHERS]
every_address = pytest.mark.parametrize(
    ("name", "access"), CASES, ids=[f"{name}-{access.about or 'page'}" for name, access in CASES]
)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Staff]:
    """Everybody of EVERYBODY who has an ID."""
    return {who: request.getfixturevalue(who) for who in EVERYBODY if who != "nobody"}


def sent() -> dict[str, str]:
    """Whatever any of the forms asks for."""
    return {
        **typed(),
        **DECLARED,
        **NEW_PATTERN,
        "version": "1",
        "reason": "理由",
        "rejection-reason": "理由",
        "hold-reason": "理由",
        "what_happened": "経過",
        "has_read": "on",
        "code": "000000",
        "arrived": "no",
        "words": "画面にない",
    }


@every_address
def test_a_look_is_answered_as_agreed_and_changes_nothing(
    name: str, access: Access, cast: dict[str, Staff]
) -> None:
    address = _address(name, access, cast)
    answers = {}
    for who, client in _one_after_the_other(cast):
        before = rows()
        answers[who] = client.get(address).status_code
        assert client.head(address).status_code in {405, answers[who]}, who
        assert rows() == before, who
    assert answers == {who: access.expected("get", who) for who in EVERYBODY}


@every_address
def test_an_act_is_answered_as_agreed(name: str, access: Access, cast: dict[str, Staff]) -> None:
    address = _address(name, access, cast)
    answers = {}
    for who, client in _one_after_the_other(cast):
        before = rows()
        if who == "nobody" and name not in PUBLIC:
            assert_sent_to_sign_in_with_their_words(client, address)
            assert changed(before) == []
            answers[who] = 302
            continue
        answers[who] = client.post(address, sent()).status_code
        if answers[who] in {403, 404, 405}:
            assert {*changed(before)} <= {"audit_entry", "audit_head"}, who
    assert answers == {who: access.expected("post", who) for who in EVERYBODY}


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
    if "405 405 405" not in MATRIX[name].post:
        assert browser.post(address, sent()).status_code == 404
    assert rows() == before


def test_the_cast_has_a_status_for_each() -> None:
    for name, access in CASES:
        assert len(access.get.split()) == len(access.post.split()) == len(CAST), name


def _address(name: str, access: Access, cast: dict[str, Staff]) -> str:
    if access.about in ABOUT_OWN:
        return reverse(name, args=ABOUT_OWN[access.about](cast))
    return reverse(name, args=ABOUT[access.about](cast["drafter"]))


def _one_after_the_other(cast: dict[str, Staff]) -> Iterator[tuple[str, Client]]:
    """Everybody's browser in turn, each in the same world: what one did is undone for the next."""
    for who in EVERYBODY:
        # No block: a proof is spent in a transaction of its own, which no block may stand around.
        before = transaction.savepoint()
        client = Client()
        if who != "nobody":
            sign_in(client, Staff.objects.get(pk=cast[who].pk))
        yield who, client
        transaction.savepoint_rollback(before)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern
