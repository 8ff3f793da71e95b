"""What machines are told about the installation, and what they are not."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from accounts.models import Staff
from broadcasts import pulses, sender, stops, tasks
from broadcasts.models import Pulse
from hachinohe_line import readiness
from hachinohe_line.readiness import READINESS, Check, Readiness, redis_address
from line.models import TokenCheck
from tests.broadcasts.queue import due_post
from tests.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN: Final = "token-of-the-monitor"
BEARER: Final = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def watched(settings: Settings) -> Iterator[None]:
    """A monitor has a token, and nothing is remembered from before, or afterwards."""
    settings.METRICS_TOKEN = TOKEN
    READINESS._until = 0.0
    yield
    READINESS._until = 0.0


@pytest.fixture
def at_work(db: None) -> None:
    """Everything is as it should be."""
    pulses.note(Pulse.Name.LOOP)
    pulses.note(Pulse.Name.BEAT)
    TokenCheck.objects.create(said=TokenCheck.Said.ACCEPTED, checked_at=timezone.now())


def lines(client: Client) -> dict[str, str]:
    """The details of /readyz: for each check ok or FAIL."""
    words = client.get("/readyz", headers=BEARER).content.decode().splitlines()[1:]
    return {line.split()[1].rstrip(":"): line.split()[0] for line in words}


def test_all_at_work_is_ready(at_work: None, client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert lines(client) == dict.fromkeys(
        ("database", "worker", "beat", "line-token", "redis"), "ok"
    )


@pytest.mark.parametrize("name", Pulse.Name)
def test_a_silence_is_not_ready(name: Pulse.Name, at_work: None, client: Client) -> None:
    Pulse.objects.filter(pk=name).update(at=timezone.now() - timedelta(seconds=70))
    assert client.get("/readyz").status_code == 503
    failed = [check for check, state in lines(client).items() if state == "FAIL"]
    assert failed == ["worker" if name == Pulse.Name.LOOP else "beat"]


@pytest.mark.parametrize(
    ("state", "status"), [("refused", 503), ("unknown", 200), ("accepted", 200)]
)
def test_only_a_refused_token_is_not_ready(
    state: str, status: int, at_work: None, client: Client
) -> None:
    TokenCheck.objects.update(said=state)
    assert client.get("/readyz").status_code == status


def test_a_fresh_installation_is_not_ready_before_anything_was_seen(client: Client) -> None:
    assert client.get("/readyz").status_code == 503


def test_redis_out_of_reach_is_not_ready_within_its_time(
    at_work: None, client: Client, settings: Settings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.REDIS_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        began = time.monotonic()
        assert client.get("/readyz").status_code == 503
        assert time.monotonic() - began < 4
    assert lines(client)["redis"] == "FAIL"


def test_a_database_that_does_not_answer_is_not_ready_within_its_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        away = {"host": "127.0.0.1", "port": silent.getsockname()[1], "dbname": "app", "user": "a"}
        monkeypatch.setattr(connection, "get_connection_params", lambda: away)
        began = time.monotonic()
        found = {check.name: check for check in readiness.look()}
        assert time.monotonic() - began < 6
    assert not found["database"].is_well
    assert not found["worker"].is_well
    assert found["redis"].is_well


def test_the_process_lives_whatever_else_does_not(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_line_is_never_asked(at_work: None, client: Client, line_platform: StandIn) -> None:
    client.get("/readyz", headers=BEARER)
    client.get("/metrics", headers=BEARER)
    assert line_platform.requests() == []


def test_a_crowd_makes_one_look_and_waits_for_none() -> None:
    looks, may_end = [], threading.Event()

    def slow() -> list[Check]:
        looks.append(1)
        may_end.wait(10)
        return [Check("database", True, "answers")]

    asked = Readiness(slow)
    first = threading.Thread(target=asked.checks)
    first.start()
    while not looks:
        time.sleep(0.01)
    assert [asked.checks() for _ in range(50)] == [[]] * 50
    may_end.set()
    first.join()
    assert [check.name for check in asked.checks()] == ["database"]
    assert len(looks) == 1


@pytest.mark.parametrize("given", ["", "Bearer wrong", f"Basic {TOKEN}", "Bearer "])
def test_without_the_token_there_are_no_details_and_no_numbers(
    given: str, at_work: None, client: Client
) -> None:
    assert client.get("/readyz", headers={"Authorization": given}).content == b"ready\n"
    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_without_a_token_in_the_settings_nobody_gets_any(
    at_work: None, client: Client, settings: Settings
) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert client.get("/readyz", headers={"Authorization": "Bearer "}).content == b"ready\n"


def test_what_is_told_holds_no_secret(at_work: None, client: Client, settings: Settings) -> None:
    told = (
        client.get("/readyz", headers=BEARER).content
        + client.get("/metrics", headers=BEARER).content
    )
    password = str(connection.settings_dict["PASSWORD"])
    for secret in (settings.SECRET_KEY, settings.LINE_CHANNEL_ACCESS_TOKEN, password, TOKEN):
        assert secret
        assert secret.encode() not in told


@pytest.mark.parametrize(
    ("celery", "own"),
    [
        ("redis://valkey:6379/0", "redis://valkey:6379/0"),
        ("redis+socket:///a/b.sock?virtual_host=3", "unix:///a/b.sock?db=3"),
        ("redis+socket:///a/b.sock", "unix:///a/b.sock?db=0"),
    ],
)
def test_the_address_of_redis_is_read_in_the_form_of_celery(celery: str, own: str) -> None:
    assert redis_address(celery) == own


def numbers(client: Client) -> dict[tuple[str, ...], float]:
    """All samples of /metrics by name and label values."""
    text = client.get("/metrics", headers=BEARER).content.decode()
    return {
        (sample.name.removeprefix("hachinohe_line_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_numbers_are_those_of_the_database(
    at_work: None, drafter: Staff, manager: Staff, line_platform: StandIn, client: Client
) -> None:
    due_post(drafter, manager, late_by=timedelta(seconds=10))
    before = numbers(client)
    assert before[("queue_age_seconds",)] >= 10
    assert before[("posts", "approved")] == 1
    assert before[("lateness_seconds_count",)] == 0

    line_platform.arm("refuse_500")
    sender.drain()
    waiting = numbers(client)
    assert waiting[("open_requests",)] == 1
    assert waiting[("attempts_total", "unknown")] == 1
    assert waiting[("lateness_seconds_bucket", "5.0")] == 0
    assert waiting[("lateness_seconds_bucket", "3600.0")] == 1
    assert waiting[("lateness_seconds_bucket", "+Inf")] == 1
    assert waiting[("lateness_seconds_sum",)] >= 10

    stops.stop_everything(actor=drafter)
    tasks.count_friends()
    after = numbers(client)
    assert after[("stop_stands",)] == 1
    assert after[("token_accepted",)] == 1


def test_what_is_unknown_is_no_number(client: Client) -> None:
    found = numbers(client)
    assert ("friends",) not in found
    assert ("token_accepted",) not in found
    assert found[("queue_age_seconds",)] == 0
