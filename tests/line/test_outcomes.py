"""What does the client conclude from each way in which LINE may answer or fail to?"""

import socket
from uuid import UUID

import pytest
from urllib3.exceptions import NameResolutionError

from line.client import LineClient, Outcome
from tests.line.conftest import TIMEOUT
from tests.standin import StandIn

# fault -> outcome, status, was the message accepted nevertheless
AFTER_FAULT = {
    "refuse_500": (Outcome.UNKNOWN, 500, False),
    "drop_before": (Outcome.UNKNOWN, None, False),
    "accept_then_hang": (Outcome.UNKNOWN, None, True),
    "accept_then_drop": (Outcome.UNKNOWN, None, True),
    "accept_then_500": (Outcome.UNKNOWN, 500, True),
    "unauthorized": (Outcome.REFUSED, 401, False),
    "rate_limited": (Outcome.NOT_SENT, 429, False),
    "quota_exceeded": (Outcome.REFUSED, 429, False),
}


def test_a_200_counts_as_accepted(
    client: LineClient, standin: StandIn, body: str, key: UUID
) -> None:
    answer = client.broadcast(body, retry_key=key)

    [delivery] = standin.deliveries()
    assert (answer.outcome, answer.status) == (Outcome.ACCEPTED, 200)
    assert answer.request_id == answer.accepted_request_id == delivery["request_id"]
    assert delivery["retry_key"] == str(key)


def test_a_409_counts_as_accepted_under_the_first_request_id(
    client: LineClient, standin: StandIn, body: str, key: UUID
) -> None:
    first = client.broadcast(body, retry_key=key)
    second = client.broadcast(body, retry_key=key)

    assert (second.outcome, second.status) == (Outcome.ACCEPTED, 409)
    assert second.accepted_request_id == first.request_id
    assert second.request_id != first.request_id
    assert len(standin.deliveries()) == 1


@pytest.mark.parametrize("fault", AFTER_FAULT)
def test_a_fault_has_the_outcome_of_the_table(
    client: LineClient, standin: StandIn, body: str, key: UUID, fault: str
) -> None:
    outcome, status, accepted = AFTER_FAULT[fault]
    standin.arm(fault)

    answer = client.broadcast(body, retry_key=key)

    assert (answer.outcome, answer.status) == (outcome, status)
    assert answer.accepted_request_id == ""
    assert answer.reason
    assert len(standin.deliveries()) == int(accepted)


@pytest.mark.parametrize("fault", AFTER_FAULT)
def test_trying_again_with_the_same_key_delivers_exactly_once(
    client: LineClient, standin: StandIn, body: str, key: UUID, fault: str
) -> None:
    standin.arm(fault)

    client.broadcast(body, retry_key=key)
    again = client.broadcast(body, retry_key=key)

    [delivery] = standin.deliveries()
    assert again.outcome is Outcome.ACCEPTED
    assert again.accepted_request_id == delivery["request_id"]


def test_a_slow_answer_within_the_time_counts(
    client: LineClient, standin: StandIn, body: str, key: UUID
) -> None:
    standin.arm("slow", seconds=0.1)

    assert client.broadcast(body, retry_key=key).outcome is Outcome.ACCEPTED


def test_a_silent_line_is_left_after_the_read_timeout(
    standin: StandIn, body: str, key: UUID
) -> None:
    hurried = LineClient(standin.base_url, standin.token, timeout=(1.0, 0.1))
    standin.arm("accept_then_hang")

    answer = hurried.broadcast(body, retry_key=key)

    assert (answer.outcome, answer.status) == (Outcome.UNKNOWN, None)
    assert answer.reason == "LINEから時間内に応答がありませんでした。"


def test_a_refused_connection_counts_as_not_sent(body: str, key: UUID) -> None:
    with socket.socket() as bound_but_deaf:
        bound_but_deaf.bind(("127.0.0.1", 0))
        port = bound_but_deaf.getsockname()[1]

        answer = LineClient(f"http://127.0.0.1:{port}", "token").broadcast(body, retry_key=key)

    assert (answer.outcome, answer.status) == (Outcome.NOT_SENT, None)
    assert answer.reason == "LINEに接続できませんでした。"


def test_a_connection_that_is_not_taken_in_time_counts_as_not_sent(body: str, key: UUID) -> None:
    with socket.socket() as crowded:
        crowded.bind(("127.0.0.1", 0))
        crowded.listen(0)
        address = crowded.getsockname()
        # The system lets one caller wait; every further one gets no answer at all.
        with socket.create_connection(address):
            client = LineClient(f"http://127.0.0.1:{address[1]}", "token", timeout=(0.2, 1.0))
            answer = client.broadcast(body, retry_key=key)

    assert (answer.outcome, answer.status) == (Outcome.NOT_SENT, None)
    assert answer.reason == "LINEへの接続が時間内に確立できませんでした。"


def test_an_older_failure_in_the_caller_does_not_colour_the_next_answer(
    client: LineClient, standin: StandIn, body: str, key: UUID
) -> None:
    standin.arm("accept_then_drop")
    try:
        raise NameResolutionError("host", None, socket.gaierror())  # type: ignore[arg-type]
    except NameResolutionError:
        answer = client.broadcast(body, retry_key=key)

    assert answer.outcome is Outcome.UNKNOWN


def test_a_line_that_was_away_takes_the_message_once_it_is_back(body: str, key: UUID) -> None:
    standin = StandIn().start()
    client = LineClient(standin.base_url, standin.token, timeout=TIMEOUT)
    client.bot_info()  # leaves a connection behind that the stop makes worthless
    standin.stop()
    away = client.broadcast(body, retry_key=key)
    standin.start()
    back = client.broadcast(body, retry_key=key)
    standin.stop()

    assert (away.outcome, back.outcome) == (Outcome.NOT_SENT, Outcome.ACCEPTED)
