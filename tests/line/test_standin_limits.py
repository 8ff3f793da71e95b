"""Does the stand-in keep LINE's rate limits and monthly quota?"""

import pytest

from tests.line.calls import broadcast, call
from tests.line.conftest import OTHER_CHANNEL
from tests.standin import FRIENDS, StandIn

HOUR = 60 * 60
RATE_WORDS = {"message": "The API rate limit has been exceeded. Try again later."}
QUOTA_WORDS = {"message": "You have reached your monthly limit."}
MONTH = 31 * 24 * HOUR


def test_the_61st_broadcast_within_an_hour_is_refused(standin: StandIn) -> None:
    statuses = [broadcast(standin, "水門").status for _ in range(61)]

    assert statuses == [200] * 60 + [429]
    refused = broadcast(standin, "水門")
    assert refused.json == RATE_WORDS
    assert "retry-after" not in refused.headers


def test_the_bucket_is_per_channel_and_endpoint_and_empties_with_time(standin: StandIn) -> None:
    for _ in range(60):
        broadcast(standin, "水門")

    assert broadcast(standin, "水門").status == 429
    assert broadcast(standin, "水門", token=OTHER_CHANNEL).status == 200
    assert _validate(standin) == 200
    standin.advance_clock(HOUR)
    assert broadcast(standin, "水門").status == 200


@pytest.mark.parametrize("path", ["/v2/bot/insight/followers?date=20270401"])
def test_insight_has_a_bucket_of_its_own(standin: StandIn, path: str) -> None:
    statuses = [call(standin, "GET", path).status for _ in range(61)]

    assert statuses == [200] * 60 + [429]
    assert broadcast(standin, "水門").status == 200


def test_without_a_limit_line_names_none(standin: StandIn) -> None:
    broadcast(standin, "水門")

    assert call(standin, "GET", "/v2/bot/message/quota").json == {"type": "none"}
    assert _used(standin) == FRIENDS


def test_a_broadcast_that_does_not_fit_into_the_month_is_refused(standin: StandIn) -> None:
    standin.limit_quota(2 * FRIENDS + 1)

    assert [broadcast(standin, "水門").status for _ in range(2)] == [200, 200]
    refused = broadcast(standin, "水門")
    assert (refused.status, refused.json) == (429, QUOTA_WORDS)
    assert _used(standin) == 2 * FRIENDS
    assert call(standin, "GET", "/v2/bot/message/quota").json == {"type": "limited", "value": 241}


def test_the_next_month_begins_at_zero(standin: StandIn) -> None:
    standin.limit_quota(FRIENDS)
    broadcast(standin, "水門")
    assert broadcast(standin, "水門").status == 429

    standin.advance_clock(MONTH)

    assert _used(standin) == 0
    assert broadcast(standin, "水門").status == 200


def test_each_channel_has_its_own_use(standin: StandIn) -> None:
    broadcast(standin, "水門", token=OTHER_CHANNEL)

    assert _used(standin) == 0


@pytest.mark.parametrize("order", [{}, {"type": "limited"}, {"type": "limited", "value": -1}])
def test_a_senseless_quota_is_not_set(standin: StandIn, order: dict[str, object]) -> None:
    assert standin.fetch("POST", "/standin/quota", order)[0] == 400


def _used(standin: StandIn) -> int:
    used = call(standin, "GET", "/v2/bot/message/quota/consumption").json["totalUsage"]
    assert isinstance(used, int)
    return used


def _validate(standin: StandIn) -> int:
    body = {"messages": [{"type": "text", "text": "a"}]}
    return call(standin, "POST", "/v2/bot/message/validate/broadcast", body).status
