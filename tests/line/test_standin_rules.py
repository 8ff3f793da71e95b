"""Does the stand-in check requests as LINE does, before it looks at messages?"""

import socket
import uuid
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import pytest

from tests.line.calls import BROADCAST, Reply, broadcast, call
from tests.line.conftest import OTHER_CHANNEL
from tests.standin import StandIn

GOOD = {"messages": [{"type": "text", "text": "a"}]}
JST = timezone(timedelta(hours=9))


def has_request_id(reply: Reply) -> bool:
    return uuid.UUID(reply.headers["X-Line-Request-Id"]).version == 4


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer wrong", "Basic {token}", "{token}"]
)
def test_only_the_channels_token_opens_the_door(standin: StandIn, authorization: str) -> None:
    header = {"Authorization": authorization.format(token=standin.token)}

    reply = call(standin, "POST", BROADCAST, GOOD, headers=header)

    assert reply.status == 401
    assert reply.json["message"].startswith("Authentication failed due to the following reason:")
    assert standin.deliveries() == []


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("POST", BROADCAST, GOOD, {"Content-Type": "text/plain"}, 415),
        ("POST", BROADCAST, b"{", {}, 400),
        ("POST", BROADCAST, b"[]", {}, 400),
        ("POST", BROADCAST, b"\xff", {}, 400),
        ("POST", BROADCAST, b"", {}, 400),
        ("GET", BROADCAST, None, {}, 405),
        ("DELETE", BROADCAST, None, {}, 405),
        ("OPTIONS", BROADCAST, None, {}, 405),
        ("POST", "/v2/bot/info", GOOD, {}, 405),
        ("POST", BROADCAST + "/", GOOD, {}, 404),
        ("GET", "/v2/bot/unheard-of", None, {}, 404),
        ("BREW", BROADCAST, None, {}, 501),
        ("POST", BROADCAST, GOOD, {"Content-Length": "many"}, 411),
    ],
)
def test_a_wrong_request_gets_its_status_and_an_id(
    standin: StandIn,
    method: str,
    path: str,
    body: object,
    headers: dict[str, str],
    status: int,
) -> None:
    reply = call(standin, method, path, body, headers=headers)

    assert reply.status == status
    assert reply.json["message"]
    assert has_request_id(reply)
    assert standin.deliveries() == []


def test_every_good_answer_has_an_id_of_its_own(standin: StandIn) -> None:
    replies = [
        broadcast(standin, "a"),
        call(standin, "GET", "/v2/bot/info"),
        broadcast(standin, "b"),
    ]

    assert all(has_request_id(reply) for reply in replies)
    assert len({reply.headers["X-Line-Request-Id"] for reply in replies}) == 3


def test_what_is_no_http_is_answered_and_the_connection_closed(standin: StandIn) -> None:
    with socket.create_connection(("127.0.0.1", standin.port), timeout=5) as connection:
        connection.sendall(b"what is this\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"X-Line-Request-Id: " in answer


@pytest.mark.parametrize("kind", ["broadcast", "multicast", "push"])
def test_validate_checks_messages_without_sending(standin: StandIn, kind: str) -> None:
    path = f"/v2/bot/message/validate/{kind}"

    assert call(standin, "POST", path, GOOD).status == 200
    assert call(standin, "POST", path, {"messages": []}).status == 400
    assert standin.deliveries() == []


def test_every_request_is_noted_with_its_raw_body(standin: StandIn) -> None:
    before = datetime.now(tz=UTC)
    call(standin, "POST", BROADCAST, b'{"messages":  []}')

    [request] = standin.requests()
    at = datetime.fromisoformat(request["at"])
    assert (request["method"], request["path"]) == ("POST", BROADCAST)
    assert (request["body"], request["status"]) == ('{"messages":  []}', 400)
    assert at.utcoffset() == timedelta(hours=9)
    assert timedelta(seconds=-0.01) <= at - before < timedelta(seconds=5)


def test_the_followers_have_ids_in_pages(standin: StandIn) -> None:
    first = call(standin, "GET", "/v2/bot/followers/ids?limit=100").json
    rest = call(standin, "GET", f"/v2/bot/followers/ids?limit=100&start={first['next']}").json

    ids = first["userIds"] + rest["userIds"]
    assert len(set(ids)) == len(ids) == 120
    assert all(len(one) == 33 and one.startswith("U") for one in ids)
    assert "next" not in rest


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=x", "start=-1"])
def test_a_senseless_page_is_refused(standin: StandIn, query: str) -> None:
    assert call(standin, "GET", f"/v2/bot/followers/ids?{query}").status == 400


def test_delivery_counts_are_ready_the_next_day(standin: StandIn) -> None:
    broadcast(standin, "a")
    broadcast(standin, "a", token=OTHER_CHANNEL)
    today = datetime.fromisoformat(standin.deliveries()[0]["at"]).astimezone(JST)
    path = f"/v2/bot/message/delivery/broadcast?date={today:%Y%m%d}"

    assert call(standin, "GET", path).json == {"status": "unready"}
    standin.advance_clock(24 * 60 * 60)
    assert call(standin, "GET", path).json == {"status": "ready", "success": 120}


@pytest.mark.parametrize("day", ["", "2027-04-29", "20270230", "２０２７０４２９"])
def test_a_date_that_is_none_is_refused(standin: StandIn, day: str) -> None:
    reply = call(standin, "GET", f"/v2/bot/insight/followers?date={quote(day)}")

    assert (reply.status, reply.json["message"]) == (
        400,
        "The value for the 'date' parameter is invalid",
    )
