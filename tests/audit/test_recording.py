"""How an act is recorded: with the act or not at all, and never changed afterwards."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Section, Staff
from audit import trail
from audit.actions import Action
from audit.models import Entry, Head
from audit.trail import SYSTEM, Actor
from posts import lifecycle
from posts.choices import Status
from posts.models import Post
from tests.audit.forging import write_down
from tests.posts.states import post_in

pytestmark = pytest.mark.django_db

ATTEMPTS: Final[dict[str, Callable[[], object]]] = {
    "update": lambda: Entry.objects.update(actor_label="別人"),
    "save": lambda: Entry.objects.get(sequence=1).save(),
    "raw update": lambda: _run("UPDATE audit_entry SET detail = '{}'"),
    "raw delete": lambda: _run("DELETE FROM audit_entry"),
    "raw delete of one": lambda: _run("DELETE FROM audit_entry WHERE sequence = 2"),
    "raw delete of the end": lambda: _run("DELETE FROM audit_head"),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_nothing_recorded_can_be_changed_or_removed(
    attempt: Callable[[], object], drafter: Staff
) -> None:
    write_down(drafter, 3)
    with pytest.raises(DatabaseError, match=r"Cannot (update or )?delete"), transaction.atomic():
        attempt()
    assert Entry.objects.count() == 3
    assert list(trail.verify()) == []


def test_the_chain_has_one_end(drafter: Staff) -> None:
    write_down(drafter, 1)
    with pytest.raises(IntegrityError, match="audit_head_is_one_row"), transaction.atomic():
        Head.objects.create(id=2)


def test_an_entry_holds_who_what_when_and_on_what(drafter: Staff) -> None:
    moment = datetime(2027, 4, 29, 10, 0, 0, 123456, tzinfo=ZoneInfo("Asia/Tokyo"))
    detail = {"理由": '「引用」"\\ 😀\n', "numbers": [1, 1.5, None, True], "deep": {"b": 1, "a": 2}}
    with time_machine.travel(moment, tick=False):
        trail.record(Action.POST_CREATED, target=drafter, actor=drafter.as_actor(), detail=detail)
    entry = Entry.objects.get()
    assert (entry.sequence, entry.previous_hash) == (1, "0" * 64)
    assert entry.at == moment == datetime(2027, 4, 29, 1, 0, 0, 123456, tzinfo=UTC)
    assert (entry.actor_id, entry.actor_label) == (f"staff:{drafter.pk}", "工藤 美咲（観光課）")
    assert (entry.action, entry.target) == ("post.created", f"accounts.staff:{drafter.pk}")
    assert entry.detail == detail
    assert trail.head() == (1, entry.hash)
    assert list(trail.verify()) == []


def test_a_name_stays_as_it_was_after_a_transfer(drafter: Staff) -> None:
    write_down(drafter, 1)
    drafter.section = Section.objects.create(name="防災危機管理課")
    drafter.save()
    write_down(drafter, 1)
    labels = Entry.objects.values_list("actor_label", flat=True)
    assert list(labels) == ["工藤 美咲（観光課）", "工藤 美咲（防災危機管理課）"]


def test_the_history_of_one_thing_is_its_own(drafter: Staff, colleague: Staff) -> None:
    write_down(drafter, 2)
    write_down(colleague, 1)
    assert [entry.sequence for entry in trail.history_of(drafter)] == [1, 2]
    assert [entry.sequence for entry in trail.history_of(colleague)] == [3]


@pytest.mark.parametrize(
    "detail", [{"x": object()}, {"at": datetime(2027, 4, 1, tzinfo=UTC)}, {"x": {1, 2}}]
)
def test_an_act_that_cannot_be_recorded_is_not_done(detail: dict[str, Any], drafter: Staff) -> None:
    post = post_in(Status.APPROVED, drafter)
    number = Entry.objects.count()
    with pytest.raises(TypeError):
        lifecycle.mark_sending(post, actor=SYSTEM, detail=detail)
    assert Post.objects.get().status == post.status == Status.APPROVED
    assert Entry.objects.count() == number


def test_an_act_that_is_undone_leaves_no_entry(drafter: Staff) -> None:
    write_down(drafter, 2)
    with transaction.atomic():
        write_down(drafter, 3)
        transaction.set_rollback(True)
    assert trail.head()[0] == Entry.objects.count() == 2
    write_down(drafter, 1)
    assert list(trail.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        trail.record(Action.POST_CREATED, target="x", actor=Actor("a", "b"), detail={})
    assert not Entry.objects.exists()
    trail.record_alone(Action.POST_CREATED, target="x", actor=Actor("a", "b"), detail={})
    assert Entry.objects.get().target == "x"


def test_many_steps_of_one_act_are_written_together_in_their_order(drafter: Staff) -> None:
    write_down(drafter, 1)
    with transaction.atomic(), trail.at_the_end():
        write_down(drafter, 3)
        assert Entry.objects.count() == 1
    assert [entry.sequence for entry in trail.history_of(drafter)] == [1, 2, 3, 4]
    assert list(trail.verify()) == []
    write_down(drafter, 1)
    assert trail.head()[0] == 5


def test_many_steps_that_are_undone_leave_no_entry(drafter: Staff) -> None:
    with transaction.atomic():
        with trail.at_the_end():
            write_down(drafter, 3)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    write_down(drafter, 1)
    assert list(trail.verify()) == []


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
