"""Are the bytes on the wire those that were frozen, on every attempt?"""

import json
from uuid import UUID

import pytest

from line.client import LineClient
from line.messages import broadcast_body, text_message
from tests.standin import StandIn

TEXTS = ['八戸市 <お知らせ> & "引用" \\ /', "絵文字😀と𠮷野家", "改行\nタブ\t終わり", "\u2028\x7f"]


def test_every_attempt_carries_the_frozen_bytes(
    client: LineClient, standin: StandIn, key: UUID
) -> None:
    body = broadcast_body([text_message(text) for text in TEXTS])
    standin.arm("refuse_500")
    standin.arm("accept_then_drop")

    for _ in range(3):
        client.broadcast(body, retry_key=key)

    requests = standin.requests()
    assert [request["status"] for request in requests] == [500, None, 409]
    assert [request["body"] for request in requests] == [body] * 3
    assert {request["retry_key"] for request in requests} == {str(key)}


def test_the_people_get_the_text_as_it_was_written(
    client: LineClient, standin: StandIn, key: UUID
) -> None:
    client.broadcast(broadcast_body([text_message(text) for text in TEXTS]), retry_key=key)

    [delivery] = standin.deliveries()
    assert [message["text"] for message in delivery["messages"]] == TEXTS


@pytest.mark.parametrize(
    "other",
    [
        '{"messages":[{"type":"text","text":"a"}]}',
        '{"messages": [{"type": "text", "text": "八戸"}]}',
        '{"messages": [{"type": "text", "text": "a"}]} ',
        '{"messages": [], "messages": []}',
        "{",
    ],
)
def test_a_body_that_would_be_written_differently_is_not_sent(
    client: LineClient, standin: StandIn, key: UUID, other: str
) -> None:
    with pytest.raises(ValueError, match=r"frozen|Expecting"):
        client.broadcast(other, retry_key=key)

    assert standin.requests() == []


def test_a_frozen_body_is_plain_ascii_json() -> None:
    body = broadcast_body([text_message("水門😀")])

    assert body == '{"messages": [{"type": "text", "text": "\\u6c34\\u9580\\ud83d\\ude00"}]}'
    assert json.dumps(json.loads(body)) == body
