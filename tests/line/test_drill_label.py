"""【訓練】 stands first in every message of a drill: in what is read, notified and shown."""

from typing import Any, Final

import pytest

from line.messages import (
    DRILL_LABEL,
    TEXT_LENGTH,
    Card,
    Tone,
    as_drill,
    card_message,
    image_message,
    linked_picture,
    location_message,
    notice_of,
    parts_of,
    text_message,
)

ADDRESS: Final = "https://media.example.jp/a.jpg"
MESSAGES: Final[dict[str, dict[str, Any]]] = {
    "text": dict(text_message("避難所を開きました。")),
    "card": card_message(Card("緊急のお知らせ", Tone.EMERGENCY, "避難所", body="開きました。")),
    "location": location_message("はっち", "三日町11-1", latitude=40.5, longitude=141.5),
    "picture with a link": linked_picture(
        ADDRESS,
        size=(10, 10),
        alt="地図",
        label="見る",
        link="https://www.city.hachinohe.aomori.jp/",
    ),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
def test_the_label_comes_first(message: dict[str, Any]) -> None:
    labelled = as_drill(message)
    assert parts_of(labelled)[0].startswith(DRILL_LABEL)
    assert notice_of(labelled).startswith(DRILL_LABEL)
    assert DRILL_LABEL not in "".join(parts_of(message))


def test_a_picture_by_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="drill"):
        as_drill(image_message(ADDRESS, ADDRESS))


def test_the_label_counts_as_text() -> None:
    with pytest.raises(ValueError, match="at most"):
        as_drill(dict(text_message("あ" * TEXT_LENGTH.value)))
