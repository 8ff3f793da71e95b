"""Can a test make exactly the failures it wants, and no others?"""

import pytest

from tests.line.calls import broadcast, call
from tests.standin import StandIn


def test_a_fault_works_as_often_as_it_was_armed(standin: StandIn) -> None:
    standin.arm("refuse_500", times=2)

    assert [broadcast(standin, "a").status for _ in range(3)] == [500, 500, 200]
    assert standin.armed() == []


def test_faults_work_in_the_order_they_were_armed(standin: StandIn) -> None:
    standin.arm("unauthorized")
    standin.arm("rate_limited")

    assert [broadcast(standin, "a").status for _ in range(3)] == [401, 429, 200]


def test_a_fault_meets_broadcasts_unless_told_otherwise(standin: StandIn) -> None:
    standin.arm("refuse_500")

    assert call(standin, "GET", "/v2/bot/info").status == 200
    assert broadcast(standin, "a").status == 500


def test_a_fault_can_be_meant_for_another_endpoint(standin: StandIn) -> None:
    standin.arm("refuse_500", endpoint="info")

    assert broadcast(standin, "a").status == 200
    assert call(standin, "GET", "/v2/bot/info").status == 500


def test_a_fault_can_meet_whatever_comes_next(standin: StandIn) -> None:
    standin.arm("rate_limited", endpoint="any")

    assert call(standin, "GET", "/v2/bot/message/quota").status == 429
    assert broadcast(standin, "a").status == 200


def test_faults_can_be_disarmed(standin: StandIn) -> None:
    standin.arm("refuse_500", times=5)
    standin.disarm()

    assert standin.armed() == []
    assert broadcast(standin, "a").status == 200


def test_the_lost_500_bears_the_id_of_the_accepted_request(standin: StandIn) -> None:
    standin.arm("accept_then_500")

    reply = broadcast(standin, "a")

    [delivery] = standin.deliveries()
    assert reply.status == 500
    assert reply.headers["x-line-request-id"] == delivery["request_id"]


def test_a_request_is_noted_with_the_fault_it_met(standin: StandIn) -> None:
    standin.arm("refuse_500")
    standin.arm("accept_then_drop")

    broadcast(standin, "a")
    with pytest.raises(ConnectionError):
        broadcast(standin, "a")
    broadcast(standin, "a")

    noted = [(request["status"], request["fault"]) for request in standin.requests()]
    assert noted == [(500, "refuse_500"), (None, "accept_then_drop"), (200, None)]


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"name": "earthquake"},
        {"name": "slow", "times": 0},
        {"name": "slow", "times": "often"},
        {"name": "slow", "seconds": -1},
    ],
)
def test_a_fault_that_does_not_exist_is_not_armed(
    standin: StandIn, order: dict[str, object]
) -> None:
    assert standin.fetch("POST", "/standin/faults", order)[0] == 400
    assert standin.armed() == []


def test_the_clock_does_not_go_back(standin: StandIn) -> None:
    assert standin.fetch("POST", "/standin/clock", {"advance_seconds": -1})[0] == 400


def test_a_reset_forgets_everything(standin: StandIn) -> None:
    standin.arm("refuse_500")
    standin.limit_quota(1)
    standin.advance_clock(60)
    broadcast(standin, "a")

    standin.reset()

    assert (standin.armed(), standin.requests(), standin.deliveries()) == ([], [], [])
    assert broadcast(standin, "a").status == 200
