"""What do we learn from LINE about the account, and what if it does not say?"""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from line.client import BotInfo, FollowerCount, LineClient, LineUnavailable
from tests.line.calls import impostor, raw_answer
from tests.standin import StandIn

ID = {"X_Line_Request_Id": "0b5ae0fb-1111-4222-8333-444455556666"}


def today_in_japan() -> date:
    return datetime.now(tz=UTC).astimezone(timezone(timedelta(hours=9))).date()


def test_yesterdays_followers_are_known(client: LineClient, standin: StandIn) -> None:
    counted = client.followers_on(today_in_japan() - timedelta(days=1))

    assert counted == FollowerCount(followers=126, targeted_reaches=108, blocks=6)


def test_todays_followers_are_not_known_yet(client: LineClient) -> None:
    assert client.followers_on(today_in_japan()) is None


def test_today_is_known_tomorrow(client: LineClient, standin: StandIn) -> None:
    today = today_in_japan()
    standin.advance_clock(24 * 60 * 60)

    assert client.followers_on(today) is not None


def test_nulls_in_a_ready_answer_count_as_unknown() -> None:
    nulls = json.dumps({"status": "ready", "followers": 5, "targetedReaches": None})
    with impostor(raw_answer("200 OK", nulls, **ID)) as base_url:
        assert LineClient(base_url, "token").followers_on(date(2027, 4, 29)) is None


def test_the_account_has_a_name(client: LineClient) -> None:
    told = client.bot_info()

    assert isinstance(told, BotInfo)
    assert (told.basic_id, told.display_name) == ("@standin", "八戸市")


def test_trouble_is_reported_in_lines_words(client: LineClient, standin: StandIn) -> None:
    standin.arm("unauthorized", endpoint="info")

    with pytest.raises(LineUnavailable, match=r"^Authentication failed .* \(401\)$"):
        client.bot_info()


def test_silence_is_reported_as_unavailable(client: LineClient, standin: StandIn) -> None:
    standin.arm("accept_then_hang", endpoint="insight/followers")

    with pytest.raises(LineUnavailable, match="時間内に応答がありませんでした"):
        client.followers_on(date(2027, 4, 29))


@pytest.mark.parametrize(
    "raw",
    [
        raw_answer("200 OK", "<html>", **ID),
        raw_answer("200 OK", "[]", **ID),
        raw_answer("200 OK", "{}"),
        raw_answer("302 Found", Location="http://127.0.0.1:9/", **ID),
    ],
)
def test_an_unreadable_answer_is_reported_as_unavailable(raw: bytes) -> None:
    with impostor(raw) as base_url, pytest.raises(LineUnavailable, match="応答を"):
        LineClient(base_url, "token").bot_info()


def test_the_token_is_not_in_the_report() -> None:
    echo = json.dumps({"message": "bad token secret-token"})
    with impostor(raw_answer("401 Unauthorized", echo, **ID)) as base_url:
        client = LineClient(base_url, "secret-token")
        with pytest.raises(LineUnavailable, match=r"^bad token … \(401\)$"):
            client.bot_info()
