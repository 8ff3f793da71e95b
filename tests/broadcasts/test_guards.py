"""What PostgreSQL itself refuses about a sending, whoever writes the rows."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Staff
from broadcasts.keys import retry_key
from broadcasts.models import TRANSITIONS, Broadcast, State
from posts.models import Revision
from tests.office import ask_approval

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(drafter: Staff) -> Revision:
    return ask_approval(drafter)


def test_one_revision_is_sent_by_one_request(revision: Revision) -> None:
    _prepared(revision)
    with pytest.raises(IntegrityError), transaction.atomic():
        _prepared(revision)


def test_a_retry_key_is_used_once(revision: Revision, drafter: Staff) -> None:
    _prepared(revision)
    with pytest.raises(IntegrityError, match="unique"), transaction.atomic():
        _prepared(ask_approval(drafter), retry_key=retry_key(revision))


@pytest.mark.parametrize("draw", [uuid.uuid4, uuid.uuid1])
def test_a_key_that_does_not_follow_from_what_was_approved_is_refused(
    revision: Revision, draw: Callable[[], uuid.UUID]
) -> None:
    with pytest.raises(IntegrityError, match="broadcast_key_is_derived"), transaction.atomic():
        _prepared(revision, retry_key=draw())


@pytest.mark.parametrize("change", ["body = '{\"messages\":[]}'", "retry_key = gen_random_uuid()"])
def test_body_and_key_never_change(revision: Revision, change: str) -> None:
    _prepared(revision)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        _run(f"UPDATE broadcasts_broadcast SET {change}")


def test_a_broadcast_is_never_deleted(revision: Revision) -> None:
    _prepared(revision)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        _run("DELETE FROM broadcasts_broadcast")


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_the_state_moves_only_along_the_table(
    revision: Revision, before: State, after: State
) -> None:
    _prepared(revision, state=before, finished_at=timezone.now())
    statement = f"UPDATE broadcasts_broadcast SET state = '{after.value}'"
    if (before, after) == (State.UNCERTAIN, State.FAILED):
        with pytest.raises(IntegrityError, match="nobody has confirmed"), transaction.atomic():
            _run(statement)
    elif before == after or after in TRANSITIONS[before]:
        _run(statement)
        assert Broadcast.objects.get().state == after
    else:
        with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
            _run(statement)


def test_an_end_is_dated(revision: Revision) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _prepared(revision, state=State.FAILED)


def _prepared(revision: Revision, **changes: Any) -> Broadcast:
    """A request as the worker freezes it, but for these changes."""
    given = {"retry_key": retry_key(revision), "body": "{}", **changes}
    return Broadcast.objects.create(revision=revision, **given)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
