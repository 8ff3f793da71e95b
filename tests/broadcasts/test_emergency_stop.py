"""The emergency stop: one person pulls it, nothing leaves, and two people lift it."""

import threading
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Staff
from accounts.step_up import StepUpRefused
from audit import trail
from audit.actions import Action
from audit.models import Entry
from broadcasts import sender, stops
from broadcasts.models import Broadcast, Stop
from broadcasts.preparation import prepare_next
from posts.choices import Status
from tests.accounts.sign_in import code_for, enrol, sign_in
from tests.broadcasts.queue import due_post
from tests.office import tamper
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def _lift(stop: Stop, first: Staff, second: Staff) -> None:
    stops.ask_release(stop, actor=first, reason="誤りのある投稿を取り下げました。")
    stop.refresh_from_db()
    device = enrol(second)
    device.last_t = -1
    device.save()
    proof = stops.begin_release(stop, actor=second)
    stops.release(stop, actor=second, step_up_id=str(proof.pk), code=code_for(device))


def test_while_it_stands_nothing_leaves_and_afterwards_everything_does(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    post = due_post(drafter, manager)
    stop = stops.stop_everything(actor=drafter)
    sender.drain()
    assert line_platform.requests() == []
    post.refresh_from_db()
    assert post.status == Status.APPROVED

    _lift(stop, drafter, manager)
    sender.drain()
    assert len(line_platform.deliveries()) == 1


def test_it_stops_what_was_prepared_already(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    assert prepare_next()
    stops.stop_everything(actor=manager)
    sender.drain()
    assert line_platform.requests() == []
    assert Broadcast.objects.get().attempts == 0


def test_a_stop_pulled_while_a_claim_waits_for_the_trail_holds_it_back(
    drafter: Staff, manager: Staff, line_platform: StandIn
) -> None:
    due_post(drafter, manager)
    assert prepare_next()
    with transaction.atomic():
        trail.record(Action.SIGNED_OUT, target="", actor=drafter.as_actor(), detail={})
        Stop.objects.create(stopped_by=drafter)
        worker = threading.Thread(target=_drain)
        worker.start()
        _wait_for_a_waiting_claim()
    worker.join()
    assert line_platform.requests() == []
    assert Broadcast.objects.get().attempts == 0


def _drain() -> None:
    sender.drain()
    connection.close()


def _wait_for_a_waiting_claim() -> None:
    deadline = time.monotonic() + 5
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < deadline


def test_pulling_it_twice_is_one_stop(drafter: Staff, manager: Staff) -> None:
    assert stops.stop_everything(actor=drafter) == stops.stop_everything(actor=manager)
    assert Entry.objects.filter(action=Action.EVERYTHING_STOPPED).count() == 1


def test_an_auditor_cannot_pull_it(auditor: Staff) -> None:
    with pytest.raises(PermissionDenied):
        stops.stop_everything(actor=auditor)


def test_who_asked_for_the_release_cannot_confirm_it(manager: Staff) -> None:
    stop = stops.stop_everything(actor=manager)
    with pytest.raises(PermissionDenied, match="自分では解除できません"):
        _lift(stop, manager, manager)


def test_two_drafters_cannot_lift_it_without_the_account_manager(
    drafter: Staff, colleague: Staff
) -> None:
    stop = stops.stop_everything(actor=drafter)
    with pytest.raises(PermissionDenied, match="2人のうち1人は"):
        _lift(stop, drafter, colleague)


def test_a_wrong_code_lifts_nothing(drafter: Staff, manager: Staff) -> None:
    stop = stops.stop_everything(actor=drafter)
    stops.ask_release(stop, actor=drafter, reason="確かめました。")
    stop.refresh_from_db()
    enrol(manager)
    proof = stops.begin_release(stop, actor=manager)
    with pytest.raises(StepUpRefused):
        stops.release(stop, actor=manager, step_up_id=str(proof.pk), code="000000")
    assert stops.current() is not None


def test_words_changed_between_page_and_code_lift_nothing(drafter: Staff, manager: Staff) -> None:
    stop = stops.stop_everything(actor=drafter)
    stops.ask_release(stop, actor=drafter, reason="確かめました。")
    stop.refresh_from_db()
    device = enrol(manager)
    proof = stops.begin_release(stop, actor=manager)
    tamper("UPDATE broadcasts_stop SET reason = '別の理由'", [])
    stop.refresh_from_db()
    with pytest.raises(StepUpRefused, match="内容が変わりました"):
        stops.release(stop, actor=manager, step_up_id=str(proof.pk), code=code_for(device))


def test_the_database_refuses_a_stop_lifted_by_one(drafter: Staff) -> None:
    stop = stops.stop_everything(actor=drafter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stop.objects.filter(pk=stop.pk).update(
            stands=False, release_asked_by=drafter, released_by=drafter
        )


def test_two_presses_stop_everything_and_every_page_says_so(
    as_drafter: Client, as_auditor: Client
) -> None:
    assert "すべての配信を止める" in as_drafter.get(reverse("stop")).content.decode()
    as_drafter.post(reverse("stop"))
    assert "すべての配信を止めています" in as_auditor.get(reverse("home")).content.decode()


def test_two_people_lift_it_in_the_browser(as_drafter: Client, manager: Staff) -> None:
    as_drafter.post(reverse("stop"))
    stop = Stop.objects.get()
    page = as_drafter.post(reverse("stop_release_request", args=[stop.pk]), {"reason": ""})
    assert "再開してよい理由を入力してください。" in page.content.decode()
    as_drafter.post(reverse("stop_release_request", args=[stop.pk]), {"reason": "確かめました。"})
    assert "自分では解除できません" in as_drafter.get(reverse("stop")).content.decode()

    browser = Client()
    device = sign_in(browser, manager)
    page = browser.post(reverse("stop_release_confirmations", args=[stop.pk]))
    address = page["Location"]
    wrong = browser.post(address, {"code": "12"})
    assert "6桁の数字" in wrong.content.decode()
    browser.post(address, {"code": code_for(device)})
    assert stops.current() is None
