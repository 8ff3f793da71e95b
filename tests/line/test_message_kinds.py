"""Do our own rules and LINE's (as the stand-in enforces them) agree for every kind of message?"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

import pytest

from line.messages import Card, Tone, card_message, grapheme_length, location_message
from line.messages.addresses import checked_address, checked_link
from line.messages.buttons import BUTTON, PAPER
from line.messages.cards import INK, QUIET
from line.messages.limits import ALT_TEXT, FLEX_BYTES, LABEL
from tests.line.calls import BROADCAST, call
from tests.line.test_preview import KINDS
from tests.standin import StandIn

VALIDATE: Final = "/v2/bot/message/validate/broadcast"
Change = Callable[[dict[str, Any]], object]


def judged(standin: StandIn, message: dict[str, Any]) -> list[str]:
    """The properties that the stand-in refuses, alike when it is asked and when it should send."""
    asked, sent = (
        call(standin, "POST", path, {"messages": [message]}) for path in (VALIDATE, BROADCAST)
    )
    assert (asked.status, asked.json) == (sent.status, sent.json)
    return [detail["property"] for detail in asked.json.get("details", [])]


@pytest.mark.parametrize("message", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_ours_is_taken(standin: StandIn, message: dict[str, Any]) -> None:
    assert judged(standin, message) == []


def _button(message: dict[str, Any]) -> dict[str, Any]:
    action = message["contents"]["footer"]["contents"][0]["action"]
    assert isinstance(action, dict)
    return action


def _title(message: dict[str, Any]) -> dict[str, Any]:
    title = message["contents"]["body"]["contents"][0]
    assert isinstance(title, dict)
    return title


TITLE, BUTTON_ACTION = "contents.body.contents[0]", "contents.footer.contents[0].action"
NO_TLS, LONG, RAW = "http://a.jp/a", "https://a.jp/" + "a" * 2000, "https://a.jp/朝市"
WRONG: Final[dict[str, tuple[str, Change, str]]] = {
    "http": ("image", lambda m: m.update(originalContentUrl=NO_TLS), "originalContentUrl"),
    "no preview": ("image", lambda m: m.pop("previewImageUrl"), "previewImageUrl"),
    "long address": ("video", lambda m: m.update(previewImageUrl=LONG), "previewImageUrl"),
    "unencoded": ("image", lambda m: m.update(previewImageUrl=RAW), "previewImageUrl"),
    "title of a place": ("place", lambda m: m.update(title="八" * 101), "title"),
    "place without address": ("place", lambda m: m.update(address=""), "address"),
    "latitude": ("place", lambda m: m.update(latitude=90.1), "latitude"),
    "no longitude": ("place", lambda m: m.pop("longitude"), "longitude"),
    "alternative text": ("card", lambda m: m.update(altText="八" * 1501), "altText"),
    "no alternative text": ("card", lambda m: m.pop("altText"), "altText"),
    "empty text": ("card", lambda m: _title(m).update(text=""), f"{TITLE}.text"),
    "colour by name": ("card", lambda m: _title(m).update(color="red"), f"{TITLE}.color"),
    "long label": ("card", lambda m: _button(m).update(label="八" * 41), f"{BUTTON_ACTION}.label"),
    "script": ("card", lambda m: _button(m).update(uri="javascript:a"), f"{BUTTON_ACTION}.uri"),
    "too much": ("card", lambda m: _title(m).update(wrap="八" * 10241), "contents"),
    "a carousel": ("card", lambda m: m["contents"].update(type="carousel"), "contents"),
    "unknown component": ("card", lambda m: _title(m).update(type="video"), f"{TITLE}.type"),
    "unknown part": ("card", lambda m: m["contents"].update(styles={}), "contents.styles"),
}


@pytest.mark.parametrize(("kind", "change", "place"), WRONG.values(), ids=WRONG.keys())
def test_the_stand_in_refuses_as_line_does_and_names_the_property(
    standin: StandIn, kind: str, change: Change, place: str
) -> None:
    message = deepcopy(KINDS[kind])
    change(message)
    assert judged(standin, message) == [f"messages[0].{place}"]
    assert standin.deliveries() == []


def test_a_card_holds_as_many_words_as_its_alternative_text(standin: StandIn) -> None:
    room = ALT_TEXT.value - len("お知らせ\n題\n")
    card = Card("お知らせ", Tone.NOTICE, "題", body="八" * room)
    assert judged(standin, card_message(card)) == []
    with pytest.raises(ValueError, match="1500"):
        card_message(Card("お知らせ", Tone.NOTICE, "題", body="八" * (room + 1)))


def test_the_longest_card_stays_far_from_the_limit_of_bytes() -> None:
    rows = tuple((f"項目{number}", "😀" * 70) for number in range(9))
    assert FLEX_BYTES.value > len(
        str(card_message(Card("催し", Tone.EVENT, "題", rows))["contents"])
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://a.jp/",
        "ftp://a.jp/",
        "//a.jp/",
        "https://",
        "https://八戸.jp/",
        "https://a.jp/a b",
        "javascript:a",
        "https://[",
        "https://a.jp/" + "a" * 1000,
    ],
)
def test_no_button_leads_to_what_is_no_safe_address(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        checked_link(address)


def test_japanese_in_an_address_is_encoded_once() -> None:
    encoded = checked_link("https://a.jp/朝市?場所=館鼻#地図")
    assert encoded.isascii()
    assert checked_link(encoded) == encoded


def test_only_pictures_in_practice_on_this_machine_may_come_without_tls() -> None:
    assert checked_address("http://localhost:8000/media/a.jpg")
    for address in ("http://a.jp/a.jpg", "http://localhost.a.jp/a.jpg", "http://a@b.jp/"):
        with pytest.raises(ValueError, match="https"):
            checked_address(address)
    with pytest.raises(ValueError, match="https"):
        checked_link("http://localhost:8000/")


@pytest.mark.parametrize(
    ("title", "address", "latitude", "longitude"),
    [
        ("", "内丸", 40, 141),
        ("市役所", " ", 40, 141),
        ("八" * 101, "内丸", 40, 141),
        ("市役所", "内丸", 91, 0),
        ("市役所", "内丸", 0, -181),
    ],
)
def test_a_place_that_line_would_refuse_is_not_made(
    title: str, address: str, latitude: float, longitude: float
) -> None:
    with pytest.raises(ValueError, match=r"units|degrees"):
        location_message(title, address, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("八戸", 2),
        ("e\u0301", 1),
        ("👍🏽", 1),
        ("👨‍👩‍👧", 1),
        ("🇯🇵🇯🇵", 2),
        ("☔\ufe0f", 1),
        ("葛\U000e0100", 1),
    ],
)
def test_labels_are_counted_as_people_see_them(text: str, length: int) -> None:
    assert grapheme_length(text) == LABEL.length_of(text) == length


@pytest.mark.parametrize(
    ("colour", "ground"),
    [(PAPER, tone) for tone in Tone] + [(INK, PAPER), (QUIET, PAPER), (PAPER, BUTTON)],
)
def test_every_colour_can_be_read_on_its_ground(colour: str, ground: str) -> None:
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
