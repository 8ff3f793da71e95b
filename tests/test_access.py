"""Who gets where: every address for every member of the cast, and what a mere look may not do."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Staff
from broadcasts import findings, stops
from posts.choices import Status
from tests.accounts.sign_in import sign_in
from tests.broadcasts.queue import uncertain_post
from tests.office import ask_approval, write
from tests.posts.editor import typed
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

CAST: Final = ("nobody", "drafter", "manager", "auditor")


@dataclass(frozen=True)
class Access:
    """The status that each of the cast is answered with, in the order of CAST."""

    get: str
    post: str
    about: str = ""


ONLY_SHOWN: Final = "302 405 405 405"
SIGNED_IN: Final = "302 200 200 200"
MATRIX: Final = {
    "healthz": Access(get="200 200 200 200", post="405 405 405 405"),
    "account_login": Access(get="200 302 302 302", post="200 302 302 302"),
    "account_code": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_first_password": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_enrol": Access(get="302 302 302 302", post="302 302 302 302"),
    "account_inactive": Access(get="200 200 200 200", post="405 405 405 405"),
    "account_logout": Access(get="302 200 200 200", post="302 302 302 302"),
    "home": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "post_list": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "post_new": Access(get="302 200 200 403", post="302 302 302 403"),
    "post_preview": Access(get=ONLY_SHOWN, post=SIGNED_IN),
    "post": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="draft"),
    "post_situation": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="draft"),
    "post_edit": Access(get="302 200 403 403", post="302 302 403 403", about="draft"),
    "post_submission": Access(get=ONLY_SHOWN, post="302 302 403 403", about="draft"),
    "post_withdrawal": Access(get="302 200 200 403", post="302 302 302 403", about="waiting"),
    "post_reopening": Access(get=ONLY_SHOWN, post="302 302 403 403", about="withdrawn"),
    "approval_inbox": Access(get=SIGNED_IN, post=ONLY_SHOWN),
    "approval": Access(get=SIGNED_IN, post=ONLY_SHOWN, about="revision"),
    "approval_return": Access(get="302 302 302 302", post="302 403 302 403", about="revision"),
    "approval_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="revision"),
    "approval_confirmation": Access(get="302 403 200 403", post="302 403 200 403", about="proof"),
    "stop": Access(get=SIGNED_IN, post="302 302 302 403"),
    "stop_release_request": Access(get=ONLY_SHOWN, post="302 302 302 403", about="stop"),
    "stop_release_taking_back": Access(get=ONLY_SHOWN, post="302 302 403 403", about="asked"),
    "stop_release_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="asked"),
    "stop_release": Access(get="302 403 200 403", post="302 403 200 403", about="asked proof"),
    "post_finding": Access(get=SIGNED_IN, post="302 302 302 403", about="uncertain"),
    "finding_confirmations": Access(get=ONLY_SHOWN, post="302 403 302 403", about="found"),
    "finding_confirmation": Access(
        get="302 403 200 403", post="302 403 200 403", about="found proof"
    ),
    "audit_entries": Access(get="302 403 200 200", post=ONLY_SHOWN),
    "audit_export": Access(get="302 403 200 200", post=ONLY_SHOWN),
}
# Whatever is not named here is closed to everybody who has not signed in with both factors.
PUBLIC: Final = {
    "healthz",
    "account_login",
    "account_code",
    "account_first_password",
    "account_enrol",
    "account_inactive",
    "account_logout",
}
ABOUT: Final[dict[str, Callable[[Staff], list[int | uuid.UUID]]]] = {
    "": lambda _: [],
    "draft": lambda drafter: [write(drafter).pk],
    "waiting": lambda drafter: [ask_approval(drafter).post_id],
    "withdrawn": lambda drafter: [post_in(Status.WITHDRAWN, drafter).pk],
    "revision": lambda drafter: [ask_approval(drafter).pk],
    "proof": lambda drafter: [ask_approval(drafter).pk, uuid.uuid4()],
    "uncertain": lambda drafter: [uncertain_post(drafter).pk],
    "found": lambda drafter: [_found(drafter)],
    "found proof": lambda drafter: [_found(drafter), uuid.uuid4()],
    "stop": lambda drafter: [stops.stop_everything(actor=drafter).pk],
    "asked": lambda drafter: [_asked(drafter)],
    "asked proof": lambda drafter: [_asked(drafter), uuid.uuid4()],
}
every_address = pytest.mark.parametrize("name", MATRIX)
every_one = pytest.mark.parametrize("who", CAST)


def sent() -> dict[str, str]:
    """Whatever any of the forms asks for."""
    return {
        **typed(),
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
    before = _rows()
    assert client.get(address).status_code == _expected(MATRIX[name].get, who)
    assert client.head(address).status_code in {405, _expected(MATRIX[name].get, who)}
    assert _rows() == before


@every_one
@every_address
def test_an_act_is_answered_as_agreed(name: str, who: str, request: pytest.FixtureRequest) -> None:
    client, address = _at(name, who, request)
    before = _rows()
    if who == "nobody" and name not in PUBLIC:
        assert_sent_to_sign_in_with_their_words(client, address)
        assert _changed(before) == []
        return
    response = client.post(address, sent())
    expected = _expected(MATRIX[name].post, who)
    assert response.status_code == expected
    if expected in {403, 405}:
        assert {*_changed(before)} <= {"audit_entry", "audit_head"}


def assert_sent_to_sign_in_with_their_words(client: Client, address: str) -> None:
    """An ended session does nothing; it gives words that were typed back, to be kept."""
    response = client.post(address, sent())
    assert response.status_code == 401
    assert sent()["text"] in response.content.decode()
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
@pytest.mark.parametrize("name", [name for name, access in MATRIX.items() if access.about])
def test_what_does_not_exist_is_not_found(name: str, pk: int, as_manager: Client) -> None:
    more = [uuid.uuid4()] if "proof" in MATRIX[name].about else []
    address = reverse(name, args=[pk, *more])
    before = _rows()
    if MATRIX[name].get != ONLY_SHOWN:
        assert as_manager.get(address).status_code == 404
    if MATRIX[name].post != ONLY_SHOWN:
        assert as_manager.post(address, sent()).status_code == 404
    assert _rows() == before


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


def _expected(statuses: str, who: str) -> int:
    return int(statuses.split()[CAST.index(who)])


def _asked(drafter: Staff) -> int:
    stop = stops.stop_everything(actor=drafter)
    stops.ask_release(stop, actor=drafter, reason="点検が終わりました。")
    return stop.pk


def _found(drafter: Staff) -> int:
    post = uncertain_post(drafter)
    findings.record_finding(post, actor=drafter, arrived=False, words="管理画面にありません。")
    return post.pk


def _rows() -> dict[str, str]:
    """Every row of every model, as one fingerprint for each table."""
    found = {}
    with connection.cursor() as cursor:
        for model in set(apps.get_models()) - {Session}:  # it notes that somebody is still there
            table = model._meta.db_table
            rows = "md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
            cursor.execute(f"SELECT {rows} FROM {table} t")
            found[table] = cursor.fetchone()[0]
    return found


def _changed(before: dict[str, str]) -> list[str]:
    return [table for table, fingerprint in _rows().items() if before[table] != fingerprint]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        else:
            yield pattern
