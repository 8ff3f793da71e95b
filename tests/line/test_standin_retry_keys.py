"""Does the stand-in treat retry keys as LINE does?"""

import sys
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message

import pytest

from line.standin.platform import FACTORY_TOKEN, Platform
from line.standin.store import Store
from line.standin.wire import Request
from tests.line.calls import BROADCAST, Reply, broadcast, call
from tests.line.conftest import OTHER_CHANNEL
from tests.standin import StandIn

BODY = b'{"messages": [{"type": "text", "text": "a"}]}'
DAY = 24 * 60 * 60


@pytest.fixture
def restless_threads() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_a_repeated_key_is_answered_with_the_id_of_the_accepted_request(standin: StandIn) -> None:
    key = uuid.uuid4()
    first = broadcast(standin, "水門", retry_key=key)
    second = broadcast(standin, "水門", retry_key=str(key).upper())

    assert (first.status, second.status) == (200, 409)
    assert second.json == {"message": "The retry key is already accepted"}
    assert second.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert "x-line-accepted-request-id" not in first.headers


def test_of_many_requests_at_once_with_one_key_exactly_one_is_accepted(standin: StandIn) -> None:
    key = uuid.uuid4()

    def send(_: int) -> Reply:
        return broadcast(standin, "水門", retry_key=key)

    with ThreadPoolExecutor(16) as threads:
        replies = list(threads.map(send, range(32)))

    [delivery] = standin.deliveries()
    assert sorted(reply.status for reply in replies) == [200] + [409] * 31
    assert {reply.headers.get("x-line-accepted-request-id") for reply in replies} == {
        None,
        delivery["request_id"],
    }


def test_threads_that_switch_at_every_step_do_not_accept_twice(
    restless_threads: None,
) -> None:
    platform = Platform(Store(), friends=1)
    start = threading.Barrier(8)

    def send(key: str) -> int:
        start.wait(timeout=10)
        return platform.answer(_request(key)).status

    with ThreadPoolExecutor(8) as threads:
        for _ in range(40):
            statuses = list(threads.map(send, [str(uuid.uuid4())] * 8))
            assert sorted(statuses) == [200] + [409] * 7
            platform.buckets.clear()

    assert len(platform.journal.deliveries()) == 40


def test_a_key_is_forgotten_after_24_hours_and_sends_again(standin: StandIn) -> None:
    key = uuid.uuid4()
    broadcast(standin, "水門", retry_key=key)

    standin.advance_clock(DAY - 60)
    assert broadcast(standin, "水門", retry_key=key).status == 409
    standin.advance_clock(120)
    assert broadcast(standin, "水門", retry_key=key).status == 200
    assert broadcast(standin, "水門", retry_key=key).status == 409
    assert len(standin.deliveries()) == 2


def test_channels_do_not_share_keys(standin: StandIn) -> None:
    key = uuid.uuid4()

    assert broadcast(standin, "水門", retry_key=key).status == 200
    assert broadcast(standin, "水門", retry_key=key, token=OTHER_CHANNEL).status == 200


@pytest.mark.parametrize("fault", ["refuse_500", "rate_limited", "quota_exceeded", "unauthorized"])
def test_a_request_that_was_not_accepted_leaves_its_key_unused(
    standin: StandIn, fault: str
) -> None:
    key = uuid.uuid4()
    standin.arm(fault)

    assert broadcast(standin, "水門", retry_key=key).status >= 400
    assert broadcast(standin, "水門", retry_key=key).status == 200


def test_a_bad_message_leaves_its_key_unused(standin: StandIn) -> None:
    key = uuid.uuid4()

    assert broadcast(standin, "", retry_key=key).status == 400
    assert broadcast(standin, "水門", retry_key=key).status == 200


def test_without_a_key_every_request_is_a_new_one(standin: StandIn) -> None:
    assert [broadcast(standin, "水門").status for _ in range(2)] == [200, 200]
    assert len(standin.deliveries()) == 2


@pytest.mark.parametrize(
    "key", ["1", "not-a-uuid", "1" * 32, "{91e6956b-7a6f-498b-a685-f067b8684cc5}"]
)
def test_a_key_that_is_no_uuid_is_refused(standin: StandIn, key: str) -> None:
    assert broadcast(standin, "水門", retry_key=key).status == 400
    assert standin.deliveries() == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v2/bot/info"),
        ("GET", "/v2/bot/message/quota"),
        ("POST", "/v2/bot/message/validate/broadcast"),
    ],
)
def test_a_key_at_an_endpoint_without_support_is_refused(
    standin: StandIn, method: str, path: str
) -> None:
    body = {"messages": [{"type": "text", "text": "a"}]} if method == "POST" else None
    header = {"X-Line-Retry-Key": str(uuid.uuid4())}

    assert call(standin, method, path, body).status == 200
    assert call(standin, method, path, body, headers=header).status == 400


def test_a_known_key_is_answered_409_even_when_the_month_is_used_up(standin: StandIn) -> None:
    key = uuid.uuid4()
    standin.limit_quota(120)

    assert broadcast(standin, "水門", retry_key=key).status == 200
    assert broadcast(standin, "水門", retry_key=key).status == 409
    assert call(standin, "POST", BROADCAST, {"messages": []}).status == 400


def _request(key: str) -> Request:
    headers = Message()
    headers["Authorization"] = f"Bearer {FACTORY_TOKEN}"
    headers["Content-Type"] = "application/json"
    headers["X-Line-Retry-Key"] = key
    return Request("POST", BROADCAST, headers, BODY, str(uuid.uuid4()))
