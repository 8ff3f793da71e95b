"""Does the stand-in tell what became of a message as late and as sparingly as LINE does?"""

from typing import Any

import pytest

from line.client import LineClient, LineUnavailable, MessageCounts
from tests.line.calls import broadcast, call, impostor, raw_answer
from tests.line.conftest import OTHER_CHANNEL
from tests.standin import StandIn

DAY = 24 * 60 * 60
PATH = "/v2/bot/insight/message/event"


def sent(standin: StandIn) -> str:
    """The number under which a message was taken just now."""
    return str(broadcast(standin, "水門を閉鎖します。").headers["X-Line-Request-Id"])


def test_nothing_is_known_on_the_day_of_sending(client: LineClient, standin: StandIn) -> None:
    assert client.message_counts(sent(standin)) == MessageCounts(None, None, None)


def test_the_next_day_there_are_numbers_but_none_of_people_below_20(
    client: LineClient, standin: StandIn
) -> None:
    request_id = sent(standin)
    standin.advance_clock(DAY)
    counts = client.message_counts(request_id)
    assert counts.delivered == 120
    assert counts.opened is not None
    assert counts.opened >= 20
    assert counts.clicked is None


def test_numbers_grow_for_fourteen_days_and_no_longer(client: LineClient, standin: StandIn) -> None:
    request_id = sent(standin)
    opened = []
    for days in (1, 6, 7, 10):
        standin.advance_clock(days * DAY)
        opened.append(client.message_counts(request_id).opened or 0)
    assert opened[0] < opened[1] < opened[2] == opened[3]


def test_a_number_of_nobody_and_of_another_channel_is_not_found(
    client: LineClient, standin: StandIn
) -> None:
    with pytest.raises(LineUnavailable, match="404") as refused:
        client.message_counts("0b5ae0fb-1111-4222-8333-444455556666")
    assert refused.value.http_status == 404
    theirs = broadcast(standin, "別の市", token=OTHER_CHANNEL).headers["X-Line-Request-Id"]
    with pytest.raises(LineUnavailable, match="404"):
        client.message_counts(str(theirs))


def test_no_number_is_refused(standin: StandIn) -> None:
    assert call(standin, "GET", PATH).status == 400


def test_the_sixty_first_question_of_an_hour_is_refused(
    client: LineClient, standin: StandIn
) -> None:
    request_id = sent(standin)
    for _ in range(60):
        client.message_counts(request_id)
    with pytest.raises(LineUnavailable) as refused:
        client.message_counts(request_id)
    assert refused.value.http_status == 429


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        '{"overview": null}',
        '{"overview": {"delivered": null, "uniqueImpression": "5", "uniqueClick": -1}}',
        '{"overview": {"delivered": true, "uniqueImpression": 1.5}}',
    ],
)
def test_what_is_no_number_is_unknown(body: Any) -> None:
    with impostor(raw_answer("200 OK", body, X_Line_Request_Id="0b5ae0fb")) as base_url:
        counts = LineClient(base_url, "token").message_counts("1")
    assert counts == MessageCounts(None, None, None)
