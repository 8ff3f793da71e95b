"""Many acts at the same instant leave one chain, whole and without a gap."""

import threading
from functools import partial

import pytest
from django.db import connection

from audit import trail
from audit.actions import Action
from audit.models import Entry, Head
from audit.trail import SYSTEM
from tests.posts.racing import at_once, while_in_progress

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, ACTS = 6, 8


def write(writer: int) -> None:
    for act in range(ACTS):
        detail = {"writer": writer, "act": act}
        trail.record_alone(Action.POST_EDITED, target="x", actor=SYSTEM, detail=detail)


def test_writers_at_once_leave_a_whole_chain() -> None:
    assert not Head.objects.exists()  # so the very first entries meet as well
    at_once([partial(write, writer) for writer in range(WRITERS)])
    assert list(trail.verify()) == []
    sequences = Entry.objects.values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, WRITERS * ACTS + 1))
    for writer in range(WRITERS):
        mine = Entry.objects.filter(detail__writer=writer).values_list("detail__act", flat=True)
        assert list(mine) == list(range(ACTS))


def test_a_writer_waits_for_the_act_before_it() -> None:
    trail.record_alone(Action.POST_CREATED, target="x", actor=SYSTEM, detail={})
    first = partial(trail.record, Action.POST_EDITED, target="x", actor=SYSTEM, detail={"n": 1})
    other = partial(
        trail.record_alone, Action.POST_EDITED, target="x", actor=SYSTEM, detail={"n": 2}
    )
    assert while_in_progress(first, other).sequence == 3
    assert [entry.detail.get("n") for entry in Entry.objects.all()] == [None, 1, 2]
    assert list(trail.verify()) == []


def test_verifying_while_people_work_raises_no_alarm() -> None:
    done = threading.Event()

    def go_on_writing() -> None:
        while not done.is_set():
            trail.record_alone(Action.SIGNED_IN, target="", actor=SYSTEM, detail={})
        connection.close()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    flaws = [flaw for _ in range(40) for flaw in trail.verify()]
    done.set()
    writer.join()
    assert flaws == []
