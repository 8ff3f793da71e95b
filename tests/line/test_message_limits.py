"""Do our own limits and LINE's (as the stand-in enforces them) meet at the same character?"""

import pytest

from line.messages import (
    MESSAGES_PER_REQUEST,
    TEXT_LENGTH,
    broadcast_body,
    text_message,
    utf16_length,
)
from tests.line.calls import BROADCAST, broadcast, call
from tests.standin import StandIn


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("a", 1), ("八", 1), ("😀", 2), ("𠮷", 2), ("👨‍👩‍👧", 8), ("\ud83d", 1)],
)
def test_length_is_counted_in_utf16_units(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize("text", ["八" * 5000, "😀" * 2500, "a" * 4998 + "😀"])
def test_a_text_of_exactly_the_limit_is_taken_by_both(standin: StandIn, text: str) -> None:
    assert utf16_length(text) == TEXT_LENGTH.value
    assert text_message(text) == {"type": "text", "text": text}
    assert broadcast(standin, text).status == 200


@pytest.mark.parametrize("text", ["八" * 5001, "😀" * 2500 + "。", "a" * 4999 + "😀"])
def test_a_text_over_the_limit_is_refused_by_both(standin: StandIn, text: str) -> None:
    with pytest.raises(ValueError, match="at most 5000 units"):
        text_message(text)

    reply = broadcast(standin, text)
    assert reply.status == 400
    assert reply.json == {
        "message": "The request body has 1 error(s)",
        "details": [
            {"message": "Length must be between 0 and 5000", "property": "messages[0].text"}
        ],
    }


def test_an_empty_text_is_refused_by_both(standin: StandIn) -> None:
    with pytest.raises(ValueError, match="blank"):
        text_message("")

    reply = broadcast(standin, "")
    assert reply.status == 400
    assert reply.json["details"] == [
        {"message": "May not be empty", "property": "messages[0].text"}
    ]


@pytest.mark.parametrize("text", [" 　\n", "\ud83d"])
def test_a_text_without_content_or_with_half_a_character_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a text message must not"):
        text_message(text)


@pytest.mark.parametrize("count", [0, 6])
def test_a_request_carries_one_to_five_messages(standin: StandIn, count: int) -> None:
    assert MESSAGES_PER_REQUEST.value == 5
    with pytest.raises(ValueError, match="1 to 5 messages"):
        broadcast_body([text_message("a")] * count)

    reply = broadcast(standin, *["a"] * count)
    assert reply.status == 400
    assert reply.json["details"] == [
        {"message": "Size must be between 1 and 5", "property": "messages"}
    ]


def test_a_body_over_two_megabytes_is_refused_by_both(standin: StandIn) -> None:
    huge = {"type": "text", "text": "a" * 2 * 1024 * 1024}
    with pytest.raises(ValueError, match="over LINE's 2 MB"):
        broadcast_body([huge])

    reply = call(standin, "POST", BROADCAST, {"messages": [huge]})
    assert reply.status == 413
    assert standin.deliveries() == []


@pytest.mark.parametrize(
    ("message", "detail"),
    [
        (
            {"type": "hologram"},
            {
                "message": "Must be one of the following values: "
                "[text, image, video, location, flex]",
                "property": "messages[0].type",
            },
        ),
        (
            {"type": "text", "text": 5},
            {"message": "May not be empty", "property": "messages[0].text"},
        ),
        (
            {"type": "text", "text": "a", "bold": True},
            {"message": "Unknown property", "property": "messages[0].bold"},
        ),
        (
            {"type": "text", "text": "😀$", "emojis": [{"index": 1}]},
            {"message": "Must point at a $ in the text", "property": "messages[0].emojis[0].index"},
        ),
    ],
)
def test_the_stand_in_names_the_wrong_property(
    standin: StandIn, message: dict[str, object], detail: dict[str, str]
) -> None:
    reply = call(standin, "POST", BROADCAST, {"messages": [message]})

    assert reply.status == 400
    assert reply.json["details"] == [detail]


def test_an_emoji_is_found_behind_a_character_of_two_units(standin: StandIn) -> None:
    message = {"type": "text", "text": "😀$", "emojis": [{"index": 2}]}

    assert call(standin, "POST", BROADCAST, {"messages": [message]}).status == 200


def test_a_property_that_broadcast_does_not_know_is_refused(standin: StandIn) -> None:
    body = {"messages": [{"type": "text", "text": "a"}], "customAggregationUnits": ["unit"]}

    reply = call(standin, "POST", BROADCAST, body)

    assert reply.status == 400
    assert reply.json["message"].startswith("The property, customAggregationUnits, in the request")
