"""A database put back to an earlier state asks for nothing that was sent already."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import notices
from accounts.models import Notice, Staff
from audit.actions import Action
from audit.dates_ja import date_only
from audit.models import Entry
from broadcasts import pulses, restores, sender, stops
from broadcasts.keys import retry_key
from broadcasts.models import Broadcast, Pulse, Restore, State
from broadcasts.preparation import prepare_next
from posts.choices import Status
from posts.models import Post
from tests.accounts.sign_in import sign_in
from tests.broadcasts.queue import due_post
from tests.office import ask_approval, tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def put_back(post: Post) -> None:
    """The rows of a post as they were before its request was made: what a backup knows."""
    tamper("DELETE FROM broadcasts_broadcast", [])
    tamper("UPDATE posts_post SET status = 'approved' WHERE id = %s", [post.pk])


def come_from_elsewhere(*, age: timedelta = timedelta(hours=2)) -> None:
    """The pulse as a backup holds it: written in a database with other ids."""
    Pulse.objects.update(database="7/1/1", at=timezone.now() - age)


def test_line_refuses_what_it_took_although_the_database_has_forgotten_it(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    sender.drain()
    put_back(post)
    sender.drain()
    (delivery,) = line_platform.deliveries()
    assert [request["status"] for request in line_platform.requests()] == [200, 409]
    assert Broadcast.objects.get().request_id == delivery["request_id"]
    assert Post.objects.get().status == Status.SENT


def test_another_revision_is_another_request(drafter: Staff) -> None:
    first, second = ask_approval(drafter), ask_approval(drafter)
    assert retry_key(first) != retry_key(second)
    assert retry_key(first) != retry_key(first, "multicast/1")
    assert retry_key(first) == retry_key(first)


def test_a_key_of_something_else_is_not_used(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    other = retry_key(ask_approval(drafter))
    assert prepare_next()
    tamper("UPDATE broadcasts_broadcast SET retry_key = %s", [other])
    sender.drain()
    assert line_platform.requests() == []
    assert "再送の鍵" in Broadcast.objects.get().reason


def test_the_first_start_and_every_later_one_in_the_same_database_stop_nothing() -> None:
    assert not restores.look()
    assert not restores.look()
    assert stops.current() is None


def test_a_pulse_that_was_noted_before_the_first_look_stops_nothing() -> None:
    pulses.note(Pulse.Name.LOOP)
    assert not restores.look()
    assert not restores.look()


def test_in_a_restored_database_everything_is_stopped_and_people_are_told(
    drafter: Staff, manager: Staff, administrator: Staff, line_platform: StandIn
) -> None:
    restores.look()
    due_post(drafter, manager)
    Notice.objects.update(sent_at=timezone.now())
    come_from_elsewhere()
    assert restores.look()
    sender.drain()
    assert line_platform.requests() == []
    (entry,) = Entry.objects.filter(action=Action.EVERYTHING_STOPPED)
    assert entry.actor_id == "system"
    told = Notice.objects.filter(sent_at=None)
    assert {notice.recipient for notice in told} == {manager, administrator}
    assert notices.send_waiting() == 2
    assert "もう一度配信するおそれ" in mail.outbox[0].body
    # It is noticed once: after two people have lifted the stop it stays lifted.
    assert not restores.look()


def test_a_stop_that_stands_already_stays_the_one(drafter: Staff) -> None:
    restores.look()
    stop = stops.stop_everything(actor=drafter)
    come_from_elsewhere()
    assert restores.look()
    assert stops.current() == stop


@pytest.mark.parametrize(("age", "stopped"), [(10, False), (120, True)])
def test_a_standby_that_takes_over_is_no_restore_unless_time_is_missing(
    age: int, *, stopped: bool
) -> None:
    restores.look()
    Pulse.objects.update(timeline=99, at=timezone.now() - timedelta(seconds=age))
    assert restores.look() is stopped


def test_what_was_due_in_the_lost_time_is_in_doubt_and_not_failed(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager, late_by=timedelta(hours=3))
    Restore.objects.create(data_until=timezone.now() - timedelta(hours=4))
    sender.drain()
    broadcast = Broadcast.objects.get()
    assert broadcast.state == State.UNCERTAIN
    assert broadcast.attempts == 0
    post.refresh_from_db()
    assert post.status == Status.UNCERTAIN
    assert line_platform.requests() == []
    assert not Notice.objects.filter(body__contains="市民には届いていません").exists()


def test_what_the_days_have_overtaken_is_in_doubt_when_it_was_due_in_the_lost_time(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    day = date_only(timezone.localdate())
    due_post(drafter, manager, text=f"申込みは{day}までに電話でお願いします。")
    Restore.objects.create(data_until=timezone.now() - timedelta(hours=4))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sender.drain()
    assert Broadcast.objects.get().state == State.UNCERTAIN
    assert Post.objects.get().status == Status.UNCERTAIN
    assert line_platform.requests() == []


def test_what_was_due_before_the_backup_was_taken_is_not_in_doubt(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager, late_by=timedelta(hours=3))
    Restore.objects.create(data_until=timezone.now() - timedelta(hours=1))
    sender.drain()
    assert Broadcast.objects.get().state == State.FAILED


def test_what_was_prepared_in_the_backup_may_have_been_tried_since(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    restores.look()
    due_post(drafter, manager)
    assert prepare_next()
    come_from_elsewhere()
    restores.look()
    assert Broadcast.objects.get().may_have_arrived


def test_a_person_says_that_a_volume_was_put_back() -> None:
    restores.look()
    call_command("declare_restore")
    assert stops.current() is not None
    assert Restore.objects.count() == 1
    assert not restores.look()


def test_every_page_says_that_the_system_has_stopped(manager: Staff, client: Client) -> None:
    restores.look()
    come_from_elsewhere()
    restores.look()
    sign_in(client, manager)
    page = client.get(reverse("home")).content.decode()
    assert "データベースを以前の控えに戻したため、システムが止めました。" in page


def test_that_it_was_restored_is_never_forgotten() -> None:
    Restore.objects.create(data_until=timezone.now())
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Restore.objects.all()._raw_delete("default")
