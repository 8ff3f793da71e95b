"""Silence is noticed by something that is not silent itself, and told once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Notice, Staff
from broadcasts import pulses, tasks, watch
from broadcasts.models import Incident, Pulse
from broadcasts.sender import SendStep
from broadcasts.watch import WatchStep
from hachinohe_line.celery import app
from line.models import TokenCheck
from tests.standin import StandIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_charge(manager: Staff, administrator: Staff) -> set[Staff]:
    """Everything is at work, and these are told when it is not."""
    pulses.note(Pulse.Name.LOOP)
    pulses.note(Pulse.Name.BEAT)
    return {manager, administrator}


def fall_silent(name: Pulse.Name, *, seconds: int = 61) -> None:
    Pulse.objects.filter(pk=name).update(at=timezone.now() - timedelta(seconds=seconds))


def test_what_is_at_work_is_no_news(in_charge: set[Staff]) -> None:
    fall_silent(Pulse.Name.BEAT, seconds=50)
    watch.look()
    assert not Incident.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("name", Pulse.Name)
def test_a_silence_of_a_minute_is_told_once_and_its_end_once(
    name: Pulse.Name, in_charge: set[Staff]
) -> None:
    fall_silent(name)
    for _ in range(3):
        watch.look()
    incident = Incident.objects.get()
    begun = Notice.objects.filter(subject__contains="障害のお知らせ")
    assert {notice.recipient for notice in begun} == in_charge
    assert begun.count() == len(in_charge)
    assert incident.get_kind_display() in begun[0].body

    pulses.note(name)
    for _ in range(3):
        watch.look()
    ended = Notice.objects.filter(subject__contains="障害の解消")
    assert {notice.recipient for notice in ended} == in_charge
    assert Notice.objects.count() == 2 * len(in_charge)
    incident.refresh_from_db()
    assert incident.ended_at is not None


def test_the_next_silence_is_news_again(in_charge: set[Staff]) -> None:
    for _ in range(2):
        fall_silent(Pulse.Name.LOOP)
        watch.look()
        pulses.note(Pulse.Name.LOOP)
        watch.look()
    assert Incident.objects.count() == 2
    assert Notice.objects.count() == 4 * len(in_charge)


def test_mails_leave_while_nobody_gives_out_the_task_that_sends_them(
    in_charge: set[Staff],
) -> None:
    fall_silent(Pulse.Name.BEAT)
    watch.look()
    assert len(mail.outbox) == len(in_charge)
    assert "定期処理が止まっています" in mail.outbox[0].subject


def test_a_watch_that_has_just_begun_judges_nobody() -> None:
    watch.Watch().look_again()
    assert not Incident.objects.exists()


def test_the_task_of_beat_ends_its_silence(in_charge: set[Staff]) -> None:
    fall_silent(Pulse.Name.BEAT)
    tasks.note_beat()
    assert not pulses.silence_of(Pulse.Name.BEAT).is_too_long


def test_a_token_that_line_refuses_is_told_once(
    in_charge: set[Staff], line_platform: StandIn
) -> None:
    tasks.check_token()
    assert TokenCheck.objects.get().said == TokenCheck.Said.ACCEPTED
    line_platform.arm("unauthorized", endpoint="any")
    tasks.check_token()
    for _ in range(2):
        watch.look()
    assert TokenCheck.objects.get().said == TokenCheck.Said.REFUSED
    assert Incident.objects.get().kind == Incident.Kind.TOKEN
    assert Notice.objects.count() == len(in_charge)


def test_a_network_that_fails_says_nothing_about_the_token(in_charge: set[Staff]) -> None:
    tasks.check_token()
    watch.look()
    assert TokenCheck.objects.get().said == TokenCheck.Said.UNKNOWN
    assert not Incident.objects.exists()


def test_every_worker_has_a_send_loop_and_a_watch() -> None:
    assert {SendStep, WatchStep} <= app.steps["worker"]
